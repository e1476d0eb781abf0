using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>A term of <c>podAffinity</c> or <c>podAntiAffinity</c>: near which pods, or away from which, a pod is placed.</summary>
/// <param name="Mapping">The term with <c>topologyKey</c> and <c>labelSelector</c>; of a preferred one, what stands under <c>podAffinityTerm</c>.</param>
/// <param name="IsAnti">Whether it keeps pods apart.</param>
/// <param name="IsRequired">Whether a pod waits rather than break it.</param>
public readonly record struct PodAffinityTerm(YamlMapping Mapping, bool IsAnti, bool IsRequired)
{
    /// <summary>The node label by whose values places are told apart.</summary>
    public Located<string>? TopologyKey => Mapping.GetString("topologyKey");

    /// <summary>Which pods are meant. Without one none are; an empty one means all.</summary>
    public Selector Selector => Selector.FromLabelSelector(Mapping.GetMapping("labelSelector"));

    /// <summary>Keys whose values on the new pod are added to the selector (from Kubernetes 1.31); <c>pod-template-hash</c> leaves other revisions out.</summary>
    public ImmutableArray<string> MatchLabelKeys => PodPlacement.ReadKeys(Mapping, "matchLabelKeys");

    /// <summary>Keys whose values on the new pod the meant pods must not have (from Kubernetes 1.31).</summary>
    public ImmutableArray<string> MismatchLabelKeys => PodPlacement.ReadKeys(Mapping, "mismatchLabelKeys");

    /// <summary>
    /// Whether the term means pods of a workload, be it the one that has the term or another one of its namespace: the selector accepts their labels, and the
    /// namespaces that the term names, if any, hold theirs. A <c>namespaceSelector</c> with conditions may leave it out, so it counts as not.
    /// </summary>
    public bool MeansPodsOf(Workload workload)
    {
        if (Selector is not { Mapping: not null } selector || !(selector.IsEmpty || selector.Accepts(workload.TemplateLabels)))
            return false;

        Selector namespaces = Selector.FromLabelSelector(Mapping.GetMapping("namespaceSelector"));
        if (namespaces.Mapping is not null)
            return namespaces.IsEmpty;

        ImmutableArray<string> named = PodPlacement.ReadKeys(Mapping, "namespaces");
        return named.IsEmpty || named.Contains(workload.Namespace ?? "");
    }

    internal static IEnumerable<PodAffinityTerm> ReadAll(YamlMapping? podSpec)
    {
        if (podSpec.GetMapping("affinity") is not { } affinity)
            yield break;

        foreach (bool isAnti in (bool[])[false, true])
        {
            YamlMapping? terms = affinity.GetMapping(isAnti ? "podAntiAffinity" : "podAffinity");
            foreach (YamlMapping term in terms.GetMappings("requiredDuringSchedulingIgnoredDuringExecution"))
                yield return new(term, isAnti, IsRequired: true);
            foreach (YamlMapping weighted in terms.GetMappings("preferredDuringSchedulingIgnoredDuringExecution"))
            {
                if (weighted.GetMapping("podAffinityTerm") is { } term)
                    yield return new(term, isAnti, IsRequired: false);
            }
        }
    }
}
