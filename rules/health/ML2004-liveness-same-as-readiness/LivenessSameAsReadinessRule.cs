using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class LivenessSameAsReadinessRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2004",
        name: "liveness-same-as-readiness",
        title: "The livenessProbe asks the same question as the readinessProbe and acts no later",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        ContainerView container = context.Container;
        if (container.FindLikeProbes(context.Resources) is not var (liveness, readiness))
            return;

        string when = liveness.LeaveSeconds == readiness.LeaveSeconds
            ? $"act after {readiness.LeaveSeconds} s"
            : $"act after {liveness.LeaveSeconds} s and {readiness.LeaveSeconds} s";
        context.Report(
            liveness.Entry.Key,
            $"Liveness and readiness of container '{container.Name?.Value}' both test {Describe(readiness, container)} and {when}, "
                + "so overload restarts the pod instead of only taking it out of the Service",
            LivenessPatience.WaitLonger(liveness, readiness));
    }

    private static string Describe(ProbeView probe, ContainerView container)
    {
        string port = (probe.ResolvePort(container)?.ToString() ?? probe.Port?.Value.ToString()) ?? "?";
        return probe.Kind switch
        {
            HandlerKind.HttpGet => $"GET {probe.EffectivePath} on {port}",
            HandlerKind.TcpSocket => $"TCP port {port}",
            HandlerKind.Grpc => $"gRPC health on {port}",
            _ => "the same command",
        };
    }
}
