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

    private const long RevisionsKept = 3;

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
        draft = WithoutGaps(WithStrategy(WithHistory(draft)));
        draft = WithPlacement(draft, side);
        draft = plan.Configuration.WithNewNames(draft, _workload);
        return new GeneratedObject($"deployment-{side.Slot}", _workload.Resource.Kind, side.WorkloadName, draft.Text);
    }

    // The selector of a Deployment that goes on cannot be changed.
    private ObjectDraft WithSelector(ObjectDraft draft, ReleaseSide side)
    {
        if (side.IsFirst && plan.Scheme.KeepsFirst)
            return draft;

        draft = _labels.Narrow(draft, Spec / "selector" / "matchLabels", side);
        return plan.Scheme.Identity is { } shared ? draft.WithScalar(Spec / "selector" / "matchLabels" / shared.Key, YamlValue.String(shared.Value), EntryPosition.First) : draft;
    }

    private ObjectDraft WithTemplateLabels(ObjectDraft draft, ReleaseSide side)
    {
        if (plan.Scheme.Identity is { } identity)
        {
            draft = draft.WithOwn(TemplateLabels).WithScalar(TemplateLabels / identity.Key, YamlValue.String(identity.Value));
            draft = side.IsFirst ? draft : draft.Without(TemplateLabels / identity.DroppedKey);
        }
        else if (!AdoptedIdentity.IsNamedBy(_workload.TemplateLabels))
        {
            draft = draft.WithOwn(TemplateLabels).WithScalar(TemplateLabels / AdoptedIdentity.RecommendedKey, YamlValue.String(plan.Source.Service.Name));
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

    private static ObjectDraft WithHistory(ObjectDraft draft) =>
        draft.Has(Spec / "revisionHistoryLimit") ? draft : draft.WithScalar(Spec / "revisionHistoryLimit", YamlValue.Integer(RevisionsKept), Customary);

    // Pods that each want a node of their own leave none for one more pod, so that the usual 25 % suit them better.
    private ObjectDraft WithStrategy(ObjectDraft draft)
    {
        if (draft.Has(Spec / "strategy" / "rollingUpdate") || draft.Read(Spec / "strategy" / "type") == "Recreate" || plan.WantsOwnNodes)
            return draft;

        draft = draft.Has(Spec / "strategy" / "type") ? draft : WithStrategyType(draft);
        return draft.WithEntry(Spec / "strategy" / "rollingUpdate", YamlValue.Map(("maxSurge", YamlValue.Integer(1)), ("maxUnavailable", YamlValue.Integer(0))), EntryPosition.Last);
    }

    private ObjectDraft WithoutGaps(ObjectDraft draft)
    {
        if (plan.PodsThatMayBeMissing is null)
            return draft;

        YamlPath numbers = Spec / "strategy" / "rollingUpdate";
        draft = draft.WithScalar(numbers / "maxUnavailable", YamlValue.Integer(0));
        bool hasRoom = (numbers / "maxSurge").Resolve(draft.Document) is not YamlScalar { Value: "0" or "0%" };
        return hasRoom ? draft : draft.WithScalar(numbers / "maxSurge", YamlValue.Integer(1));
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
