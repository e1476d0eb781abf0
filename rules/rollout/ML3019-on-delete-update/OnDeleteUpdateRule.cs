using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class OnDeleteUpdateRule : Rule
{
    private const string ManagedBy = "app.kubernetes.io/managed-by";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3019",
        name: "on-delete-update",
        title: "A changed template reaches only pods that someone deletes",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.Kind is not (WorkloadKind.StatefulSet or WorkloadKind.DaemonSet) || workload.Spec.GetMapping("updateStrategy") is not { } strategy)
            return;

        // With rollingUpdate beside it a StatefulSet is refused (ML1022).
        bool isRefused = workload.Kind == WorkloadKind.StatefulSet && strategy.Get("rollingUpdate") is not null;
        if (strategy.GetString("type") is not { Value: "OnDelete" } type || isRefused || HasOperator(workload.Resource))
            return;

        YamlPath path = YamlPath.Of(type.Node);
        context.Report(
            type.Node,
            "OnDelete applies a changed template only to pods that someone deletes by hand",
            CodeFix.Unsafe("Set type to RollingUpdate", workload.Resource.Root, editor => editor.Set(path, YamlValue.String("RollingUpdate"))));
    }

    // An operator deletes the pods itself, in an order that it knows; Helm does not.
    private static bool HasOperator(Resource resource) =>
        (resource.GetLabel(ManagedBy) ?? resource.GetAnnotation(ManagedBy)) is { } manager && !string.Equals(manager.Value, "Helm", StringComparison.OrdinalIgnoreCase);
}
