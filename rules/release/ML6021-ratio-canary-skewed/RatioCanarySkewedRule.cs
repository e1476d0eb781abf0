using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class RatioCanarySkewedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6021",
        name: "ratio-canary-skewed",
        title: "A Service does not spread requests evenly over a canary that is split by pods",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        if (!set.IsSplitByPods() || set.Sides.Any(side => resources.ReplicasOf(side).IsParked))
            return;

        foreach (ServiceView service in set.PublicServices)
        {
            if (!set.SelectsBoth(service) || service.IsForMetricsOf(set.Pair.First))
                continue;
            foreach ((string field, Located<string> value, string effect) in FindSkews(set, service))
            {
                context.Report(
                    service.Resource,
                    value.Node,
                    $"{field}: {value.Value} on {service} {effect}, which keeps {set.DescribeShare()} of the requests away from its share of the pods{CountPods(set, resources)}");
            }
        }
    }

    private static IEnumerable<(string Field, Located<string> Value, string Effect)> FindSkews(ReleaseSet set, ServiceView service)
    {
        if (service.IsHeadless)
        {
            if (ServesRequests(set, service))
                yield return ("clusterIP", service.Resource.Spec.GetString("clusterIP")!.Value, "leaves the choice of the pod to each client");
            yield break;
        }

        if (Read(service, "sessionAffinity", "ClientIP") is { } affinity)
            yield return ("sessionAffinity", affinity, "ties each client address to one pod");
        // The API server takes it only where connections come from outside.
        if (service.Type is ServiceType.NodePort or ServiceType.LoadBalancer && Read(service, "externalTrafficPolicy", "Local") is { } external)
            yield return ("externalTrafficPolicy", external, "sends what a node receives to the pods of this node");
        if (Read(service, "internalTrafficPolicy", "Local") is { } inside)
            yield return ("internalTrafficPolicy", inside, "sends what a node's pods ask to the pods of this node");
        if (service.Resource.Spec.GetString("trafficDistribution") is { Value.Length: > 0 } distribution)
            yield return ("trafficDistribution", distribution, "prefers the pods that are near the client");
    }

    // A headless Service beside another one is for peers that look for each other.
    private static bool ServesRequests(ReleaseSet set, ServiceView service) =>
        !set.PublicServices.Any(other => !other.IsHeadless && set.SelectsBoth(other))
        && !set.Sides.Any(side => side.Kind == WorkloadKind.StatefulSet && side.Spec.GetString("serviceName")?.Value == service.Name);

    private static Located<string>? Read(ServiceView service, string field, string value) =>
        service.Resource.Spec.GetString(field) is { } written && written.Value == value ? written : null;

    private static string CountPods(ReleaseSet set, ResourceSet resources)
    {
        Replicas part = resources.ReplicasOf(set.SmallerPart());
        Replicas other = resources.ReplicasOf(set.Pair.OtherThan(set.SmallerPart()));
        return part is { IsAssumed: false, Scaler: null } && other is { IsAssumed: false, Scaler: null } ? $" ({part.Count} of {part.Count + other.Count})" : "";
    }
}
