using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class IngressPathDuplicatedRule : Rule
{
    private const string AlbGroup = "alb.ingress.kubernetes.io/group.name";

    // Annotations that tell requests of one host and path apart by something else.
    private static readonly string[] FurtherConditions =
    [
        "alb.ingress.kubernetes.io/conditions.", "konghq.com/methods", "konghq.com/headers.", "traefik.ingress.kubernetes.io/router.",
        "haproxy-ingress.github.io/http-match", "haproxy-ingress.github.io/http-header-match",
    ];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5015",
        name: "ingress-path-duplicated",
        title: "One host and path leads to two Services",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource ingress, ResourceSet resources, _) = context;
        if (ingress.Kind != "Ingress" || ingress.IsPartial || !IsJudged(ingress))
            return;

        var reach = Reach.Of(resources, ingress);
        foreach (IngressPath path in IngressPath.Read(ingress))
        {
            if (path.IsDefault || !IsKnown(path))
                continue;

            foreach (IngressPath other in resources.PathsLike(path))
            {
                if (reach.Includes(other.Ingress) && IsEarlier(other, path) && other.PathType == path.PathType && IsKnown(other) && LeadElsewhere(other, path))
                {
                    Report(context, other, path);
                    break;
                }
            }
        }
    }

    private static bool IsJudged(Resource ingress) => !IngressClasses.IsNginxCanary(ingress) && !HasFurtherConditions(ingress);

    private static bool HasFurtherConditions(Resource ingress)
    {
        foreach ((string key, _) in ingress.Metadata.GetStringMap("annotations"))
        {
            foreach (string prefix in FurtherConditions)
            {
                if (key.StartsWith(prefix, StringComparison.Ordinal))
                    return true;
            }
        }

        return false;
    }

    private static bool IsKnown(IngressPath path) => path.Service is { } service
        && !TemplateMarkers.IsTemplated(path.Host?.Value ?? "") && !TemplateMarkers.IsTemplated(path.Path?.Value ?? "") && !TemplateMarkers.IsTemplated(service.Service.Value);

    private static bool IsEarlier(IngressPath path, IngressPath than)
    {
        int order = string.CompareOrdinal(path.Ingress.File.Path, than.Ingress.File.Path);
        return order != 0 ? order < 0 : path.Mapping!.Span.CompareTo(than.Mapping!.Span) < 0;
    }

    // A name and a number may be one port.
    private static bool LeadElsewhere(IngressPath one, IngressPath other)
    {
        if (one.Service is not { } first || other.Service is not { } second)
            return false;
        if (first.Service.Value != second.Service.Value)
            return true;
        return first.Port?.Value is { } port && second.Port?.Value is { } otherPort && port != otherPort && port.Name is null == otherPort.Name is null;
    }

    private static void Report(ResourceContext context, IngressPath first, IngressPath second)
    {
        YamlNode place = PlaceOf(second);
        bool isOne = first.Ingress == second.Ingress;
        string to = isOne ? $"to {Target(first, second)} and to {Target(second, first)} by Ingress '{second.Ingress.Name}'"
            : $"to {Target(first, second)} by Ingress '{first.Ingress.Name}' and to {Target(second, first)} by Ingress '{second.Ingress.Name}'";
        context.Report(
            place,
            $"{second} is routed twice: {to}; which one answers is up to the controller",
            related: [new RelatedLocation(new Location(first.Ingress.File, PlaceOf(first).Span), $"the same path, to {Target(first, second)}")]);
    }

    private static YamlNode PlaceOf(IngressPath path) => path.Path?.Node ?? path.Mapping!.Find("backend")?.Key ?? path.Mapping!;

    private static string Target(IngressPath path, IngressPath other)
    {
        BackendReference service = path.Service!.Value;
        bool needsPort = service.Service.Value == other.Service!.Value.Service.Value;
        return $"Service '{service.Service.Value}'" + (needsPort ? $" port {service.Port?.Value}" : "");
    }

    /// <summary>Which Ingresses one controller puts together. Load balancers of AWS and Google belong to one Ingress, or to one named group of them.</summary>
    private readonly record struct Reach(Resource Ingress, string? Class, bool IsAlone, string? Group)
    {
        public static Reach Of(ResourceSet resources, Resource ingress)
        {
            string? name = IngressClasses.NameOf(ingress);
            bool isAlb = resources.IsAlb(ingress);
            string? group = isAlb ? ingress.GetAnnotation(AlbGroup)?.Value : null;
            return new(ingress, name, IsAlone: name is "gce" or "gce-internal" || (isAlb && group is null), group);
        }

        public bool Includes(Resource other)
        {
            if (other == Ingress)
                return true;
            bool mayMeet = !IsAlone && (Group is not null || Namespaces.AreSame(Ingress, other) || (IngressClasses.IsNginx(Class) && Ingress.Name != other.Name));
            return mayMeet && !other.IsPartial && !other.IsSameObject(Ingress)
                && IngressClasses.NameOf(other) == Class && IsJudged(other) && (Group is null || other.GetAnnotation(AlbGroup)?.Value == Group);
        }
    }
}
