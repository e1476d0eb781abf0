using System.Globalization;
using System.Numerics;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>An amount of bytes whose unit is forgotten or mistaken for that of cpu: <c>500m</c> is half a byte.</summary>
/// <param name="Reason">What is wrong, as the end of a sentence.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Meant">What to write; null when it is not certain enough.</param>
internal sealed record ByteSlip(string Reason, DiagnosticSeverity Severity, string? Meant)
{
    // No container starts with less (opencontainers/runc needs some of it itself).
    private const long LeastMemory = 4L << 20;

    // 8 forgets Gi as well as Mi.
    private const int LeastMebibytes = 16;

    public static ByteSlip? Find(string name, Quantity amount, string text, bool isLimit)
    {
        if (amount.IsZero)
            return null;

        bool isTiny = amount < Quantity.FromInteger(LeastMemory);
        bool hasSmallUnit = text[^1] is 'm' or 'u' or 'n' or 'k' || char.IsAsciiDigit(text[^1]);
        if (!amount.IsWhole && !isTiny)
            return new ByteSlip($"is {Describe(amount)}, the API server warns of the fraction and rounds it up", DiagnosticSeverity.Info, null);
        if (amount.IsWhole && !(name == "memory" && isTiny && (isLimit || hasSmallUnit)))
            return null;

        string? meant = hasSmallUnit ? Mebibytes(text) : null;
        string hint = meant is not null ? $", did you mean {meant}" : amount.IsWhole ? ", no container runs with less than 4Mi" : "";
        return new ByteSlip($"is {Describe(amount)}{hint}", DiagnosticSeverity.Warning, text.EndsWith('m') ? meant : null);
    }

    public CodeFix? CreateFix(YamlNode node) => Meant is null ? null
        : CodeFix.Unsafe($"Write {Meant}", node, editor => editor.SetScalar(YamlPath.Of(node), YamlValue.String(Meant)));

    private static string? Mebibytes(string text)
    {
        string digits = char.IsAsciiLetter(text[^1]) ? text[..^1] : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= LeastMebibytes ? $"{number}Mi" : null;
    }

    /// <summary>For example <c>0.5 bytes</c>.</summary>
    public static string Describe(Quantity amount)
    {
        BigInteger whole = BigInteger.DivRem(amount.Nano, BigInteger.Pow(10, 9), out BigInteger rest);
        string number = whole.ToString(CultureInfo.InvariantCulture);
        if (!rest.IsZero)
            number += "." + rest.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return number == "1" ? "1 byte" : $"{number} bytes";
    }
}
