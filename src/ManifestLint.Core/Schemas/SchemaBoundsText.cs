using System.Globalization;

namespace ManifestLint.Schemas;

/// <summary>Says in plain words how a value lies outside its bounds; null when it does not.</summary>
internal static class SchemaBoundsText
{
    public static string? Number(SchemaBounds bounds, double number)
    {
        bool isBelow = number < bounds.Minimum || (bounds.IsMinimumExclusive && number == bounds.Minimum);
        bool isAbove = number > bounds.Maximum || (bounds.IsMaximumExclusive && number == bounds.Maximum);
        if (isBelow || isAbove)
            return "it must be " + Describe(bounds);
        if (bounds.MultipleOf is not { } step || step <= 0)
            return null;
        return Math.IEEERemainder(number, step) == 0 ? null : $"it must be a multiple of {Text(step)}";
    }

    public static string? Length(SchemaBounds bounds, string text)
    {
        // Lengths count characters as Go does: code points.
        int length = text.EnumerateRunes().Count();
        if (length < bounds.MinimumLength)
            return bounds.MinimumLength == 1 ? "it is empty" : FormattableString.Invariant($"{length} characters, at least {bounds.MinimumLength}");
        return length > bounds.MaximumLength ? FormattableString.Invariant($"{length} characters, at most {bounds.MaximumLength}") : null;
    }

    public static string Items(SchemaBounds bounds, int count) => Count(bounds.MinimumItems, bounds.MaximumItems, count, "item");

    public static string Fields(SchemaBounds bounds, int count) => Count(bounds.MinimumProperties, bounds.MaximumProperties, count, "field");

    private static string Count(int? minimum, int? maximum, int count, string what) => count < minimum
        ? FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}, at least {minimum}")
        : FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}, at most {maximum}");

    private static string Describe(SchemaBounds bounds) => (bounds.Minimum, bounds.Maximum) switch
    {
        ({ } low, { } high) when !bounds.IsMinimumExclusive && !bounds.IsMaximumExclusive => $"between {Text(low)} and {Text(high)}",
        ({ } low, null) => $"{(bounds.IsMinimumExclusive ? ">" : ">=")} {Text(low)}",
        (null, { } high) => $"{(bounds.IsMaximumExclusive ? "<" : "<=")} {Text(high)}",
        var (low, high) => $"{(bounds.IsMinimumExclusive ? ">" : ">=")} {Text(low!.Value)} and {(bounds.IsMaximumExclusive ? "<" : "<=")} {Text(high!.Value)}",
    };

    private static string Text(double number) => number.ToString("0.################", CultureInfo.InvariantCulture);
}
