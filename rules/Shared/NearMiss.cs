using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>A workload whose pods the selector of another object would accept after one change to a pair of it.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Pair">The pair of the selector that fails.</param>
/// <param name="ActualKey">The label's key in the pod template.</param>
/// <param name="ActualValue">The label's value in the pod template.</param>
internal sealed record NearMiss(Workload Workload, Label Pair, string ActualKey, string ActualValue)
{
    /// <summary>Whether the key is wrong and the value right.</summary>
    public bool IsKey => ActualKey != Pair.Key;

    /// <summary>Whether the value is that of the template with a slip of the pen.</summary>
    public bool IsSlip => !IsKey && EditDistance.IsSlip(Pair.Value.Value, ActualValue);

    /// <summary>Where the change is to be made.</summary>
    public YamlNode Node => IsKey ? Pair.Entry.Key : Pair.Value.Node;

    /// <summary>Whether a workload may be in the namespace of an object.</summary>
    public static bool IsNear(Resource asker, Workload workload) => Namespaces.AreSame(asker, workload.Resource, NamespaceMatch.SameOrUnnamed);

    /// <summary>Every near miss in the namespace of the object that selects, in the order of the files. Looks at every workload around: for selectors that match nothing.</summary>
    /// <param name="asker">The object that selects.</param>
    /// <param name="selector">Its selector.</param>
    /// <param name="resources">All objects.</param>
    public static ImmutableArray<NearMiss> Find(Resource asker, Selector selector, ResourceSet resources)
    {
        var misses = ImmutableArray.CreateBuilder<NearMiss>();
        foreach (Workload workload in resources.WorkloadsAround(asker))
        {
            if (IsNear(asker, workload) && !workload.IsOwned && Of(asker, selector, workload) is { } miss)
                misses.Add(miss);
        }

        // Blue and green are both one value away from 'gren'; only one of them is what was meant.
        ImmutableArray<NearMiss> all = misses.DrainToImmutable();
        ImmutableArray<NearMiss> slips = [.. all.Where(miss => miss.IsSlip)];
        return slips.IsEmpty ? all : slips;
    }

    /// <summary>The change after which the selector accepts the workload's pods; null when one is not enough, or is none that a slip explains.</summary>
    public static NearMiss? Of(Resource asker, Selector selector, Workload workload)
    {
        Labels labels = workload.TemplateLabels;
        Label? failing = null;
        foreach (Label pair in selector.MatchLabels.Pairs)
        {
            if (labels.Contains(pair.Key, pair.Value.Value))
                continue;
            if (failing is not null)
                return null;
            failing = pair;
        }

        if (failing is not { } wrong || !AcceptsRows(selector, labels))
            return null;
        // With a single pair any template would be one value away. A slip is a value that is close, any value in an object with the workload's own name, or the
        // same value under another key.
        bool isOnlyPair = selector.MatchLabels.Pairs.Length == 1;
        if (labels.Find(wrong.Key) is { } other && (!isOnlyPair || EditDistance.IsSlip(wrong.Value.Value, other.Value.Value) || HaveOneName(asker, workload)))
            return new NearMiss(workload, wrong, wrong.Key, other.Value.Value);

        foreach (Label label in labels.Pairs)
        {
            if (label.Value.Value == wrong.Value.Value && labels.Find(wrong.Key) is null && selector.MatchLabels.Find(label.Key) is null)
                return new NearMiss(workload, wrong, label.Key, label.Value.Value);
        }

        return null;
    }

    /// <summary>Writes the template's label into the selector. Unsafe: only the user knows whether that workload is meant.</summary>
    public CodeFix UseTemplateLabel() => IsKey
        ? CodeFix.Unsafe($"Select by {ActualKey}", Pair.Entry, editor => editor.RenameKey(YamlPath.Of(Pair.Entry), ActualKey))
        : CodeFix.Unsafe($"Select {Pair.Key}: {ActualValue}", Pair.Entry, editor => editor.SetScalar(YamlPath.Of(Pair.Entry), YamlValue.String(ActualValue)));

    private static bool AcceptsRows(Selector selector, Labels labels)
    {
        foreach (SelectorRequirement row in selector.MatchExpressions)
        {
            if (!row.Accepts(labels))
                return false;
        }

        return true;
    }

    private static bool HaveOneName(Resource asker, Workload workload) => asker.Name.Length > 0 && asker.Name == workload.Name;
}
