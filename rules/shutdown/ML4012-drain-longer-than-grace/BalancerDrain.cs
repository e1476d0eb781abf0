using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

/// <summary>How long a load balancer outside of the cluster keeps connections to a pod that goes away.</summary>
/// <param name="Seconds">The written number.</param>
/// <param name="Node">The value that holds it.</param>
/// <param name="Span">Where the number stands.</param>
/// <param name="Services">The Services for which it counts.</param>
internal readonly record struct BalancerDrain(long Seconds, YamlNode Node, TextSpan Span, IReadOnlyList<ServiceView> Services)
{
    private const string DelayAttribute = "deregistration_delay.timeout_seconds=";

    private static readonly string[] AttributeKeys =
        ["alb.ingress.kubernetes.io/target-group-attributes", "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes"];

    private static readonly string[] TargetTypeKeys =
        ["alb.ingress.kubernetes.io/target-type", "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type"];

    /// <summary>What an object says; null for one that says nothing, or that speaks of nodes and not of pods.</summary>
    public static BalancerDrain? Find(ResourceContext context)
    {
        Resource resource = context.Resource;
        return (resource.Kind, resource.Group) switch
        {
            ("Service", "") => FindAttribute(resource, () => context.Resources.ServiceOf(resource) is { } service ? [service] : []),
            ("Ingress", "networking.k8s.io") => FindAttribute(resource, () => ServicesOf(context)),
            ("BackendConfig", "cloud.google.com") => FindField(resource.Spec.GetMapping("connectionDraining"), () => ServicesNaming(context)),
            ("GCPBackendPolicy", "networking.gke.io") => FindField(resource.Spec.GetMapping("default", "connectionDraining"), () => TargetOf(context)),
            _ => null,
        };
    }

    // With targets of the type instance, the controller's default, nodes are registered: they stay when a pod goes.
    private static BalancerDrain? FindAttribute(Resource resource, Func<IReadOnlyList<ServiceView>> services)
    {
        if (resource.Metadata.GetMapping("annotations") is not { } annotations || !TargetTypeKeys.Any(key => annotations.GetString(key) is { Value: "ip" }))
            return null;

        foreach (string key in AttributeKeys)
        {
            if (annotations.GetString(key) is { } attributes && ReadDelay(attributes) is { } delay)
                return new(delay, attributes.Node, attributes.Node.FindText($"{DelayAttribute}{delay}") ?? attributes.Span, services());
        }

        return null;
    }

    private static long? ReadDelay(Located<string> attributes)
    {
        foreach (string attribute in attributes.Value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (attribute.StartsWith(DelayAttribute, StringComparison.Ordinal)
                && long.TryParse(attribute.AsSpan(DelayAttribute.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
                return seconds;
        }

        return null;
    }

    private static BalancerDrain? FindField(YamlMapping? draining, Func<IReadOnlyList<ServiceView>> services) =>
        draining.GetInteger("drainingTimeoutSec") is { Value: > 0 } seconds ? new(seconds.Value, seconds.Node, seconds.Span, services()) : null;

    private static List<ServiceView> ServicesOf(ResourceContext context)
    {
        List<ServiceView> services = [];
        foreach (BackendReference backend in BackendReference.Read(context.Resource))
        {
            if (FindService(context, backend.Service.Value) is { } service && !services.Contains(service))
                services.Add(service);
        }

        return services;
    }

    // cloud.google.com/backend-config: '{"default": "shop"}'; container-native balancing, the default, registers pods.
    private static List<ServiceView> ServicesNaming(ResourceContext context)
    {
        List<ServiceView> services = [];
        foreach (Resource resource in context.Resources.OfKind(context.Resource, "Service"))
        {
            if (!Namespaces.AreSame(resource, context.Resource) || resource.GetAnnotation("cloud.google.com/neg")?.Value.Contains("false", StringComparison.Ordinal) == true)
                continue;
            if (resource.GetAnnotation("cloud.google.com/backend-config")?.Value.Contains($"\"{context.Resource.Name}\"", StringComparison.Ordinal) == true
                && context.Resources.ServiceOf(resource) is { } service)
                services.Add(service);
        }

        return services;
    }

    private static List<ServiceView> TargetOf(ResourceContext context)
    {
        YamlMapping? target = context.Resource.Spec.GetMapping("targetRef");
        return target.GetString("kind") is { Value: "Service" } && target.GetString("name") is { } name && FindService(context, name.Value) is { } service ? [service] : [];
    }

    private static ServiceView? FindService(ResourceContext context, string name) =>
        context.Resources.Find(context.Resource, "", "Service", name) is { } found ? context.Resources.ServiceOf(found) : null;
}
