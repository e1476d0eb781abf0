using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Objects that make pods.</summary>
public enum WorkloadKind
{
    /// <summary>A pod by itself.</summary>
    Pod,

    /// <summary>Deployment of <c>apps</c>, or of the old <c>extensions</c>.</summary>
    Deployment,

    /// <summary>StatefulSet.</summary>
    StatefulSet,

    /// <summary>DaemonSet.</summary>
    DaemonSet,

    /// <summary>ReplicaSet.</summary>
    ReplicaSet,

    /// <summary>ReplicationController.</summary>
    ReplicationController,

    /// <summary>Job.</summary>
    Job,

    /// <summary>CronJob.</summary>
    CronJob,

    /// <summary>Rollout of Argo Rollouts.</summary>
    Rollout,

    /// <summary>CloneSet of OpenKruise.</summary>
    CloneSet,

    /// <summary>Service of Knative.</summary>
    KnativeService,

    /// <summary>DeploymentConfig of OpenShift.</summary>
    DeploymentConfig,
}

/// <summary>An object with a pod template.</summary>
public sealed class Workload
{
    private PodSpecView? _podSpec;
    private Labels? _templateLabels;
    private Selector? _selector;

    private Workload(Resource resource, WorkloadKind kind)
    {
        Resource = resource;
        Kind = kind;
        TemplateSource = resource;
    }

    /// <summary>The object.</summary>
    public Resource Resource { get; }

    /// <summary>What kind of object it is; the API group is taken into account.</summary>
    public WorkloadKind Kind { get; }

    /// <summary>The object's name, empty when it has none.</summary>
    public string Name => Resource.Name;

    /// <summary>The namespace as written; null when none is.</summary>
    public string? Namespace => Resource.Namespace;

    /// <summary>The object's <c>spec</c>.</summary>
    public YamlMapping? Spec => Resource.Spec;

    /// <summary>What says how a Job runs: the <c>spec</c> of a Job, that of <c>jobTemplate</c> of a CronJob; null for every other kind.</summary>
    public YamlMapping? JobSpec => Kind switch
    {
        WorkloadKind.Job => Spec,
        WorkloadKind.CronJob => Spec.GetMapping("jobTemplate", "spec"),
        _ => null,
    };

    /// <summary>Whether only a part of the object is written, so that nothing may be called missing.</summary>
    public bool IsPartial => Resource.IsPartial;

    /// <summary>
    /// The object that holds the template: the workload itself, or the Deployment that a Rollout's <c>workloadRef</c> names; null when that one is not among
    /// the manifests, or of another kind.
    /// </summary>
    public Resource? TemplateSource { get; internal set; }

    /// <summary>Whether the template is written in the object itself, so that a finding in it belongs here.</summary>
    public bool HasOwnTemplate => TemplateSource == Resource;

    /// <summary>The object in which a node of the workload is written: that of the template for what stands there, else the workload's own.</summary>
    public Resource ResourceOf(YamlNode node) =>
        TemplateSource is { } source && ReferenceEquals(source.Document, node.Document) && !ReferenceEquals(Resource.Document, node.Document) ? source : Resource;

    /// <summary>The Rollout whose <c>workloadRef</c> names this Deployment, and which makes its pods.</summary>
    public Workload? OwningRollout { get; internal set; }

    /// <summary>The template: a mapping with <c>metadata</c> and <c>spec</c>. For a Pod, the Pod.</summary>
    public YamlMapping? Template => TemplateSource is null ? null : Kind switch
    {
        WorkloadKind.Pod => TemplateSource.Root,
        WorkloadKind.CronJob => TemplateSource.Spec.GetMapping("jobTemplate", "spec", "template"),
        _ => TemplateSource.Spec.GetMapping("template"),
    };

    /// <summary>The template's <c>metadata</c>.</summary>
    public YamlMapping? TemplateMetadata => Template.GetMapping("metadata");

    /// <summary>The labels of the pods.</summary>
    public Labels TemplateLabels => _templateLabels ??= TemplateMetadata.GetMapping("labels") is { } labels ? new Labels(labels) : Labels.None;

    /// <summary>The value of an annotation of the pods, or null.</summary>
    public Located<string>? GetTemplateAnnotation(string key) => TemplateMetadata.GetMapping("annotations").GetString(key);

    /// <summary>The spec of the pods.</summary>
    public PodSpecView PodSpec => _podSpec ??= new PodSpecView(this, Template.GetMapping("spec"));

    /// <summary>The workload's own selector; none for Pod, Job, CronJob and Knative Service.</summary>
    public Selector Selector => _selector ??= ReadSelector();

    /// <summary><c>spec.replicas</c> as written. What really runs is <see cref="ResourceSet.ReplicasOf"/>.</summary>
    public Located<long>? WrittenReplicas => Spec.GetInteger("replicas");

    /// <summary>Whether the object belongs to a hook or a test of Helm, which runs once and goes.</summary>
    public bool IsHelmHook => Resource.GetAnnotation("helm.sh/hook") is not null;

    /// <summary>Whether the pods run to an end: Job, CronJob, and a bare Pod that is not restarted for ever.</summary>
    public bool IsRunToCompletion => Kind is WorkloadKind.Job or WorkloadKind.CronJob
        || (Kind == WorkloadKind.Pod && PodSpec.RestartPolicy?.Value is "Never" or "OnFailure");

    /// <summary>Whether the pods are meant to run until they are replaced: neither run to completion nor a Helm hook.</summary>
    public bool IsLongRunning => !IsRunToCompletion && !IsHelmHook;

    /// <summary>Whether a Pod or ReplicaSet has an owner, which is judged in its place.</summary>
    public bool IsOwned => Kind is WorkloadKind.Pod or WorkloadKind.ReplicaSet && Resource.Metadata.GetItems("ownerReferences").Any();

    /// <summary>Whether the pods are replaced bit by bit under <c>maxSurge</c> and <c>maxUnavailable</c>: Deployment, DeploymentConfig, Rollout with canary.</summary>
    public bool IsDeploymentLike => Kind is WorkloadKind.Deployment or WorkloadKind.DeploymentConfig
        || (Kind == WorkloadKind.Rollout && Spec.GetMapping("strategy", "canary") is not null);

    /// <summary>Kind and name as messages show them, for example <c>Deployment 'shop'</c>.</summary>
    public override string ToString() => Resource.ToString();

    /// <summary>The workload view of an object; null when it makes no pods.</summary>
    public static Workload? From(Resource resource) => KindOf(resource.Group, resource.Kind) is { } kind ? new Workload(resource, kind) : null;

    internal static WorkloadKind? KindOf(string group, string kind) => (kind, group) switch
    {
        ("Pod", "") => WorkloadKind.Pod,
        ("Deployment", "apps" or "extensions") => WorkloadKind.Deployment,
        ("StatefulSet", "apps") => WorkloadKind.StatefulSet,
        ("DaemonSet", "apps" or "extensions") => WorkloadKind.DaemonSet,
        ("ReplicaSet", "apps" or "extensions") => WorkloadKind.ReplicaSet,
        ("ReplicationController", "") => WorkloadKind.ReplicationController,
        ("Job", "batch") => WorkloadKind.Job,
        ("CronJob", "batch") => WorkloadKind.CronJob,
        ("Rollout", "argoproj.io") => WorkloadKind.Rollout,
        ("CloneSet", "apps.kruise.io") => WorkloadKind.CloneSet,
        ("Service", "serving.knative.dev") => WorkloadKind.KnativeService,
        ("DeploymentConfig", "apps.openshift.io" or "") => WorkloadKind.DeploymentConfig,
        _ => null,
    };

    /// <summary>Whether objects of this kind have a selector of their own; told without reading it.</summary>
    internal bool MayHaveSelector => Kind is not (WorkloadKind.Pod or WorkloadKind.CronJob or WorkloadKind.KnativeService);

    /// <summary>The labels of the pods, read without making nodes where that is possible.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> ReadTemplatePairs()
    {
        if (TemplateSource is not { } source)
            return [];

        YamlCursor template = Kind switch
        {
            WorkloadKind.Pod => source.Cursor,
            WorkloadKind.CronJob => source.Cursor["spec"]["jobTemplate"]["spec"]["template"],
            _ => source.Cursor["spec"]["template"],
        };
        return template["metadata"]["labels"].ReadStrings() ?? PairsOf(TemplateLabels);
    }

    /// <summary>The pairs of the workload's own selector, read in the same way.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> ReadSelectorPairs() => Kind switch
    {
        WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet or WorkloadKind.ReplicaSet =>
            Resource.Cursor["spec"]["selector"]["matchLabels"].ReadStrings() ?? PairsOf(Selector.MatchLabels),
        _ => PairsOf(Selector.MatchLabels),
    };

    internal static IReadOnlyList<KeyValuePair<string, string>> PairsOf(Labels labels) => [.. labels.Pairs.Select(pair => new KeyValuePair<string, string>(pair.Key, pair.Value.Value))];

    /// <summary>Lets go of the views and nodes, which are made anew when they are asked for.</summary>
    internal void Release()
    {
        _podSpec = null;
        _templateLabels = null;
        _selector = null;
        Resource.Release();
    }

    private Selector ReadSelector() => Kind switch
    {
        WorkloadKind.Job when Spec.GetBoolean("manualSelector")?.Value == true => Selector.FromLabelSelector(Spec.GetMapping("selector")),
        WorkloadKind.Pod or WorkloadKind.Job or WorkloadKind.CronJob or WorkloadKind.KnativeService => Selector.None,
        WorkloadKind.ReplicationController or WorkloadKind.DeploymentConfig => Selector.FromMap(Spec.GetMapping("selector")),
        WorkloadKind.Rollout when TemplateSource is not null && Spec.Get("selector") is null => Selector.FromLabelSelector(TemplateSource.Spec.GetMapping("selector")),
        _ => Selector.FromLabelSelector(Spec.GetMapping("selector")),
    };
}
