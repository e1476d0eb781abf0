using System.Collections.Immutable;
using System.Globalization;

namespace ManifestLint.Resources;

/// <summary>The values that a field of a schedule names.</summary>
/// <param name="Bits">Bit n stands for the value n.</param>
/// <param name="IsStar">Whether the field leaves the choice to others: <c>*</c> or <c>?</c>, with a step of at most 1.</param>
internal readonly record struct CronValues(ulong Bits, bool IsStar)
{
    public bool Contains(int value) => (Bits >> value & 1) != 0;
}

/// <summary>One of the five fields of a schedule, read as github.com/robfig/cron reads it (<c>getField</c>, <c>getRange</c>).</summary>
internal sealed record CronField(string Name, int Minimum, int Maximum, ImmutableArray<string> Words)
{
    /// <summary>The fields in their order.</summary>
    public static readonly ImmutableArray<CronField> All =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day of month", 1, 31, []),
        new("month", 1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        new("day of week", 0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    /// <summary>Reads the field; answers with what is wrong, or null.</summary>
    public string? Read(string text, out CronValues values)
    {
        values = default;
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ReadRange(part, out CronValues range) is { } wrong)
                return wrong;
            values = new CronValues(values.Bits | range.Bits, values.IsStar || range.IsStar);
        }

        return null;
    }

    private string? ReadRange(string part, out CronValues values)
    {
        values = default;
        string[] rangeAndStep = part.Split('/');
        string[] ends = rangeAndStep[0].Split('-');
        if (rangeAndStep.Length > 2)
            return $"{Name} '{part}' has more than one '/'";

        bool isStar = ends[0] is "*" or "?";
        if (!isStar && ends.Length > 2)
            return $"{Name} '{part}' has more than one '-'";
        if ((isStar ? null : WhyNoValue(ends[0]) ?? WhyNoValue(ends[^1])) is { } wrong)
            return wrong;

        int step = 1;
        if (rangeAndStep.Length == 2 && (ReadNumber(rangeAndStep[1]) is not { } written || (step = written) == 0))
            return $"the step of {Name} '{part}' is no positive number";

        int start = isStar ? Minimum : ReadValue(ends[0])!.Value;
        int end = isStar || (rangeAndStep.Length == 2 && ends.Length == 1) ? Maximum : ReadValue(ends[^1])!.Value;
        if (start < Minimum)
            return $"{Name} {start} is below {Minimum}";
        if (Math.Max(start, end) is var highest && highest > Maximum)
            return Words is ["sun", ..] && highest == 7 ? $"{Name} 7 is above {Maximum}, Sunday is 0" : $"{Name} {highest} is above {Maximum}";
        if (start > end)
            return $"{Name} '{part}' begins after its end";

        ulong bits = 0;
        for (long value = start; value <= end; value += step)
            bits |= 1UL << (int)value;
        values = new CronValues(bits, isStar && step == 1);
        return null;
    }

    private string? WhyNoValue(string text) => ReadValue(text) is not null ? null
        : text.Length == 0 ? $"a {Name} is missing at a '-' or '/'"
        : Words.IsEmpty ? $"{Name} '{text}' is no number"
        : $"{Name} '{text}' is neither a number nor a name";

    private int? ReadValue(string text)
    {
        for (int i = 0; i < Words.Length; i++)
        {
            if (string.Equals(Words[i], text, StringComparison.OrdinalIgnoreCase))
                return Minimum + i;
        }

        return ReadNumber(text);
    }

    // Digits with an optional plus, as strconv.Atoi takes them; a minus cannot come here.
    private static int? ReadNumber(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= 0 ? number : null;
}
