using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class IngressBackendMissingRule : Rule
{
    // The name then is that of an action in the annotations (AWS Load Balancer Controller).
    private const string ActionPort = "use-annotation";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5014",
        name: "ingress-backend-missing",
        title: "An Ingress sends requests to a Service or port that does not exist",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource ingress, ResourceSet resources, _) = context;
        if (ingress.Kind != "Ingress" || ingress.GetAnnotation("helm.sh/hook") is not null)
            return;

        // A backend that several paths share through an alias is one place.
        var places = new HashSet<YamlNode>();
        foreach (IngressPath path in IngressPath.Read(ingress))
        {
            if (path.Service is not { } backend || backend.Service.Value.Length == 0 || TemplateMarkers.IsTemplated(backend.Service.Value) || backend.Port?.Value.Name == ActionPort || !places.Add(path.Backend!))
                continue;

            ImmutableArray<Resource> named = [.. resources.Named(ingress, backend.Service.Value, NamespaceMatch.SameOrUnnamed).Where(resource => resource.Kind == "Service")];
            if (named.IsEmpty)
                CheckAbsence(context, path, backend);
            else
                CheckPort(context, path, backend, [.. named.Select(resources.ServiceOf)]);
        }
    }

    private static void CheckAbsence(ResourceContext context, IngressPath path, BackendReference backend)
    {
        (Resource ingress, ResourceSet resources, _) = context;
        string name = backend.Service.Value;
        if (ingress.IsPartial || !resources.IsCompleteFor(ingress, "Service", name) || resources.IsServiceOfFlagger(ingress, name) || IsNamedByRollout(resources, ingress, name) || KustomizedNames.MayMake(resources, ingress, "Service", name))
            return;

        ImmutableArray<string> near =
        [
            .. resources.InNamespaceOf(ingress, "Service", NamespaceMatch.SameOrUnnamed).Where(service => service.Group == "").Select(service => service.Name)
                .Where(other => EditDistance.IsSlip(name, other)).Distinct(StringComparer.Ordinal).Take(2),
        ];
        // prometheus-operated and its like are made by the Prometheus operator.
        if (near.IsEmpty && (name.EndsWith("-operated", StringComparison.Ordinal) || Operators.MayMakeMore(resources, ingress)))
            return;

        string closest = near is [var one] ? $", closest is '{one}'" : "";
        context.Report(
            backend.Service.Node,
            $"Ingress '{ingress.Name}' sends {path} to Service '{name}', which is not in the given manifests{closest}, so these requests are answered with an error",
            near is [var meant] ? Write($"Send to {meant}", backend.Service.Node, YamlValue.String(meant)) : null);
    }

    // What a Rollout names and nobody makes is told at the Rollout (ML6102).
    private static bool IsNamedByRollout(ResourceSet resources, Resource ingress, string name) =>
        resources.InNamespaceOf(ingress, "Rollout", NamespaceMatch.SameOrUnnamed).Any(rollout =>
            ((YamlMapping?[])[rollout.Spec.GetMapping("strategy", "canary"), rollout.Spec.GetMapping("strategy", "blueGreen")]).Any(strategy =>
                ((string[])["stableService", "canaryService", "activeService", "previewService"]).Any(key => strategy.GetString(key)?.Value == name)));

    private static void CheckPort(ResourceContext context, IngressPath path, BackendReference backend, ImmutableArray<ServiceView?> services)
    {
        if (backend.Port is not { } port || TemplateMarkers.IsTemplated($"{port.Value}") || services.Any(service => service is null || MayHave(service, port.Value)))
            return;

        ServiceView named = services[0]!;
        context.Report(
            port.Node,
            $"Ingress '{context.Resource.Name}' sends {path} to port {Describe(port.Value)} of Service '{named.Name}', which has {List(named)}, so these requests are answered with an error",
            services.Length == 1 && FindMeant(named, port.Value) is { } meant ? WritePort(port, meant) : null);
    }

    // Null stands for a Service of another kind with this name (Knative), whose controller makes the real one.
    private static bool MayHave(ServiceView? service, PortReference port)
    {
        if (service is null || service.Resource.IsPartial || service.Ports.IsEmpty)
            return true;

        foreach (ServicePort candidate in service.Ports)
        {
            bool isKnown = port.Name is null ? candidate.Port is not null : candidate.Mapping.Get("name") is null || (candidate.Name is { } name && !TemplateMarkers.IsTemplated(name.Value));
            if (!isKnown || (port.Name is { } asked ? candidate.Name?.Value == asked : candidate.Port?.Value == port.Number))
                return true;
        }

        return false;
    }

    // The only port, or the one that leads to the container port that is written in its place.
    private static ServicePort? FindMeant(ServiceView service, PortReference port)
    {
        if (service.Ports is [var only])
            return only;
        return service.Ports.Where(candidate => candidate.TargetPort?.Value == port).ToArray() is [var leading] ? leading : null;
    }

    private static CodeFix? WritePort(Located<PortReference> written, ServicePort meant)
    {
        if (meant.Port is not { } number)
            return null;
        if (written.Value.Name is null)
            return Write($"Send to port {number.Value}", written.Node, YamlValue.Integer(number.Value));
        if (meant.Name is { } name)
            return Write($"Send to port {name.Value}", written.Node, YamlValue.String(name.Value));

        // servicePort of the old form takes both; else the key changes with the type.
        YamlPath place = YamlPath.Of(written.Node);
        return place.Last?.Key == "name"
            ? CodeFix.Unsafe($"Send to port {number.Value}", written.Node, editor => editor.RenameKey(place, "number").Set(place.Parent / "number", YamlValue.Integer(number.Value)))
            : Write($"Send to port {number.Value}", written.Node, YamlValue.Integer(number.Value));
    }

    private static CodeFix Write(string title, YamlNode node, YamlValue value) => CodeFix.Unsafe(title, node, editor => editor.Set(YamlPath.Of(node), value));

    private static string Describe(PortReference port) => port.Name is { } name ? $"'{name}'" : $"{port}";

    private static string List(ServiceView service)
    {
        IEnumerable<string> ports = service.Ports.Select(port => port.Name is { } name ? FormattableString.Invariant($"{port.Port?.Value} ({name.Value})") : FormattableString.Invariant($"{port.Port?.Value}"));
        return $"{(service.Ports.Length == 1 ? "port" : "ports")} {string.Join(", ", ports)}";
    }
}
