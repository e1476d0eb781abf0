using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SingleReplicaServedRule : Rule
{
    private static readonly NumberOption MinReplicas = new(
        "minReplicas", Default: 2, Minimum: 2, Maximum: 100, "pods that a workload behind a Service has at least");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3003",
        name: "single-replica-served",
        title: "One pod alone answers for a Service",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [MinReplicas];

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    // The finding stands where the number does: in the workload, or in the scaler that decides for it.
    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (FindWorkload(resources, resource) is not { OwningRollout: null } workload || !HasReplicas(workload.Kind))
            return;

        int minimum = context.GetOption(MinReplicas);
        Replicas replicas = resources.ReplicasOf(workload);
        if (replicas.Count >= minimum || replicas is { IsParked: true } or { ScalesToZero: true } or { IsAssumed: true } || (replicas.Scaler?.Resource ?? workload.Resource) != resource)
            return;
        if (workload is not { IsLongRunning: true, IsPartial: false, IsOwned: false })
            return;
        if (resources.RequestServicesOf(workload) is not [var service, ..] services || HasWorseFault(resources, workload, replicas))
            return;
        if (resources.FindOtherSideBehindItsServices(workload) is not null || resources.MayPatchReplicas(workload))
            return;

        // What has one pod by design, and no remedy here, is hygiene.
        bool isByDesign = resources.IsSingleWriter(workload)
            || (workload.Kind == WorkloadKind.StatefulSet && (services.All(service => service.IsHeadless) || workload.PodSpec.Containers.Any(KeepsData)));
        if (isByDesign && !context.IsStrict)
            return;

        string at = replicas.Scaler is null ? "" : $" at the minimum of {replicas.Scaler}";
        string runs = $"{workload} behind Service '{service.Name}' runs {(replicas.Count == 1 ? "1 pod" : $"{replicas.Count} pods")}{at}";
        context.Report(
            replicas.Node ?? resource.Root.Find("spec")?.Key ?? resource.Root,
            replicas.Count == 1 ? $"{runs}, so a node drain, an eviction or a crash leaves no endpoint{StoppedFirst(resources, workload)}" : $"{runs}, fewer than minReplicas {minimum} asks for",
            MayRunTwice(workload, replicas, minimum) ? SetReplicas(resource, replicas, minimum) : null,
            isByDesign ? DiagnosticSeverity.Info : null);
    }

    private static Workload? FindWorkload(ResourceSet resources, Resource resource)
    {
        if (ScalerView.From(resource) is not { } scaler)
            return resources.WorkloadOf(resource);
        return resources.TargetOf(scaler) is { } target ? resources.WorkloadOf(target) : null;
    }

    private static bool HasReplicas(WorkloadKind kind) => kind is WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.ReplicaSet
        or WorkloadKind.ReplicationController or WorkloadKind.DeploymentConfig or WorkloadKind.Rollout or WorkloadKind.CloneSet;

    // ML3001 and ML3002 name the outage that each rollout brings; this rule the one that may come.
    private static bool HasWorseFault(ResourceSet resources, Workload workload, Replicas replicas)
    {
        RolloutArithmetic rollout = resources.RolloutOf(workload);
        return rollout.Mode == RolloutMode.Recreate || (workload.IsDeploymentLike && rollout.MayStopEveryPod(replicas));
    }

    private static string StoppedFirst(ResourceSet resources, Workload workload) =>
        workload.Kind == WorkloadKind.StatefulSet && resources.RolloutOf(workload).Mode == RolloutMode.Rolling ? ", and every update stops it first" : "";

    // A claim may allow one writer, a host port one pod a node; a StatefulSet's pods are members, and what a second one does is its software's business. A
    // second database knows nothing of the data of the first.
    private static bool MayRunTwice(Workload workload, Replicas replicas, int minimum)
    {
        PodSpecView pod = workload.PodSpec;
        bool fitsScaler = replicas.Scaler is null || replicas.Maximum >= minimum;
        return fitsScaler && workload.Kind != WorkloadKind.StatefulSet && !pod.IsHostNetwork && pod.FindHostPort() is null && !pod.HasClaims() && !pod.Containers.Any(KeepsData);
    }

    private static bool KeepsData(ContainerView container) =>
        container.Family is { Kind: ServerKind.Postgres or ServerKind.MySql or ServerKind.Mongo or ServerKind.Redis or ServerKind.RabbitMq or ServerKind.Memcached };

    private static CodeFix SetReplicas(Resource resource, Replicas replicas, int minimum)
    {
        YamlPath spec = YamlPath.Of(resource.Root) / "spec";
        string key = replicas.Scaler?.Kind switch
        {
            null => "replicas",
            ScalerKind.ScaledObject => "minReplicaCount",
            _ => "minReplicas",
        };
        EntryPosition position = replicas.Scaler is null ? EntryPosition.First : EntryPosition.Before("maxReplicas");
        return CodeFix.Unsafe(
            $"Set {key} to {minimum}",
            resource.Root,
            editor => resource.Spec?.Find(key) is not null
                ? editor.Set(spec / key, YamlValue.Integer(minimum))
                : editor.InsertEntry(spec, key, YamlValue.Integer(minimum), position));
    }
}
