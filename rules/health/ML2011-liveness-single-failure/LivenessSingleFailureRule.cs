using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class LivenessSingleFailureRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2011",
        name: "liveness-single-failure",
        title: "A single failed check of the livenessProbe restarts the container",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        ContainerView container = context.Container;
        if (container.LivenessProbe is not { } liveness || LivenessPatience.FindSingleFailure(liveness) is not { } threshold)
            return;
        if (context.Workload is not { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true } || liveness.Kind == HandlerKind.Unknown || liveness.NeverAsks(container))
            return;

        context.Report(
            threshold.Node,
            $"One failed liveness check restarts container '{container.Name?.Value}', and one answer that takes longer than {liveness.TimeoutSeconds} s is a failed check",
            CodeFix.Unsafe("Set failureThreshold to 3", threshold.Node, editor => editor.Set(YamlPath.Of(threshold.Node), YamlValue.Integer(3))));
    }
}
