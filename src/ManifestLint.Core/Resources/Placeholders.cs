using System.Buffers;

namespace ManifestLint.Resources;

/// <summary>Recognises values that somebody or something puts another value in the place of before the manifest is applied.</summary>
public static class Placeholders
{
    private const int MinimumWord = 3;

    private static readonly SearchValues<char> Marks = SearchValues.Create("{$<%_@#");

    /// <summary>
    /// Whether a value is, or holds, a template expression (<c>{{ }}</c>, <c>${NAME}</c>, <c>$(NAME)</c>, <c>$NAME</c>, <c>#{NAME}#</c>), an angle-bracketed word,
    /// a word in capitals that is put between marks (<c>__IMAGE__</c>, <c>@IMAGE@</c>, <c>%IMAGE%</c>), or is one that says so (<c>REPLACE_ME</c>, <c>changeme</c>).
    /// </summary>
    public static bool IsPlaceholder(string value)
    {
        if (value.AsSpan().ContainsAny(Marks) && (TemplateMarkers.IsTemplated(value) || HasMarks(value)))
            return true;

        return value.Contains("placeholder", StringComparison.OrdinalIgnoreCase)
            || (value.Contains("replace", StringComparison.OrdinalIgnoreCase) && IsOrder(value, "replaceme", "replacewith", "toreplace", "tobereplaced"))
            || (value.Contains("change", StringComparison.OrdinalIgnoreCase) && IsOrder(value, "changeme", "changeit"));
    }

    /// <summary>
    /// Whether an image is one, or has a part that is one: also a segment of the path in capitals (<c>gcr.io/PROJECT_ID/shop</c>), a tag such as <c>TAG</c> or
    /// <c>COMMIT_SHA</c>, and the source paths that ko replaces (<c>ko://</c>).
    /// </summary>
    public static bool IsPlaceholderImage(string image)
    {
        if (IsPlaceholder(image) || image.StartsWith("ko://", StringComparison.Ordinal))
            return true;
        if (!image.AsSpan().ContainsAnyInRange('A', 'Z'))
            return false;

        int slash = image.LastIndexOf('/');
        int colon = image.IndexOf(':', slash + 1);
        string tag = colon < 0 ? "" : image[(colon + 1)..];
        if (tag is "TAG" or "VERSION" || (tag.Contains('_', StringComparison.Ordinal) && IsCapitalWord(tag)))
            return true;

        foreach (Range range in image.AsSpan(0, colon < 0 ? image.Length : colon).Split('/'))
        {
            if (range.End.GetOffset(image.Length) - range.Start.GetOffset(image.Length) >= MinimumWord && IsCapitalWord(image.AsSpan()[range]))
                return true;
        }

        return false;
    }

    private static bool HasMarks(string value)
    {
        int dollar = value.IndexOf('$', StringComparison.Ordinal);
        if (dollar >= 0 && dollar + 1 < value.Length && (value[dollar + 1] is '(' or '{' or '_' || char.IsAsciiLetter(value[dollar + 1])))
            return true;
        if (value.Contains("#{", StringComparison.Ordinal) || value.Contains("<%", StringComparison.Ordinal))
            return true;
        if (value.IndexOf('<', StringComparison.Ordinal) is var open and >= 0 && value.IndexOf('>', open) > open)
            return true;
        return IsBetween(value, "__") || IsBetween(value, "%") || IsBetween(value, "@@") || IsBetween(value, "@");
    }

    private static bool IsBetween(string value, string mark)
    {
        int open = value.IndexOf(mark, StringComparison.Ordinal);
        int close = open < 0 ? -1 : value.IndexOf(mark, open + mark.Length, StringComparison.Ordinal);
        return close > open + mark.Length && IsCapitalWord(value.AsSpan((open + mark.Length)..close));
    }

    private static bool IsCapitalWord(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) && c is not ('_' or '-' or '.'))
                return false;
        }

        return text.ContainsAnyInRange('A', 'Z');
    }

    private static bool IsOrder(string value, params ReadOnlySpan<string> orders)
    {
        string letters = string.Concat(value.Where(char.IsAsciiLetter));
        foreach (string order in orders)
        {
            if (letters.Contains(order, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
