using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class MonitorSelectsNothingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5017",
        name: "monitor-selects-nothing",
        title: "A ServiceMonitor or PodMonitor finds nothing to measure",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource monitor, ResourceSet resources, _) = context;
        if (monitor is not { Kind: "ServiceMonitor" or "PodMonitor", Group: "monitoring.coreos.com", IsPartial: false } || monitor.Spec is not { } spec)
            return;

        var selector = Selector.FromLabelSelector(spec.GetMapping("selector"));
        bool isForServices = monitor.Kind == "ServiceMonitor";
        if (selector.IsEmpty || !resources.IsCompleteFor(monitor, isForServices ? "Service" : "Deployment") || FindNamespaces(resources, monitor, spec) is not { } spaces)
            return;

        if (isForServices)
            CheckServices(context, selector, spaces);
        else if (!spaces.Exists(space => SelectsPods(resources, monitor, selector, space)) && !MayComeFromElsewhere(resources, monitor, selector))
            ReportNothing(context, selector, "pod");
    }

    // Null when nobody can tell which ones are meant, or none of their objects are at hand.
    private static List<string?>? FindNamespaces(ResourceSet resources, Resource monitor, YamlMapping spec)
    {
        if (spec.Get("namespaceSelector") is null)
            return [monitor.Namespace];
        if (spec.GetMapping("namespaceSelector") is not { } selector || selector.Get("any") is YamlScalar any && any.Value != "false")
            return null;
        if (selector.Get("matchNames") is null)
            return [monitor.Namespace];

        List<string?> names = [.. selector.GetItems("matchNames").Select(item => NodeReading.AsString(item)?.Value)];
        bool areKnown = names.TrueForAll(name => name is not null && !TemplateMarkers.IsTemplated(name) && resources.Resources.Any(resource => resource.Namespace == name));
        return areKnown ? names : null;
    }

    // The index answers the silent case; what it does not know (templates, patches) is looked at only when nothing was found.
    private static bool SelectsPods(ResourceSet resources, Resource monitor, Selector selector, string? space)
    {
        bool isFound = selector.MatchLabels.Pairs is [var first, ..]
            && resources.WorkloadsLabelled(monitor, space, first.Key, first.Value.Value, NamespaceMatch.SameOrUnnamed).Any(workload => selector.Accepts(workload.TemplateLabels));
        return isFound || resources.WorkloadsAround(monitor).Any(workload => Namespaces.AreSame(space, workload.Namespace, NamespaceMatch.SameOrUnnamed)
            && (workload.IsPartial || workload.TemplateSource is null || selector.MayAccept(workload.TemplateLabels)));
    }

    private static void CheckServices(ResourceContext context, Selector selector, List<string?> spaces)
    {
        (Resource monitor, ResourceSet resources, _) = context;
        List<Resource> matches = FindServices(resources, monitor, selector, spaces);
        if (matches.Count > 0)
        {
            CheckPorts(context, matches);
            return;
        }

        // What a patch leaves out may be in its base, and a template is not known.
        bool mayBeThere = spaces.SelectMany(space => resources.InNamespace(monitor, "Service", space, NamespaceMatch.SameOrUnnamed))
            .Any(service => service.Group == "" && (service.IsPartial || selector.MayAccept(LabelsOf(service))));
        if (!mayBeThere && !MayComeFromElsewhere(resources, monitor, selector))
            ReportNothing(context, selector, "Service");
    }

    private static List<Resource> FindServices(ResourceSet resources, Resource monitor, Selector selector, List<string?> spaces)
    {
        var matches = new List<Resource>();
        foreach (string? space in spaces)
        {
            IEnumerable<Resource> candidates = selector.MatchLabels.Pairs is [var first, ..]
                ? resources.Labelled(monitor, "Service", space, first.Key, first.Value.Value, NamespaceMatch.SameOrUnnamed)
                : resources.InNamespace(monitor, "Service", space, NamespaceMatch.SameOrUnnamed);
            matches.AddRange(candidates.Where(service => service.Group == "" && selector.Accepts(LabelsOf(service))));
        }

        return matches;
    }

    private static Labels LabelsOf(Resource resource) => new(resource.Metadata.GetMapping("labels"));

    private static void CheckPorts(ResourceContext context, List<Resource> matches)
    {
        if (matches.Exists(service => service.IsPartial))
            return;

        List<ServicePort> ports = [.. matches.SelectMany(service => context.Resources.ServiceOf(service)!.Ports)];
        if (ports.Exists(port => port.Mapping.Get("name") is not null && (port.Name is null || TemplateMarkers.IsTemplated(port.Name.Value.Value))))
            return;

        foreach (YamlMapping endpoint in context.Resource.Spec.GetMappings("endpoints"))
        {
            if (endpoint.GetString("port") is not { Value.Length: > 0 } asked || TemplateMarkers.IsTemplated(asked.Value) || ports.Exists(port => port.Name?.Value == asked.Value))
                continue;

            List<string> names = [.. ports.Select(port => port.Name?.Value).OfType<string>().Distinct(StringComparer.Ordinal)];
            string list = names.Count == 0 ? "no named port" : (names.Count == 1 ? "port " : "ports ") + string.Join(", ", names.Select(name => $"'{name}'"));
            string which = matches.Count == 1 ? $"{matches[0]}, which has {list}" : $"{matches.Count} Services that it selects, which have {list}";
            context.Report(asked.Node, $"{context.Resource} asks for port '{asked.Value}', which is no port name of {which}, so the release is not measured");
        }
    }

    // Labels that kustomize adds, Services of the Prometheus operator, pods and Services of other operators.
    private static bool MayComeFromElsewhere(ResourceSet resources, Resource monitor, Selector selector) =>
        KustomizedLabels.MayAddLabels(resources)
        || selector.MatchLabels.Pairs.Any(pair => pair.Key.StartsWith("operated-", StringComparison.Ordinal))
        || Operators.MayMakeMore(resources, monitor);

    private static void ReportNothing(ResourceContext context, Selector selector, string what)
    {
        string labels = selector.MatchLabels.IsEmpty ? "" : $" ({selector.MatchLabels})";
        context.Report(
            context.Resource.Spec!.Find("selector")!.Key,
            $"{context.Resource} selects no {what} in the given manifests{labels}, so the release is not measured");
    }
}
