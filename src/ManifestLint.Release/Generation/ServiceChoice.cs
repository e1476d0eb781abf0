using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Generation;

/// <summary>Finds the Service that clients use.</summary>
internal static class ServiceChoice
{
    public static ReleaseSource Find(ResourceSet resources, Workload workload, ReleaseRecipe recipe)
    {
        ImmutableArray<ServiceView> selecting = [.. resources.ServicesSelecting(workload, NamespaceMatch.SameOrUnnamed).Where(service => !service.Resource.IsPartial)];
        ServiceView chosen = recipe.Service is { } name ? FindNamed(resources, workload, selecting, name) : FindOnly(resources, workload, selecting);
        if (chosen.IsHeadless && recipe.Strategy == ReleaseStrategy.BlueGreen)
        {
            throw ReleaseRefusedException.WrongUse(
                $"{chosen} is headless: clients keep the addresses of pods, so a switch of its selector would not move them",
                "leave out 'clusterIP: None', or make a canary",
                WorkloadChoice.PlaceOf(chosen.Resource));
        }

        RefuseOtherPods(resources, workload, chosen, recipe);
        return new ReleaseSource
        {
            Resources = resources,
            Workload = workload,
            Service = chosen,
            Followers = [.. selecting.Where(service => service != chosen && !service.IsHeadless && !service.IsForMetricsOf(workload))],
        };
    }

    private static ServiceView FindNamed(ResourceSet resources, Workload workload, ImmutableArray<ServiceView> selecting, string name)
    {
        if (selecting.FirstOrDefault(service => service.Name == name) is { } found)
            return found;
        if (resources.Services.FirstOrDefault(service => service.Name == name && Namespaces.AreSame(service.Resource, workload.Resource, NamespaceMatch.SameOrUnnamed)) is { } other)
            throw NotSelecting(other, workload);
        throw ReleaseRefusedException.WrongUse(
            $"There is no Service '{name}'",
            selecting.IsEmpty ? null : $"say --service with one of {WorkloadChoice.List(selecting.Select(service => service.Name))}");
    }

    private static ServiceView FindOnly(ResourceSet resources, Workload workload, ImmutableArray<ServiceView> selecting)
    {
        ImmutableArray<ServiceView> forRequests = [.. selecting.Where(service => !service.IsForMetricsOf(workload))];
        ImmutableArray<ServiceView> balancing = [.. forRequests.Where(service => !service.IsHeadless)];
        if (balancing is [var only])
            return only;
        if (balancing.Length > 1)
        {
            throw ReleaseRefusedException.WrongUse(
                $"{balancing.Length} Services select the pods of {workload}: {WorkloadChoice.List(balancing.Select(service => service.Name))}",
                "say with --service NAME which one clients use; the others follow it",
                WorkloadChoice.PlaceOf(balancing[0].Resource));
        }

        if (forRequests is [var headless, ..])
            return headless;
        if (selecting is [var metrics, ..])
        {
            throw ReleaseRefusedException.WrongUse(
                $"Only {metrics} selects the pods of {workload}, and it is for metrics", "add the Service that clients use", WorkloadChoice.PlaceOf(metrics.Resource));
        }

        // A Service that leads to pods of others is theirs.
        ServiceView? near = resources.Services.FirstOrDefault(service => service.Name == workload.Name) ?? (resources.Services is [var lone] ? lone : null);
        throw near is not null && Namespaces.AreSame(near.Resource, workload.Resource, NamespaceMatch.SameOrUnnamed)
            && !resources.WorkloadsSelectedBy(near, NamespaceMatch.SameOrUnnamed).Any()
            ? NotSelecting(near, workload)
            : ReleaseRefusedException.WrongUse(
                $"No Service selects the pods of {workload} ({workload.TemplateLabels})", "name the file that holds it too, or add one", WorkloadChoice.PlaceOf(workload.Resource));
    }

    private static ReleaseRefusedException NotSelecting(ServiceView service, Workload workload)
    {
        (string reason, string remedy) = service switch
        {
            { Resource.IsPartial: true } => ($"{service} is a patch, so most of it is not known here", "render it first: kustomize build . | manifestlint new … -"),
            { Type: ServiceType.ExternalName } => ($"{service} is an alias of a DNS name (type ExternalName) and leads to no pods", "give the pods a Service with a selector"),
            { Selector.IsEmpty: true } => ($"{service} has no selector, so its endpoints are written by somebody else and nothing could be switched", "give it the selector of the pods"),
            _ => ($"{service} selects {service.Selector}, which the pods of {workload} do not carry ({workload.TemplateLabels})", "make its selector and the labels of the pods agree"),
        };
        return ReleaseRefusedException.WrongUse(reason, remedy, WorkloadChoice.PlaceOf(service.Resource));
    }

    // With the slot in its selector the Service would lose every pod that is of neither side.
    private static void RefuseOtherPods(ResourceSet resources, Workload workload, ServiceView service, ReleaseRecipe recipe)
    {
        Workload? other = resources.WorkloadsSelectedBy(service, NamespaceMatch.SameOrUnnamed).FirstOrDefault(candidate => !candidate.Resource.IsSameObject(workload.Resource) && candidate.IsLongRunning);
        if (other is null || recipe.Strategy != ReleaseStrategy.BlueGreen)
            return;
        throw ReleaseRefusedException.Precondition(
            $"{service} also selects the pods of {other}, which would lose its requests with the first switch",
            $"narrow the selector of {service} to the labels that only {workload} has",
            WorkloadChoice.PlaceOf(other.Resource));
    }
}
