using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class UnmanagedPodServedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3022",
        name: "unmanaged-pod-served",
        title: "Pods behind a Service that no controller rolls out",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (workload.Kind is not (WorkloadKind.Pod or WorkloadKind.ReplicaSet or WorkloadKind.ReplicationController) || workload is not { IsLongRunning: true, IsPartial: false })
            return;

        Resource resource = workload.Resource;
        bool hasOwner = resource.Metadata.GetItems("ownerReferences").Any();
        if (hasOwner || IsStaticPod(resource) || IsOfRollout(resource) || resources.ReplicasOf(workload).IsParked || resources.ServicesSelecting(workload) is not [var service, ..])
            return;

        string consequence = workload.Kind == WorkloadKind.Pod
            ? "a changed spec needs a delete, and a lost Pod is not replaced"
            : "a changed template reaches only pods that are made later";
        context.Report(
            NodeOfKind(resource),
            $"{workload} is served by {service} but nothing rolls it: {consequence}");
    }

    private static YamlNode NodeOfKind(Resource resource) => resource.Root.Find("kind")?.Value ?? resource.Root;

    // The kubelet runs the files of its directory by itself, and shows them as mirror pods.
    private static bool IsStaticPod(Resource resource) =>
        resource.GetAnnotation("kubernetes.io/config.mirror") is not null
        || resource.GetAnnotation("kubernetes.io/config.source") is not null
        || resource.File.Path.Replace('\\', '/').Contains("kubernetes/manifests/", StringComparison.Ordinal);

    // Written by the controller of a Deployment or of Argo Rollouts: a copy out of a cluster.
    private static bool IsOfRollout(Resource resource) =>
        resource.GetAnnotation("rollout.argoproj.io/revision") is not null || resource.GetAnnotation("deployment.kubernetes.io/revision") is not null;
}
