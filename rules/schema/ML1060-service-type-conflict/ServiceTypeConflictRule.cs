using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ServiceTypeConflictRule : Rule
{
    private const string LoadBalancer = "type LoadBalancer";
    private const string NodePorts = "type NodePort or LoadBalancer";
    private const string ClusterIP = "type ClusterIP";

    private static readonly string[] LoadBalancerFields = ["allocateLoadBalancerNodePorts", "loadBalancerClass", "loadBalancerSourceRanges"];
    private static readonly string[] AddressFields = ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1060",
        name: "service-type-conflict",
        title: "A Service has a field that its type must not have",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        ServiceView service = context.Service;
        bool isTypeKnown = service.Type != ServiceType.Unknown && (!service.Resource.IsPartial || service.WrittenType is { Value.Length: > 0 });
        if (service.Resource.Spec is not { } spec || !isTypeKnown)
            return;

        if (service.Type == ServiceType.ClusterIP)
            CheckNodePorts(context);
        if (service.Type != ServiceType.LoadBalancer)
            CheckFields(context, spec, LoadBalancerFields, LoadBalancer);
        CheckTraffic(context, spec);
        CheckAddresses(context, spec);
    }

    private static void CheckNodePorts(ServiceContext context)
    {
        foreach (ServicePort port in context.Service.Ports)
        {
            if (port.Mapping.GetInteger("nodePort") is { Value: not 0 })
                Report(context, port.Mapping, "nodePort", "nodePort", NodePorts);
        }
    }

    private static void CheckFields(ServiceContext context, YamlMapping spec, string[] fields, string needed)
    {
        foreach (string field in fields)
        {
            if (IsSet(spec, field))
                Report(context, spec, field, field, needed);
        }
    }

    private static void CheckTraffic(ServiceContext context, YamlMapping spec)
    {
        ServiceType type = context.Service.Type;
        string? policy = spec.GetString("externalTrafficPolicy")?.Value;
        bool mayHaveExternalAddresses = type == ServiceType.ClusterIP && (context.Service.Resource.IsPartial || IsSet(spec, "externalIPs"));
        bool isExternal = type is ServiceType.NodePort or ServiceType.LoadBalancer || mayHaveExternalAddresses;
        if (policy is "Cluster" or "Local" && !isExternal)
            Report(context, spec, "externalTrafficPolicy", "externalTrafficPolicy", NodePorts, isSafe: true);

        if (spec.GetInteger("healthCheckNodePort") is not { Value: not 0 })
            return;

        if (type != ServiceType.LoadBalancer)
            Report(context, spec, "healthCheckNodePort", "healthCheckNodePort", LoadBalancer);
        else if (policy is "Cluster" or "" || (policy is null && spec.Get("externalTrafficPolicy") is null && !context.Service.Resource.IsPartial))
            Report(context, spec, "healthCheckNodePort", "healthCheckNodePort", "externalTrafficPolicy: Local", "has Cluster");
    }

    private static void CheckAddresses(ServiceContext context, YamlMapping spec)
    {
        switch (context.Service.Type)
        {
            case ServiceType.ExternalName:
                CheckFields(context, spec, AddressFields, "type ClusterIP, NodePort or LoadBalancer");
                return;
            case ServiceType.NodePort or ServiceType.LoadBalancer when context.Service.IsHeadless:
                Report(context, spec, "clusterIP", "clusterIP: None", ClusterIP);
                return;
        }

        if (spec.GetString("clusterIP") is { Value.Length: > 0 } address && spec.Get("clusterIPs") is YamlSequence { Items: [var item, ..] }
            && NodeReading.AsString(item) is { } first && first.Value != address.Value && !TemplateMarkers.IsTemplated(first.Value + address.Value))
        {
            context.Report(address.Node, $"clusterIP {address.Value} and the first of clusterIPs, {first.Value}, must be equal; {Refusal.ByServer}");
        }
    }

    // An empty string and an empty list are as good as nothing to the API server, but for a class, which must not even be empty.
    private static bool IsSet(YamlMapping spec, string field) => spec.Get(field) switch
    {
        null => false,
        YamlSequence list => !list.Items.IsEmpty,
        YamlScalar scalar => field == "loadBalancerClass" || scalar.Value.Length > 0,
        _ => false,
    };

    private static void Report(ServiceContext context, YamlMapping holder, string key, string field, string needed, string? state = null, bool isSafe = false)
    {
        YamlEntry entry = holder.Find(key)!;
        YamlEditor Delete(YamlEditor editor) => editor.RemoveEntry(YamlPath.Of(holder) / key);
        string title = $"Delete {key}";
        context.Report(
            entry.Key,
            $"{field} needs {needed}, this Service {state ?? $"is {context.Service.Type}"}; {Refusal.ByServer}",
            isSafe ? CodeFix.Safe(title, entry, Delete) : CodeFix.Unsafe(title, entry, Delete));
    }
}
