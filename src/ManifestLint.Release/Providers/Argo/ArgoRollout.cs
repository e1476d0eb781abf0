using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Releases.Generation;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using static ManifestLint.Yaml.Editing.YamlValue;

namespace ManifestLint.Releases.Providers.Argo;

/// <summary>Makes the Rollout of the Deployment that serves.</summary>
internal sealed class ArgoRollout(ArgoPlan plan)
{
    /// <summary>What a file of the Rollout is called, without extension.</summary>
    public const string Stem = "rollout";

    /// <summary>The label that the controller writes on the pods of one revision.</summary>
    public const string RevisionLabel = "rollouts-pod-template-hash";

    private const string DeploymentRevisionLabel = "pod-template-hash";
    private const string ApiVersion = "argoproj.io/v1alpha1";

    private static readonly YamlPath Metadata = YamlPath.Root / "metadata";
    private static readonly YamlPath Spec = YamlPath.Root / "spec";
    private static readonly string[] CarriedFields = ["minReadySeconds", "progressDeadlineSeconds", "revisionHistoryLimit"];
    private static readonly string[] WrittenByOthers = ["deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration"];

    private static readonly EntryPosition Customary = EntryPosition.InOrder(
        "replicas", "minReadySeconds", "progressDeadlineSeconds", "revisionHistoryLimit", "selector", "strategy", "template");

    private readonly Workload _workload = plan.Serving.Workload;

    /// <summary>The Rollout, and the Deployment that it refers to where it does.</summary>
    public IEnumerable<GeneratedObject> Make()
    {
        yield return new GeneratedObject(Stem, "Rollout", plan.Name, plan.RefersToDeployment ? Referring() : Inline());
        if (plan.RefersToDeployment)
            yield return new GeneratedObject("deployment", "Deployment", _workload.Name, Emptied());
    }

    private string Inline()
    {
        ObjectDraft draft = ObjectDraft.Of(_workload.Resource)
            .WithScalar(YamlPath.Root / "apiVersion", String(ApiVersion))
            .WithScalar(YamlPath.Root / "kind", String("Rollout"))
            .Named(plan.Name);
        draft = plan.Identity.InLabels(draft, Metadata / "labels");
        draft = WithoutForeignAnnotations(draft);
        draft = plan.IsScaled ? draft.Without(Spec / "replicas") : draft.WithScalar(Spec / "replicas", Integer(plan.Replicas), EntryPosition.First);
        draft = plan.Identity.InSelector(draft, Spec / "selector");
        draft = draft.Without(Spec / "strategy").WithEntry(Spec / "strategy", ArgoStrategy.Of(plan), Customary);
        draft = plan.Identity.InLabels(draft, Spec / "template" / "metadata" / "labels");
        foreach (YamlMapping constraint in OwnConstraints())
            draft = WithOneRevision(draft, _workload.Resource.PathOf(constraint));
        return draft.Text;
    }

    private static ObjectDraft WithoutForeignAnnotations(ObjectDraft draft)
    {
        foreach (string key in WrittenByOthers)
            draft = draft.Without(Metadata / "annotations" / key);
        return draft.ReadMapping(Metadata / "annotations") is { Entries.IsEmpty: true } ? draft.Without(Metadata / "annotations") : draft;
    }

    private IEnumerable<YamlMapping> OwnConstraints() =>
    [
        .. _workload.PodSpec.SpreadConstraints.Where(spread => spread.CountsPodsWith(_workload.TemplateLabels)).Select(spread => spread.Mapping),
        .. _workload.PodSpec.AffinityTerms.Where(term => term.MeansPodsOf(_workload)).Select(term => term.Mapping),
    ];

    // What meant one side by its slot means one revision by its hash.
    private ObjectDraft WithOneRevision(ObjectDraft draft, YamlPath constraint)
    {
        bool hadSlot = plan.Identity.HasSlot(Selector.FromLabelSelector(draft.ReadMapping(constraint / "labelSelector")));
        draft = plan.Identity.InSelector(draft, constraint / "labelSelector");
        YamlPath keys = constraint / "matchLabelKeys";
        ImmutableArray<string> present = keys.Resolve(draft.Document) is YamlSequence list ? [.. list.Items.Select(item => NodeReading.AsString(item)?.Value ?? "")] : [];
        if (!hadSlot && !present.Any(key => key == DeploymentRevisionLabel || plan.Identity.IsSlot(key)))
            return draft;
        if (present.IsEmpty)
            return draft.Without(keys).WithEntry(keys, List(String(RevisionLabel)), EntryPosition.After("labelSelector"));

        bool isWritten = present.Contains(RevisionLabel);
        for (int i = present.Length - 1; i >= 0; i--)
        {
            if (present[i] != DeploymentRevisionLabel && !plan.Identity.IsSlot(present[i]))
                continue;
            draft = isWritten ? draft.WithoutItem(keys / i) : draft.WithScalar(keys / i, String(RevisionLabel));
            isWritten = true;
        }

        return draft;
    }

    private string Referring()
    {
        ObjectDraft source = ObjectDraft.Of(_workload.Resource);
        ObjectDraft shared = plan.Identity.InSelector(plan.Identity.InLabels(source, Metadata / "labels"), Spec / "selector");
        YamlMappingValue metadata = Map(("name", String(plan.Name)));
        if (_workload.Namespace is { } space)
            metadata = metadata.With("namespace", String(space));
        if (shared.ReadMapping(Metadata / "labels") is { } labels)
            metadata = metadata.With("labels", From(labels));

        YamlMappingValue spec = plan.IsScaled ? Map() : Map(("replicas", Integer(plan.Replicas)));
        foreach (string field in CarriedFields)
        {
            if (_workload.Spec.Get(field) is { } value)
                spec = spec.With(field, From(value));
        }

        spec = spec
            .With("selector", From(shared.ReadMapping(Spec / "selector")))
            .With("workloadRef", Map(
                ("apiVersion", String(_workload.Resource.ApiVersion)),
                ("kind", String("Deployment")),
                ("name", String(_workload.Name)),
                ("scaleDown", String(plan.Request.ScaleDown.ToString().ToLowerInvariant()))))
            .With("strategy", ArgoStrategy.Of(plan));
        return ObjectText.Write(source.Text, Map(("apiVersion", String(ApiVersion)), ("kind", String("Rollout")), ("metadata", metadata), ("spec", spec)));
    }

    // Pods of its own would serve beside those of the Rollout (argo-rollouts#4288, #4935).
    private string Emptied() => ObjectDraft.Of(_workload.Resource).WithScalar(Spec / "replicas", Integer(0), EntryPosition.First).Text;
}
