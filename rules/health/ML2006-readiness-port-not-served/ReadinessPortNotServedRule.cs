using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ReadinessPortNotServedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2006",
        name: "readiness-port-not-served",
        title: "The readinessProbe tests another port than the one that takes requests",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, ResourceSet resources, _) = context;
        if (container.ReadinessProbe is not { Kind: HandlerKind.HttpGet or HandlerKind.TcpSocket or HandlerKind.Grpc, Port: { } port } readiness)
            return;
        if (workload is not { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true } || !readiness.AsksOwnPod(container))
            return;
        if (readiness.ResolvePort(container) is not { } tested || IsForQuestions(readiness, container, tested) || FindServed(resources, container, tested) is not var (service, served, isOnly))
            return;

        context.Report(
            port.Node,
            $"{readiness.Describe(container)} tests port {tested}, but Service '{service.Name}' sends requests to port {served.Number}, which nothing tests",
            isOnly ? TestServed(readiness, port.Node, served) : null);
    }

    // Many servers answer for the port of their requests on another one: whoever answers on a health path was made for it.
    private static bool IsForQuestions(ProbeView readiness, ContainerView container, long tested)
    {
        if (readiness.Kind == HandlerKind.HttpGet && ManagementPorts.IsHealthPath(readiness.EffectivePath))
            return true;

        foreach (ContainerPort declared in container.Ports)
        {
            if (declared.Number?.Value == tested && ManagementPorts.IsNamedSo(declared))
                return true;
        }

        return false;
    }

    // Null when nobody sends requests over TCP, or somebody sends them to the tested port.
    private static (ServiceView Service, TargetedPort Port, bool IsOnly)? FindServed(ResourceSet resources, ContainerView container, long tested)
    {
        (ServiceView Service, TargetedPort Port, bool IsOnly)? found = null;
        foreach ((ServiceView service, TargetedPort port) in resources.TargetsOf(container))
        {
            if (port.Number is null || port.Number == tested)
                return null;
            if (port.IsMetrics || port.ServicePort.Protocol != "TCP")
                continue;

            if (found is not var (first, firstPort, isOnly))
                found = (service, port, true);
            else
                found = (first, firstPort, isOnly && firstPort.Number == port.Number);
        }

        return found;
    }

    private static CodeFix TestServed(ProbeView readiness, YamlNode place, TargetedPort served)
    {
        YamlScalarValue port = readiness.Kind != HandlerKind.Grpc && served.DeclaredPort?.Name?.Value is { } name
            ? YamlValue.String(name)
            : YamlValue.Integer(served.Number!.Value);
        return CodeFix.Unsafe($"Set port to {port.Text}", place, editor => editor.SetScalar(YamlPath.Of(place), port));
    }
}
