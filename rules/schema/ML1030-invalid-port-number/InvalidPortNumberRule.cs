using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidPortNumberRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1030",
        name: "invalid-port-number",
        title: "A port is not a number from 1 to 65535",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterWorkloadAction(AnalyzeWorkload);
        context.RegisterServiceAction(AnalyzeService);
        context.RegisterResourceAction(AnalyzeResource);
    }

    private static void AnalyzeWorkload(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        // Knative fills in the ports that are not written.
        bool mayBeUnset = context.Workload.IsPartial || context.Workload.Kind == WorkloadKind.KnativeService;
        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            foreach (ContainerPort port in container.Ports)
            {
                if (port.Number is { } number && (number.Value != 0 || !mayBeUnset))
                    Check(context, number);
                else if (!mayBeUnset)
                    CheckPresence(context, port.Mapping, "containerPort", port.Mapping is { Entries: [var first, ..] } ? first.Key : port.Mapping);
                if (port.Mapping.GetInteger("hostPort") is { Value: not 0 } hostPort)
                    Check(context, hostPort);
            }

            foreach (YamlEntry handler in NetworkHandlers.Of(container))
            {
                var mapping = (YamlMapping)handler.Value.Dereference();
                if (mapping.GetInteger("port") is { } number && (number.Value != 0 || !mayBeUnset))
                    Check(context, number);
                else if (!mayBeUnset)
                    CheckPresence(context, mapping, "port", handler.Key);
            }
        }
    }

    private static void AnalyzeService(ServiceContext context)
    {
        ServiceView service = context.Service;
        bool hasNodePorts = service.Type is ServiceType.NodePort or ServiceType.LoadBalancer;
        foreach (ServicePort port in service.Ports)
        {
            if (port.Port is { } number && IsOutOfRange(number.Value))
                context.Report(number.Node, Describe(service.Resource, number));
            if (port.Mapping.GetInteger("targetPort") is { Value: not 0 } target && IsOutOfRange(target.Value))
                context.Report(target.Node, Describe(service.Resource, target));
            if (hasNodePorts && port.Mapping.GetInteger("nodePort") is { Value: not 0 } nodePort && IsOutOfRange(nodePort.Value))
                context.Report(nodePort.Node, Describe(service.Resource, nodePort));
        }
    }

    private static void AnalyzeResource(ResourceContext context)
    {
        if (IngressParts.IsIngress(context.Resource))
            AnalyzeIngress(context);
        else if (context.Resource is { Kind: "NetworkPolicy", Group: "networking.k8s.io" })
            AnalyzeNetworkPolicy(context);
    }

    private static void AnalyzeIngress(ResourceContext context)
    {
        foreach (YamlEntry backend in IngressParts.Backends(context.Resource))
        {
            // Here 0 means that no number is given, which ML1066 judges.
            if ((backend.Value.Dereference() as YamlMapping).GetMapping("service", "port").GetInteger("number") is { Value: not 0 } number)
                Check(context, number);
        }
    }

    private static void AnalyzeNetworkPolicy(ResourceContext context)
    {
        foreach (string direction in (ReadOnlySpan<string>)["ingress", "egress"])
        {
            foreach (YamlMapping rule in context.Resource.Spec.GetMappings(direction))
            {
                foreach (YamlMapping port in rule.GetMappings("ports"))
                {
                    if (port.GetInteger("port") is { } number)
                        Check(context, number);
                    if (port.GetInteger("endPort") is { } end)
                        Check(context, end);
                }
            }
        }
    }

    // What does not fit in 32 bits is a wrong type to the API server.
    private static bool IsOutOfRange(long number) => number is (< 1 or > 65535) and >= int.MinValue and <= int.MaxValue;

    private static void Check(WorkloadContext context, Located<long> number)
    {
        if (IsOutOfRange(number.Value))
            context.Report(number.Node, Describe(context.Workload.Resource, number));
    }

    private static void Check(ResourceContext context, Located<long> number)
    {
        if (IsOutOfRange(number.Value))
            context.Report(number.Node, Describe(context.Resource, number));
    }

    private static void CheckPresence(WorkloadContext context, YamlMapping mapping, string key, YamlNode place)
    {
        if (mapping.Get(key) is null && !MisspeltKey.IsIn(mapping, key))
            context.Report(place, $"{context.Workload.Resource.PathOf(mapping) / key} is not set and reads as 0, ports are 1 to 65535");
    }

    private static string Describe(Resource resource, Located<long> number) =>
        $"{resource.PathOf(number.Node)} is {number.Value}, ports are 1 to 65535";
}
