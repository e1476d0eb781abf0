using System.Buffers;

namespace ManifestLint.Resources;

/// <summary>
/// The <c>schedule</c> of a CronJob as the API server reads it (github.com/robfig/cron v3, <c>ParseStandard</c>): five fields, or one of the
/// names that begin with <c>@</c>.
/// </summary>
public sealed class CronSchedule
{
    private const string Every = "@every ";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    // Of months 1 to 12, in a leap year.
    private static readonly int[] DaysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    private readonly CronValues _days;
    private readonly CronValues _months;
    private readonly CronValues _weekdays;

    private CronSchedule(CronValues days, CronValues months, CronValues weekdays)
    {
        _days = days;
        _months = months;
        _weekdays = weekdays;
    }

    /// <summary>What is wrong with a schedule that has no time zone in it, in plain words; null when it is valid.</summary>
    public static string? Check(string text) => Read(text, out _);

    /// <summary>
    /// Why a valid schedule has no time at all, in plain words: a day of the month that none of its months has. Null when it has one, or is not
    /// valid. When a weekday is given as well, one of the two is enough.
    /// </summary>
    public static string? WhyNever(string text) => Read(text, out CronSchedule? schedule) is null ? schedule?.WhyNever() : null;

    /// <summary>The time zone at the start of a schedule (<c>TZ=</c>, <c>CRON_TZ=</c>) and what follows it; null when there is none.</summary>
    public static (string Zone, string Fields)? SplitZone(string text)
    {
        if (!text.StartsWith("TZ=", StringComparison.Ordinal) && !text.StartsWith("CRON_TZ=", StringComparison.Ordinal))
            return null;

        int start = text.IndexOf('=', StringComparison.Ordinal) + 1;
        int blank = text.IndexOf(' ', start);
        return blank < 0 ? (text[start..], "") : (text[start..blank], text[blank..].Trim());
    }

    private static string? Read(string text, out CronSchedule? schedule)
    {
        schedule = null;
        if (text.StartsWith('@'))
            return WhyNoName(text);

        string[] parts = text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            return "it is empty";
        if (parts.Length != CronField.All.Length)
            return parts.Length == CronField.All.Length + 1 ? "6 fields instead of 5, Kubernetes knows no seconds" : $"{parts.Length} {(parts.Length == 1 ? "field" : "fields")} instead of 5";

        Span<CronValues> values = stackalloc CronValues[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (CronField.All[i].Read(parts[i], out values[i]) is { } wrong)
                return wrong;
        }

        schedule = new CronSchedule(values[2], values[3], values[4]);
        return null;
    }

    private static string? WhyNoName(string text) => text switch
    {
        "@yearly" or "@annually" or "@monthly" or "@weekly" or "@daily" or "@midnight" or "@hourly" => null,
        _ when text.StartsWith(Every, StringComparison.Ordinal) => IsDuration(text.AsSpan(Every.Length)) ? null : $"'{text[Every.Length..]}' is no duration such as 1h30m",
        _ => $"'{text}' is none of @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually and @every",
    };

    // time.ParseDuration of Go.
    private static bool IsDuration(ReadOnlySpan<char> text)
    {
        if (text is ['+' or '-', ..])
            text = text[1..];
        if (text is "0")
            return true;

        bool hasPart = false;
        while (!text.IsEmpty)
        {
            int whole = CountDigits(text);
            int fraction = whole < text.Length && text[whole] == '.' ? CountDigits(text[(whole + 1)..]) : -1;
            text = text[(whole + fraction + 1)..];
            int unit = text switch
            {
                ['n' or 'u' or 'µ' or 'μ' or 'm', 's', ..] => 2,
                ['s' or 'm' or 'h', ..] => 1,
                _ => 0,
            };
            if (unit == 0 || whole + Math.Max(fraction, 0) == 0)
                return false;

            text = text[unit..];
            hasPart = true;
        }

        return hasPart;
    }

    private static int CountDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Digits) is var end and >= 0 ? end : text.Length;

    private string? WhyNever()
    {
        if (!_weekdays.IsStar || _days.IsStar || _days.Bits == 0)
            return null;

        int firstDay = System.Numerics.BitOperations.TrailingZeroCount(_days.Bits);
        int months = 0;
        for (int month = 1; month <= DaysOfMonth.Length; month++)
        {
            if (!_months.Contains(month))
                continue;
            if (DaysOfMonth[month - 1] >= firstDay)
                return null;
            months++;
        }

        return months == 1 && _months.Contains(2) ? $"February has no day {firstDay}" : $"none of its months has a day {firstDay}";
    }
}
