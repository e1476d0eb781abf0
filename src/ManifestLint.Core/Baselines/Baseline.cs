using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Suppressions;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Baselines;

/// <summary>One finding that is let through.</summary>
/// <param name="Key">What it is known by.</param>
/// <param name="RuleName">The rule's name, for people.</param>
/// <param name="Message">What the finding said when it was let through, for people; it tells apart what has one key.</param>
public sealed record BaselineEntry(FindingKey Key, string RuleName, string Message)
{
    /// <summary>Where the entry stands in its file; empty for one that was never read from a file.</summary>
    public TextSpan Span { get; init; }

    /// <summary>The order of the file: by file, object and place, so that what belongs together stands together.</summary>
    public static int Compare(BaselineEntry left, BaselineEntry right)
    {
        ReadOnlySpan<string> mine = [left.Key.File, left.Key.Kind, left.Key.Namespace, left.Key.Object, left.Key.Path, left.Key.Text, left.Key.Rule, left.Message];
        ReadOnlySpan<string> others = [right.Key.File, right.Key.Kind, right.Key.Namespace, right.Key.Object, right.Key.Path, right.Key.Text, right.Key.Rule, right.Message];
        for (int i = 0; i < mine.Length; i++)
        {
            if (string.CompareOrdinal(mine[i], others[i]) is var order and not 0)
                return order;
        }

        return 0;
    }
}

/// <summary>Findings that were there when somebody began to lint, and are not reported.</summary>
public sealed class Baseline
{
    private Baseline(ImmutableArray<BaselineEntry> entries, ManifestFile? file)
    {
        Entries = entries;
        File = file;
    }

    /// <summary>A baseline that lets nothing through.</summary>
    public static Baseline Empty { get; } = new([], file: null);

    /// <summary>The entries in the order of the file; equal findings have as many equal entries.</summary>
    public ImmutableArray<BaselineEntry> Entries { get; }

    /// <summary>The file that it was read from, to which <see cref="BaselineEntry.Span"/> refers; null when it was made.</summary>
    public ManifestFile? File { get; }

    /// <summary>A baseline of entries in whatever order.</summary>
    public static Baseline Of(IEnumerable<BaselineEntry> entries)
    {
        List<BaselineEntry> sorted = [.. entries];
        sorted.Sort(BaselineEntry.Compare);
        return new Baseline([.. sorted], file: null);
    }

    /// <summary>The baseline without entries, by their <see cref="BaselineEntry.Span"/>.</summary>
    public Baseline Without(IEnumerable<TextSpan> spans)
    {
        HashSet<TextSpan> gone = [.. spans];
        return Of(Entries.Where(entry => !gone.Contains(entry.Span)));
    }

    /// <summary>
    /// Whether findings of a rule may be let through: not those that say that something could not be looked at, nor those about the ways of letting something through.
    /// </summary>
    public static bool CanHold(DiagnosticDescriptor rule) => SuppressionPolicy.IsSuppressible(rule) && rule.Id is not ("ML0014" or "ML0020" or "ML0021");

    internal static Baseline FromFile(ImmutableArray<BaselineEntry> entries, ManifestFile file) => new(entries, file);
}
