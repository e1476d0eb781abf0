using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>The objects that an object would belong to, were it in their namespace.</summary>
internal static class NamespacePartners
{
    /// <summary>
    /// The partners of an object without namespace that name one; none when it meets a partner as it is, or when those of the other namespace have theirs there.
    /// </summary>
    public static IEnumerable<Resource> Of(ResourceSet resources, Resource resource) => (resource.Kind, resource.Group) switch
    {
        ("Service", "") => resources.ServiceOf(resource) is { } service ? Missed(match => resources.WorkloadsSelectedBy(service, match)) : [],
        ("PodDisruptionBudget", "policy") => resources.DisruptionBudgetOf(resource) is { } budget ? Missed(match => resources.WorkloadsOf(budget, match)) : [],
        ("NetworkPolicy", "networking.k8s.io") => resources.NetworkPolicyOf(resource) is { SelectsEveryPod: false } policy ? Missed(match => resources.WorkloadsOf(policy, match)) : [],
        ("ConfigMap" or "Secret", "") => Missed(match => resources.UsersOf(resource, match)),
        ("HorizontalPodAutoscaler", "autoscaling") or ("ScaledObject", "keda.sh") => ScalerView.From(resource) is { } scaler ? Missed(match => TargetsOf(resources, scaler, match)) : [],
        _ => resources.WorkloadOf(resource) is { IsOwned: false, HasOwnTemplate: true } workload ? OfWorkload(resources, workload) : [],
    };

    private static IEnumerable<Resource> OfWorkload(ResourceSet resources, Workload workload)
    {
        IEnumerable<Resource> services = Lonely(
            match => resources.ServicesSelecting(workload, match).Select(service => service.Resource),
            service => !resources.WorkloadsSelectedBy(resources.ServiceOf(service)!).IsEmpty);
        IEnumerable<Resource> budgets = Lonely(
            match => resources.DisruptionBudgetsOf(workload, match).Select(budget => budget.Resource),
            budget => !resources.WorkloadsOf(resources.DisruptionBudgetOf(budget)!).IsEmpty);
        IEnumerable<Resource> policies = Lonely(
            match => resources.NetworkPoliciesOf(workload, match).Where(policy => !policy.SelectsEveryPod).Select(policy => policy.Resource),
            policy => !resources.WorkloadsOf(resources.NetworkPolicyOf(policy)!).IsEmpty);
        IEnumerable<Resource> scalers = Lonely(
            match => resources.ScalersOf(workload, match).Select(scaler => scaler.Resource),
            scaler => resources.TargetOf(ScalerView.From(scaler)!) is not null);
        return services.Concat(budgets).Concat(policies).Concat(scalers).Concat(ConfigOf(resources, workload));
    }

    // Each name by itself: one ConfigMap beside the pods says nothing of another.
    private static IEnumerable<Resource> ConfigOf(ResourceSet resources, Workload workload)
    {
        foreach (ConfigReference reference in workload.ConfigReferences)
        {
            IEnumerable<Resource> Find(NamespaceMatch match) =>
                resources.Named(workload.Resource, reference.Name.Value, match).Where(config => config.Kind == reference.Kind && ConfigData.IsConfig(config));

            foreach (Resource config in Lonely(Find, config => resources.UsersOf(config).Any()))
                yield return config;
        }
    }

    private static IEnumerable<Workload> TargetsOf(ResourceSet resources, ScalerView scaler, NamespaceMatch match) =>
        scaler.TargetName is { } name
            ? resources.Named(scaler.Resource, name.Value, match)
                .Where(target => target.Kind == scaler.TargetKind && target.Group == scaler.TargetGroup)
                .Select(resources.WorkloadOf)
                .OfType<Workload>()
            : [];

    private static IEnumerable<Resource> Missed(Func<NamespaceMatch, IEnumerable<Workload>> find) =>
        find(NamespaceMatch.Same).Any() ? [] : find(NamespaceMatch.SameOrUnnamed).Where(workload => !workload.IsOwned).Select(workload => workload.Resource);

    private static IEnumerable<Resource> Lonely(Func<NamespaceMatch, IEnumerable<Resource>> find, Func<Resource, bool> hasItsOwn) =>
        find(NamespaceMatch.Same).Any() ? [] : find(NamespaceMatch.SameOrUnnamed).Where(other => !hasItsOwn(other));
}
