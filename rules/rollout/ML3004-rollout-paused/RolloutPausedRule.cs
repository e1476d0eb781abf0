using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class RolloutPausedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3004",
        name: "rollout-paused",
        title: "A paused workload never rolls out what changes",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (workload.Kind is not (WorkloadKind.Deployment or WorkloadKind.DeploymentConfig or WorkloadKind.Rollout) || workload.Spec.GetBoolean("paused") is not { Value: true } paused)
            return;
        if (workload.Spec.Get("workloadRef") is not null || resources.ReplicasOf(workload).IsParked || IsDrivenByKruise(resources, workload))
            return;

        YamlPath path = YamlPath.Of(workload.Resource.Root) / "spec" / "paused";
        context.Report(
            paused.Node,
            "paused: true is committed, so a changed pod template is stored but never rolled out",
            CodeFix.Unsafe("Remove paused", workload.Resource.Root, editor => editor.RemoveEntry(path)));
    }

    // OpenKruise pauses the Deployment while its own Rollout moves the pods.
    private static bool IsDrivenByKruise(ResourceSet resources, Workload workload)
    {
        foreach ((string key, _) in workload.Resource.Metadata.GetStringMap("annotations"))
        {
            if (key.StartsWith("rollouts.kruise.io/", StringComparison.Ordinal))
                return true;
        }

        return resources.OfKind(workload.Resource, "Rollout").Any(rollout => rollout.Group == "rollouts.kruise.io" && Namespaces.AreSame(rollout, workload.Resource) && Names(rollout, workload));
    }

    // v1beta1 has workloadRef in spec, v1alpha1 under objectRef.
    private static bool Names(Resource rollout, Workload workload)
    {
        YamlMapping? reference = rollout.Spec.GetMapping("workloadRef") ?? rollout.Spec.GetMapping("objectRef", "workloadRef");
        return reference.GetString("kind")?.Value == workload.Resource.Kind && reference.GetString("name")?.Value == workload.Name;
    }
}
