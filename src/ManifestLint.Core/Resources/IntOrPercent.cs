using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>A number of pods, or a share of them: Kubernetes' <c>IntOrString</c> as rollouts and disruption budgets use it.</summary>
/// <param name="Number">The count, or the percent.</param>
/// <param name="IsPercent">Whether <paramref name="Number"/> is a percent.</param>
public readonly record struct IntOrPercent(long Number, bool IsPercent)
{
    /// <summary>The default of <c>maxSurge</c> and <c>maxUnavailable</c> of a Deployment (<c>SetDefaults_Deployment</c>).</summary>
    public static readonly IntOrPercent Default = new(25, IsPercent: true);

    /// <summary>How many pods of <paramref name="total"/> it is; the product is formed before the division, as upstream does.</summary>
    /// <param name="total">The number of pods that a percent refers to.</param>
    /// <param name="roundUp">Whether a part of a pod counts as a whole one.</param>
    public long Of(long total, bool roundUp)
    {
        if (!IsPercent)
            return Number;

        double share = (double)Number * total / 100;
        return (long)(roundUp ? Math.Ceiling(share) : Math.Floor(share));
    }

    /// <summary>
    /// The value of a node; null for what the API server refuses: a negative number, a quoted number (it is not coerced), a string that is not
    /// <c>^[0-9]+%$</c>.
    /// </summary>
    public static Located<IntOrPercent>? Read(YamlNode? node)
    {
        if (node?.Dereference() is not YamlScalar scalar)
            return null;

        ResolvedScalar resolved = scalar.Resolve();
        if (resolved.AsInteger is { } number)
            return number < 0 ? null : new Located<IntOrPercent>(new(number, IsPercent: false), node);
        return resolved.Kind == YamlScalarKind.String && ReadPercent(resolved.Json) is { } percent
            ? new Located<IntOrPercent>(new(percent, IsPercent: true), node)
            : null;
    }

    /// <summary>As it is written in a manifest.</summary>
    public override string ToString() => IsPercent ? $"{Number}%" : $"{Number}";

    private static long? ReadPercent(string text)
    {
        if (text.Length is < 2 or > 10 || text[^1] != '%')
            return null;

        long percent = 0;
        foreach (char digit in text.AsSpan(0, text.Length - 1))
        {
            if (!char.IsAsciiDigit(digit))
                return null;
            percent = (percent * 10) + (digit - '0');
        }

        return percent;
    }
}
