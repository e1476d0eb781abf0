using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Generation;

/// <summary>
/// The selector of a Deployment that runs cannot be changed, and accepts every pod that carries its labels. So the second side leaves one of them out, and both
/// sides carry another label by which Services and budgets find them.
/// </summary>
/// <param name="Key">The label that both sides carry.</param>
/// <param name="Value">Its value.</param>
/// <param name="DroppedKey">The label of the old selector that the second side does not carry.</param>
/// <param name="DroppedValue">Its value at the first side.</param>
internal sealed record AdoptedIdentity(string Key, string Value, string DroppedKey, string DroppedValue)
{
    // The labels by which release sets are recognised, the recommended one first.
    private static readonly string[] IdentityKeys = ["app.kubernetes.io/name", "app", "k8s-app", "name"];

    /// <summary>Whether the pods carry a label by which two sides are known to belong together.</summary>
    public static bool IsNamedBy(Labels labels) => IdentityKeys.Any(key => labels[key] is not null);

    /// <summary>The label to add to pods that carry none of them.</summary>
    public static string RecommendedKey => IdentityKeys[0];

    /// <summary>Chooses the two labels.</summary>
    public static AdoptedIdentity Of(Workload workload, string name)
    {
        ImmutableArray<string> keys =
        [
            .. workload.Selector.MatchLabels.Pairs.Select(pair => pair.Key),
            .. workload.Selector.MatchExpressions.Where(row => row.Operator is SelectorOperator.In or SelectorOperator.Exists).Select(row => row.Key),
        ];
        if (keys.IsEmpty)
        {
            throw ReleaseRefusedException.WrongUse(
                $"The selector of {workload} asks for no label, so it would accept the pods of every second side", "make the set without --adopt", WorkloadChoice.PlaceOf(workload.Resource));
        }

        string? current = IdentityKeys.Select(key => workload.TemplateLabels[key]).FirstOrDefault(value => value is not null);
        ImmutableArray<string> others = [.. keys.Where(key => key != RecommendedKey)];
        string dropped = others.IsEmpty ? RecommendedKey : IdentityKeys.FirstOrDefault(key => others.Contains(key)) ?? others[^1];
        string identity = IdentityKeys.FirstOrDefault(key => key != dropped && (keys.Contains(key) || Suits(workload, key, current))) ?? RecommendedKey;
        return new(identity, workload.TemplateLabels[identity] ?? (dropped == RecommendedKey ? current : null) ?? name, dropped, workload.TemplateLabels[dropped]!);
    }

    // Sides are compared by the first label that both have, so a new one must not contradict it.
    private static bool Suits(Workload workload, string key, string? current) => workload.TemplateLabels[key] is not { } value || value == current || key == RecommendedKey;
}
