using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class HpaLowMinReplicasRule : Rule
{
    private static readonly NumberOption MinReplicas = new(
        "minReplicas", Default: 2, Minimum: 2, Maximum: 100, "pods that an autoscaler leaves at least");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7016",
        name: "hpa-low-min-replicas",
        title: "An autoscaler may go down to a single pod",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [MinReplicas];

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (ScalerView.From(resource) is not { Kind: ScalerKind.HorizontalPodAutoscaler, IsKnown: true } scaler)
            return;

        int least = context.GetOption(MinReplicas);
        long minimum = scaler.Minimum?.Value ?? scaler.DefaultMinimum;
        if (minimum < 1 || minimum >= least || IsJudgedElsewhere(resources, scaler, minimum) || resources.MayPatch(scaler, "minReplicas"))
            return;

        string written = scaler.Minimum is null ? $"minReplicas is {minimum} by default and" : $"minReplicas {minimum}";
        string consequence = minimum == 1 ? "1 pod, which one drained node or one crash takes away" : $"{minimum} pods, fewer than the {least} asked for";
        context.Report(
            scaler.Minimum?.Node ?? resource.Root.Find("spec")?.Key ?? resource.Root,
            $"{written} lets {scaler} go down to {consequence}",
            scaler.Maximum is { } maximum && maximum.Value >= least ? SetMinimum(scaler, least) : null);
    }

    // ML1071: bounds that are refused. ML7015: no range at all. ML7010: no target. ML3003: a target behind a Service.
    private static bool IsJudgedElsewhere(ResourceSet resources, ScalerView scaler, long minimum)
    {
        if (scaler.Maximum is { } maximum && maximum.Value <= minimum)
            return true;
        if (resources.TargetOf(scaler) is not { } target || resources.WorkloadOf(target) is not { } workload)
            return resources.FindTargetFault(scaler) is not null;
        return resources.IsServed(workload) || resources.ReplicasOf(workload).IsParked || resources.FindSingleWriterClaim(workload) is not null;
    }

    private static CodeFix SetMinimum(ScalerView scaler, int least)
    {
        YamlPath spec = YamlPath.Of(scaler.Resource.Root) / "spec";
        return CodeFix.Unsafe(
            $"Set minReplicas to {least}",
            scaler.Resource.Root,
            editor => scaler.Minimum is null
                ? editor.InsertEntry(spec, "minReplicas", YamlValue.Integer(least), EntryPosition.Before("maxReplicas"))
                : editor.Set(spec / "minReplicas", YamlValue.Integer(least)));
    }
}
