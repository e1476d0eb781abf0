namespace ManifestLint.Resources;

/// <summary>
/// The grammars that the API server holds names to (apimachinery/pkg/util/validation/validation.go). Each question answers with what is wrong in
/// plain words, or null when the text is valid.
/// </summary>
public static class Names
{
    /// <summary>The longest DNS label, label value and name part of a qualified name.</summary>
    public const int MaximumLabelLength = 63;

    /// <summary>The longest DNS subdomain.</summary>
    public const int MaximumSubdomainLength = 253;

    private const int MaximumPortNameLength = 15;

    /// <summary>What is wrong with a DNS label as RFC 1123 has it: lower case letters, digits and <c>-</c>, at most 63, no <c>-</c> at an end.</summary>
    public static string? CheckLabel(string text) => CheckLength(text, MaximumLabelLength) ?? CheckDnsCharacters(text, allowsDots: false) ?? CheckDnsEnds(text);

    /// <summary>What is wrong with a DNS label as RFC 1035 has it: as <see cref="CheckLabel"/>, and the first character is a letter.</summary>
    public static string? CheckLabelFromLetter(string text) =>
        CheckLabel(text) ?? (char.IsAsciiLetterLower(text[0]) ? null : "must start with a letter");

    /// <summary>What is wrong with a DNS subdomain: labels joined by dots, at most 253 characters.</summary>
    public static string? CheckSubdomain(string text)
    {
        if ((CheckLength(text, MaximumSubdomainLength) ?? CheckDnsCharacters(text, allowsDots: true)) is { } wrong)
            return wrong;

        foreach (Range part in text.AsSpan().Split('.'))
        {
            if (text[part] is not { Length: > 0 } label || CheckDnsEnds(label) is not null)
                return "each part between dots must start and end with a letter or digit";
        }

        return null;
    }

    /// <summary>What is wrong with the name of a port of a container: at most 15 of lower case letters, digits and <c>-</c>, with a letter, no doubled or outer <c>-</c>.</summary>
    public static string? CheckPortName(string text)
    {
        if ((CheckLength(text, MaximumPortNameLength) ?? CheckDnsCharacters(text, allowsDots: false)) is { } wrong)
            return wrong;
        if (!text.Any(char.IsAsciiLetterLower))
            return "must contain a letter";
        if (text.Contains("--", StringComparison.Ordinal))
            return "must not contain '--'";
        return CheckDnsEnds(text);
    }

    /// <summary>What is wrong with a label value: empty, or at most 63 letters, digits, <c>-</c>, <c>_</c>, <c>.</c>, with a letter or digit at both ends.</summary>
    public static string? CheckLabelValue(string text) => text.Length == 0 ? null : CheckQualifiedPart(text);

    /// <summary>What is wrong with a qualified name, as keys of labels are: an optional DNS subdomain and <c>/</c>, then a part as in <see cref="CheckLabelValue"/>.</summary>
    public static string? CheckQualifiedName(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return CheckQualifiedPart(text);
        if (text.IndexOf('/', slash + 1) >= 0)
            return "more than one '/'";
        if (CheckSubdomain(text[..slash]) is { } wrong)
            return slash == 0 ? "nothing stands before the '/'" : $"the part before the '/': {wrong}";
        return CheckQualifiedPart(text[(slash + 1)..]) is { } inName ? $"the part after the '/': {inName}" : null;
    }

    private static string? CheckQualifiedPart(string text)
    {
        if (CheckLength(text, MaximumLabelLength) is { } wrong)
            return wrong;

        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
                return $"character '{c}'";
        }

        return char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]) ? null : "must start and end with a letter or digit";
    }

    private static string? CheckLength(string text, int maximum)
    {
        if (text.Length == 0)
            return "it is empty";
        return text.Length <= maximum ? null : FormattableString.Invariant($"{text.Length} characters, at most {maximum}");
    }

    private static string? CheckDnsCharacters(string text, bool allowsDots)
    {
        foreach (char c in text)
        {
            if (char.IsAsciiLetterUpper(c))
                return "upper case letters are not allowed";
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-' && !(allowsDots && c == '.'))
                return $"character '{c}'";
        }

        return null;
    }

    private static string? CheckDnsEnds(string text) => text[0] == '-' || text[^1] == '-' ? "must start and end with a letter or digit" : null;
}
