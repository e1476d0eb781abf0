using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>A selector that does not name the slot and still accepts one side of a release and not the other.</summary>
/// <param name="Resource">The object that selects.</param>
/// <param name="Node">The value of the pair, or the row, that the other side does not fulfil.</param>
/// <param name="Covered">The side that is accepted.</param>
/// <param name="Missed">The side that is not.</param>
/// <param name="Key">The label.</param>
/// <param name="Value">The value that is asked for; null for a row of <c>matchExpressions</c>.</param>
/// <param name="Asked">What is asked for, as messages show it.</param>
internal sealed record OneSidedSelector(Resource Resource, YamlNode Node, Workload Covered, Workload Missed, string Key, string? Value, string Asked)
{
    // Selectors of pods in objects for which no view exists.
    private static readonly (string Kind, string Group, string Field)[] OtherKinds =
    [
        ("PodMonitor", "monitoring.coreos.com", "selector"),
        ("AuthorizationPolicy", "security.istio.io", "selector"),
        ("PeerAuthentication", "security.istio.io", "selector"),
        ("RequestAuthentication", "security.istio.io", "selector"),
        ("CiliumNetworkPolicy", "cilium.io", "endpointSelector"),
    ];

    /// <summary>Whether one more label would make the selector accept the other side.</summary>
    public bool IsOnlyGap { get; private init; }

    /// <summary>Every such selector around a pair: first those that miss the second side.</summary>
    /// <param name="pair">The two sides.</param>
    /// <param name="strategy">The strategy of their release; while it is undecided, a side without pods may be one that is given up.</param>
    /// <param name="resources">All objects.</param>
    public static IEnumerable<OneSidedSelector> Find(ReleasePair pair, ReleaseStrategy strategy, ResourceSet resources)
    {
        foreach (Workload missed in (Workload[])[pair.Second, pair.First])
        {
            if (strategy == ReleaseStrategy.Undecided && resources.ReplicasOf(missed).IsParked)
                continue;

            foreach ((Resource resource, Selector selector) in SelectorsOf(pair.OtherThan(missed), resources))
            {
                if (!ReleaseSet.IsPreviewName(resource.Name) && Of(resource, selector, pair, missed) is { } found)
                    yield return found;
            }
        }
    }

    private static IEnumerable<(Resource Resource, Selector Selector)> SelectorsOf(Workload side, ResourceSet resources)
    {
        foreach (ServiceView service in resources.ServicesSelecting(side))
            yield return (service.Resource, service.Selector);
        foreach (DisruptionBudgetView budget in resources.DisruptionBudgetsOf(side))
            yield return (budget.Resource, budget.Selector);
        foreach (NetworkPolicyView policy in resources.NetworkPoliciesOf(side))
            yield return (policy.Resource, policy.PodSelector);
        foreach ((string kind, string group, string field) in OtherKinds)
        {
            foreach (Resource resource in resources.InNamespaceOf(side.Resource, kind))
            {
                // A PodMonitor may look into other namespaces.
                if (resource.Group == group && resource.Spec.Get("namespaceSelector") is null)
                    yield return (resource, Selector.FromLabelSelector(resource.Spec.GetMapping(field)));
            }
        }
    }

    private static OneSidedSelector? Of(Resource resource, Selector selector, ReleasePair pair, Workload missed)
    {
        Workload covered = pair.OtherThan(missed);
        if (resource.IsPartial || !selector.IsKnown || !selector.Accepts(covered.TemplateLabels) || selector.MayAccept(missed.TemplateLabels))
            return null;
        if (pair.SlotKeys.Any(key => Names(selector, key)))
            return null;

        Label[] gaps = [.. selector.MatchLabels.Pairs.Where(asked => !missed.TemplateLabels.Contains(asked.Key, asked.Value.Value))];
        SelectorRequirement[] rows = [.. selector.MatchExpressions.Where(row => !row.Accepts(missed.TemplateLabels))];

        // Whoever writes that a label must not be there leaves the side out on purpose.
        if (rows.Any(row => row.Operator is SelectorOperator.NotIn or SelectorOperator.DoesNotExist))
            return null;

        OneSidedSelector found = gaps is [var gap, ..]
            ? new(resource, gap.Value.Node, covered, missed, gap.Key, gap.Value.Value, gap.Describe())
            : new(resource, rows[0].Mapping, covered, missed, rows[0].Key, Value: null, rows[0].ToString());
        bool isSlot = pair.IsKeptApartBy(found.Key) && (pair.SlotKeys.IsEmpty || missed.TemplateLabels[found.Key] is not null);
        bool isVersion = resource.Kind == "Service" && found.Value is { } value && SlotLabels.ChangesWithRelease(found.Key, value);
        return isSlot || isVersion ? null : found with { IsOnlyGap = gaps.Length == 1 && rows.Length == 0 };
    }

    private static bool Names(Selector selector, string key) => selector.MatchLabels.Find(key) is not null || selector.MatchExpressions.Any(row => row.Key == key);
}
