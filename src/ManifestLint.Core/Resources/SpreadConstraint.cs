using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>An item of <c>topologySpreadConstraints</c>: how evenly pods lie over the values of a node label.</summary>
/// <param name="Mapping">The item.</param>
public readonly record struct SpreadConstraint(YamlMapping Mapping)
{
    /// <summary>The node label, for example <c>kubernetes.io/hostname</c>.</summary>
    public Located<string>? TopologyKey => Mapping.GetString("topologyKey");

    /// <summary>How many pods more a value of the label may have than another one.</summary>
    public Located<long>? MaxSkew => Mapping.GetInteger("maxSkew");

    /// <summary>Whether a pod waits rather than break the constraint; otherwise it is a wish (<c>ScheduleAnyway</c>).</summary>
    public bool IsRequired => Mapping.GetString("whenUnsatisfiable")?.Value == "DoNotSchedule";

    /// <summary>Which pods are counted. Without one none is; an empty one, <c>{}</c>, counts every pod of the namespace.</summary>
    public Selector Selector => Selector.FromLabelSelector(Mapping.GetMapping("labelSelector"));

    /// <summary>Keys whose values on the new pod are added to the selector; <c>pod-template-hash</c> makes it count one revision only.</summary>
    public ImmutableArray<string> MatchLabelKeys => PodPlacement.ReadKeys(Mapping, "matchLabelKeys");

    /// <summary>Whether a pod with these labels counts itself and its twins; keys of <see cref="MatchLabelKeys"/> always agree with the pod's own.</summary>
    public bool CountsPodsWith(Labels labels) => Selector is { Mapping: not null } selector && (selector.IsEmpty || selector.Accepts(labels));
}
