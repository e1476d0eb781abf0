using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Generation;

/// <summary>Makes the two Deployments of the one that there is.</summary>
internal sealed class WorkloadSides(GenerationPlan plan)
{
    private static readonly YamlPath Metadata = YamlPath.Root / "metadata";
    private static readonly YamlPath Spec = YamlPath.Root / "spec";
    private static readonly YamlPath TemplateLabels = Spec / "template" / "metadata" / "labels";
    private static readonly EntryPosition Customary = EntryPosition.InOrder(
        "replicas", "minReadySeconds", "progressDeadlineSeconds", "revisionHistoryLimit", "selector", "strategy", "template");

    private readonly Workload _workload = plan.Source.Workload;
    private readonly SideLabels _labels = new(plan.Scheme);

    /// <summary>The Deployment of one side.</summary>
    public GeneratedObject Make(ReleaseSide side)
    {
        ObjectDraft draft = plan.Take(_workload.Resource).Named(side.WorkloadName);
        draft = _labels.WithSlot(draft, Metadata / "labels", side);
        draft = WithSelector(draft, side);
        draft = WithTemplateLabels(draft, side);
        draft = WithReplicas(draft, side);
        draft = WithRolloutFields(draft);
        draft = WithPlacement(draft, side);
        draft = plan.Configuration.WithNewNames(draft, _workload);
        return new GeneratedObject($"deployment-{side.Slot}", _workload.Resource.Kind, side.WorkloadName, draft.Text);
    }

    // The selector of a Deployment that goes on cannot be changed.
    private ObjectDraft WithSelector(ObjectDraft draft, ReleaseSide side)
    {
        if (side.IsFirst && plan.Scheme.KeepsFirst)
            return draft;

        if (plan.Scheme.Identity is { } identity)
        {
            for (int row = _workload.Selector.MatchExpressions.Length - 1; row >= 0; row--)
            {
                if (_workload.Selector.MatchExpressions[row].Key == identity.DroppedKey)
                    draft = draft.WithoutItem(Spec / "selector" / "matchExpressions" / row);
            }
        }

        draft = _labels.Narrow(draft, Spec / "selector" / "matchLabels", side);
        return plan.Scheme.Identity is { } shared ? draft.WithScalar(Spec / "selector" / "matchLabels" / shared.Key, YamlValue.String(shared.Value), EntryPosition.First) : draft;
    }

    private ObjectDraft WithTemplateLabels(ObjectDraft draft, ReleaseSide side)
    {
        if (plan.Scheme.Identity is { } identity)
        {
            draft = side.IsFirst ? draft : _labels.Share(draft, TemplateLabels);
            draft = draft.WithScalar(TemplateLabels / identity.Key, YamlValue.String(identity.Value));
        }
        else if (!AdoptedIdentity.IsNamedBy(_workload.TemplateLabels))
        {
            draft = draft.WithScalar(TemplateLabels / AdoptedIdentity.RecommendedKey, YamlValue.String(plan.Source.Service.Name));
        }

        return _labels.WithSlot(draft, TemplateLabels, side);
    }

    private ObjectDraft WithReplicas(ObjectDraft draft, ReleaseSide side)
    {
        YamlPath replicas = Spec / "replicas";
        if (!side.IsFirst)
            return draft.WithScalar(replicas, YamlValue.Integer(0), EntryPosition.First);
        if (!plan.IsScaled)
            return draft.WithScalar(replicas, YamlValue.Integer(plan.Replicas), EntryPosition.First);
        return plan.Recipe.Adopts ? draft : draft.Without(replicas);
    }

    private static ObjectDraft WithRolloutFields(ObjectDraft draft)
    {
        if (!draft.Has(Spec / "revisionHistoryLimit"))
            draft = draft.WithScalar(Spec / "revisionHistoryLimit", YamlValue.Integer(3), Customary);
        if (draft.Has(Spec / "strategy" / "rollingUpdate") || draft.Read(Spec / "strategy" / "type") == "Recreate")
            return draft;

        draft = draft.Has(Spec / "strategy" / "type") ? draft : WithStrategyType(draft);
        return draft.WithEntry(Spec / "strategy" / "rollingUpdate", YamlValue.Map(("maxSurge", YamlValue.Integer(1)), ("maxUnavailable", YamlValue.Integer(0))), EntryPosition.Last);
    }

    private static ObjectDraft WithStrategyType(ObjectDraft draft) => draft.Has(Spec / "strategy")
        ? draft.WithScalar(Spec / "strategy" / "type", YamlValue.String("RollingUpdate"), EntryPosition.First)
        : draft.WithEntry(Spec / "strategy", YamlValue.Map(("type", YamlValue.String("RollingUpdate"))), Customary);

    // Each side keeps away from its own pods only; otherwise both together would need twice the nodes.
    private ObjectDraft WithPlacement(ObjectDraft draft, ReleaseSide side)
    {
        IEnumerable<YamlMapping> own =
        [
            .. _workload.PodSpec.AffinityTerms.Where(term => term.IsAnti && !term.Selector.IsEmpty && term.MeansPodsOf(_workload) && !term.MatchLabelKeys.Contains(plan.Scheme.Key)).Select(term => term.Mapping),
            .. _workload.PodSpec.SpreadConstraints.Where(spread => !spread.Selector.IsEmpty && spread.CountsPodsWith(_workload.TemplateLabels) && !spread.MatchLabelKeys.Contains(plan.Scheme.Key)).Select(spread => spread.Mapping),
        ];
        foreach (YamlMapping mapping in own)
            draft = _labels.Narrow(draft, _workload.Resource.PathOf(mapping) / "labelSelector" / "matchLabels", side);
        return draft;
    }
}
