using System.Buffers;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Amounts written as people write them elsewhere.</summary>
internal static class QuantitySlips
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>The quantity that a text plainly means (<c>100mb</c> is <c>100M</c>, <c>1gi</c> is <c>1Gi</c>); null when there is none.</summary>
    public static string? Correct(string text)
    {
        string trimmed = text.Replace(" ", "", StringComparison.Ordinal);
        int end = trimmed.AsSpan().IndexOfAnyExcept(NumberCharacters);
        if (end <= 0)
            return null;

        string suffix = trimmed[end..].ToLowerInvariant() switch
        {
            "kb" => "k",
            "mb" => "M",
            "gb" => "G",
            "tb" => "T",
            "k" when trimmed[end..] == "K" => "k",
            "kib" or "ki" => "Ki",
            "mib" or "mi" => "Mi",
            "gib" or "gi" => "Gi",
            "tib" or "ti" => "Ti",
            _ => "",
        };
        return suffix.Length > 0 && trimmed[..end] + suffix is var quantity && Quantity.Parse(quantity) is not null ? quantity : null;
    }
}
