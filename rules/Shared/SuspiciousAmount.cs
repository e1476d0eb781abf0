using System.Globalization;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>An amount whose unit was probably mistaken: <c>cpu: 500</c> is 500 cores.</summary>
/// <param name="Reason">What it says, as the end of a sentence.</param>
/// <param name="Meant">What was meant; null when nobody can tell.</param>
internal sealed record SuspiciousAmount(string Reason, string? Meant)
{
    // No node of a cloud has more cores, but for a few machines of their own kind.
    private const int ManyCores = 256;

    // 8 forgets Gi as well as Mi.
    private const int LeastMebibytes = 16;
    private const int MostMebibytes = 1023;

    /// <summary>Looks at an amount of <c>cpu</c>, or of bytes: <c>memory</c>, <c>ephemeral-storage</c>, <c>storage</c>, <c>sizeLimit</c>.</summary>
    public static SuspiciousAmount? Find(string resource, Located<Quantity> amount)
    {
        string text = ((YamlScalar)amount.Node.Dereference()).Value;
        return resource == "cpu" ? FindCores(amount.Value, text)
            : resource is "memory" or "ephemeral-storage" or "storage" or "sizeLimit" ? FindBytes(resource, amount.Value, text)
            : null;
    }

    private static SuspiciousAmount? FindCores(Quantity amount, string text) =>
        text.All(char.IsAsciiDigit) && amount >= Quantity.FromInteger(ManyCores)
            ? new SuspiciousAmount($"is {text} whole cores, {text}m was probably meant", $"{text}m")
            : null;

    // A unit such as Ki is written on purpose, but no volume is that small.
    private static SuspiciousAmount? FindBytes(string resource, Quantity amount, string text)
    {
        bool isSmall = !amount.IsZero && !amount.IsNegative && amount < Quantity.FromInteger(1L << 20);
        if (!isSmall || !(resource == "storage" || text[^1] is 'm' or 'u' or 'n' or 'k' || char.IsAsciiDigit(text[^1])))
            return null;

        string? meant = resource == "storage" ? null : Mebibytes(text);
        return new SuspiciousAmount($"is {ByteSlip.Describe(amount)}, {meant ?? (resource == "storage" ? "Mi or Gi" : "Mi")} was probably meant", meant);
    }

    private static string? Mebibytes(string text)
    {
        string digits = text[^1] is 'm' or 'k' ? text[..^1] : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= LeastMebibytes and <= MostMebibytes ? $"{number}Mi" : null;
    }
}
