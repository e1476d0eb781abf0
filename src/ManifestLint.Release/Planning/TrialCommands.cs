using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Planning;

/// <summary>Commands that show whether a side works.</summary>
internal static class TrialCommands
{
    /// <summary>The Service that leads to a side alone; null when there is none.</summary>
    public static ServiceView? PreviewOf(ReleaseState state, ReleaseSide side) =>
        state.Set.PreviewServices.FirstOrDefault(service => state.Set.SideOf(service)?.Name == side.Name);

    /// <summary>Asks a side for its endpoints and for the path of its readiness probe, through the preview Service where there is one.</summary>
    public static ImmutableArray<PlanCommand> Of(ReleaseState state, ReleaseSide side)
    {
        string space = KubectlCommands.Namespace(side.Workload.Resource);
        if (PreviewOf(state, side) is not { } preview)
            return Forwarding(space, side, (state.PublicService?.Ports ?? []).Select(port => port.ResolveIn(side.Workload.PodSpec)?.Number).FirstOrDefault(number => number is not null));

        PlanCommand endpoints = PlanCommand.Shell($"kubectl get endpointslices{space} -l kubernetes.io/service-name={preview.Name}");
        foreach (ServicePort port in preview.Ports)
        {
            if (port.Port is { } number && port.ResolveIn(side.Workload.PodSpec) is { Container.ReadinessProbe: { Kind: HandlerKind.HttpGet } probe })
            {
                string scheme = probe.Scheme?.Value == "HTTPS" ? "https" : "http";
                string at = number.Value == (scheme == "http" ? 80 : 443) ? "" : string.Create(CultureInfo.InvariantCulture, $":{number.Value}");
                string url = KubectlCommands.Quote($"{scheme}://{preview.Name}{at}{probe.EffectivePath}");
                return [endpoints, PlanCommand.Shell($"kubectl run{space} smoke --rm -i --restart=Never --image=curlimages/curl -- curl -fsS{(scheme == "https" ? "k" : "")} {url}")];
            }
        }

        return preview.Ports.FirstOrDefault().Port is { } first
            ? [endpoints, PlanCommand.Shell(string.Create(CultureInfo.InvariantCulture, $"kubectl port-forward{space} service/{preview.Name} 8080:{first.Value}"))]
            : [endpoints];
    }

    /// <summary>Names the pods that a Service leads to.</summary>
    public static PlanCommand EndpointPods(ServiceView service) => PlanCommand.Shell(
        $"kubectl get endpointslices{KubectlCommands.Namespace(service.Resource)} -l kubernetes.io/service-name={service.Name} -o jsonpath='{{.items[*].endpoints[*].targetRef.name}}'");

    /// <summary>Lists the pods of a side with their restarts.</summary>
    public static PlanCommand Pods(ReleaseSide side)
    {
        string selector = string.Join(',', side.Workload.Selector.MatchLabels.Pairs.Select(pair => $"{pair.Key}={pair.Value.Value}"));
        return PlanCommand.Shell($"kubectl get pods{KubectlCommands.Namespace(side.Workload.Resource)}{(selector.Length == 0 ? "" : $" -l {KubectlCommands.Quote(selector)}")}");
    }

    private static ImmutableArray<PlanCommand> Forwarding(string space, ReleaseSide side, long? number) => number is null
        ? [Pods(side)]
        : [Pods(side), PlanCommand.Shell(string.Create(CultureInfo.InvariantCulture, $"kubectl port-forward{space} deployment/{side.Name} 8080:{number}"))];
}
