using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class TargetPortUndeclaredRule : Rule
{
    private static readonly ListOption IgnorePorts = new("ignorePorts", [], "port numbers that nobody has to declare, for example those of an injected proxy");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5004",
        name: "target-port-undeclared",
        title: "A Service sends to a port number that no container declares",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override ImmutableArray<RuleOption> Options => [IgnorePorts];

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        (ServiceView service, ResourceSet resources, _) = context;
        // Clients of a headless Service choose the port themselves.
        if (service.Resource.IsPartial || service.IsHeadless)
            return;

        ImmutableArray<Workload> workloads = resources.WorkloadsSelectedBy(service);
        if (workloads.IsEmpty || workloads.Any(workload => workload.IsPartial || workload.TemplateSource is null || workload.PodSpec.IsHostNetwork))
            return;

        foreach (ServicePort port in service.Ports)
        {
            // Names are ML5002.
            if (port.Target is { Value.Number: { } number } && FindDeclared(workloads, port.Protocol) is { } declared && !declared.Contains(number) && !IsIgnored(context, number))
                Report(context, port, number, workloads, declared);
        }
    }

    // The numbers of one protocol; null when a workload declares none, so that its ports say nothing, or one that is not known.
    private static List<long>? FindDeclared(ImmutableArray<Workload> workloads, string protocol)
    {
        var declared = new List<long>();
        foreach (Workload workload in workloads)
        {
            ImmutableArray<ContainerPort> ports =
            [
                .. workload.PodSpec.AllRunning.SelectMany(container => container.Ports).Where(port => port.Protocol == protocol),
            ];
            if (ports.IsEmpty || ports.Any(port => port.Number is null))
                return null;
            declared.AddRange(ports.Select(port => port.Number!.Value.Value));
        }

        return declared;
    }

    private static bool IsIgnored(ServiceContext context, long number) =>
        context.GetOption(IgnorePorts).Contains(number.ToString(CultureInfo.InvariantCulture));

    private static void Report(ServiceContext context, ServicePort port, long number, ImmutableArray<Workload> workloads, List<long> declared)
    {
        string declares = workloads.Length == 1 ? "declares" : "declare";
        string list = string.Join(", ", declared.Distinct().Select(other => other.ToString(CultureInfo.InvariantCulture)));
        context.Report(
            port.Target!.Value.Node,
            $"Service '{context.Service.Name}' sends to port {number}, but {WorkloadText.List(workloads)} {declares} only {list}; connections are refused unless the program listens there");
    }
}
