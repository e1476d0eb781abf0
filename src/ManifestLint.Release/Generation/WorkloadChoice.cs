using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Generation;

/// <summary>Finds the Deployment to start from.</summary>
internal static class WorkloadChoice
{
    private const string NoPair = "only a Deployment can have a second side beside it";

    public static Workload Find(ResourceSet resources, ReleaseRecipe recipe)
    {
        RefuseUnreadable(resources);
        Workload found = recipe.Workload is { } name ? FindNamed(resources, name) : FindOnly(resources);
        RefuseSides(resources, found);
        if (found.Name.Length == 0)
            throw ReleaseRefusedException.WrongUse("The Deployment has no name", "write metadata.name", PlaceOf(found.Resource));
        if (found.IsPartial)
        {
            throw ReleaseRefusedException.WrongUse(
                $"{found} is a patch, so most of it is not known here", "render it first: kustomize build . | manifestlint new … -", PlaceOf(found.Resource));
        }

        if (TemplateMarkers.IsTemplated(found.Name))
        {
            throw ReleaseRefusedException.WrongUse(
                $"The name of {found} is filled in later", "fill it in first: envsubst < FILE | manifestlint new … -", PlaceOf(found.Resource));
        }

        return found;
    }

    internal static Location PlaceOf(Resource resource) => new(resource.File, resource.NameNode?.Span ?? resource.Root.Span);

    internal static string List(IEnumerable<string> names) => string.Join(", ", names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => $"'{name}'"));

    private static void RefuseUnreadable(ResourceSet resources)
    {
        foreach (ManifestFile file in resources.Files)
        {
            if (file.Role != FileRole.Linted)
                continue;
            if (file.ReadError is { } error)
                throw ReleaseRefusedException.WrongUse($"{file} cannot be read: {error}", place: new Location(file, default));
            if (file.IsTemplate)
            {
                throw ReleaseRefusedException.WrongUse(
                    $"{file} is a template that has yet to be rendered",
                    "render it first: helm template . | manifestlint new … -",
                    new Location(file, TemplateMarkers.FindExpression(file.Tree!) ?? default));
            }

            if (file.Tree!.Errors.FirstOrDefault() is { } broken)
                throw ReleaseRefusedException.WrongUse($"{file} cannot be read: {broken.Message}", place: new Location(file, broken.Span));
        }
    }

    private static Workload FindNamed(ResourceSet resources, string name)
    {
        ImmutableArray<Workload> named = [.. resources.Workloads.Where(workload => workload.Name == name)];
        if (named.FirstOrDefault(workload => workload.Kind == WorkloadKind.Deployment && !workload.IsPartial) is { } deployment)
        {
            if (named.Count(workload => workload.Resource.IsSameObject(deployment.Resource) && !workload.IsPartial) > 1)
            {
                throw ReleaseRefusedException.WrongUse(
                    $"{deployment} is written more than once, so it is not clear which one counts", "name the files of one environment", PlaceOf(deployment.Resource));
            }

            return deployment;
        }

        if (named.FirstOrDefault() is { } other)
            return other.Kind == WorkloadKind.Deployment ? other : throw OfWrongKind(other);
        throw ReleaseRefusedException.WrongUse(
            $"There is no Deployment '{name}'",
            Deployments(resources) is { Length: > 0 } others ? $"say --workload with one of {List(others.Select(workload => workload.Name))}" : null);
    }

    private static Workload FindOnly(ResourceSet resources)
    {
        ImmutableArray<Workload> found = Deployments(resources);
        if (found is [var only])
            return only;
        if (found.IsEmpty)
        {
            throw resources.Workloads.FirstOrDefault(workload => workload.Resource.File.Role == FileRole.Linted) is { } other
                ? OfWrongKind(other)
                : ReleaseRefusedException.WrongUse("No Deployment is among the manifests", "name the file that holds it, or start without one: manifestlint new blue-green --name NAME --image IMAGE --port PORT");
        }

        foreach (Workload workload in found)
        {
            if (resources.ReleaseSetOf(workload) is { } set && found.All(set.Sides.Contains))
                RefuseSides(resources, workload);
        }

        if (found.All(workload => workload.Name == found[0].Name))
        {
            throw ReleaseRefusedException.WrongUse(
                $"There are {found.Length} Deployments '{found[0].Name}', in the namespaces {List(found.Select(workload => workload.Namespace ?? "(none)"))}", "name the files of one environment", PlaceOf(found[0].Resource));
        }

        throw ReleaseRefusedException.WrongUse(
            $"There are {found.Length} Deployments: {List(found.Select(workload => workload.Name))}", "say which one with --workload NAME", PlaceOf(found[0].Resource));
    }

    private static ImmutableArray<Workload> Deployments(ResourceSet resources) =>
        [.. resources.Workloads.Where(workload => workload.Kind == WorkloadKind.Deployment && workload.Resource.File.Role == FileRole.Linted)];

    private static void RefuseSides(ResourceSet resources, Workload workload)
    {
        if (resources.ReleaseSetOf(workload) is { } set)
        {
            throw ReleaseRefusedException.WrongUse(
                $"{workload} is a side of a release set already, with {set.Pair.OtherThan(workload)}", "see manifestlint release status", PlaceOf(workload.Resource));
        }

        if (resources.ReleaseFamiliesAround(workload.Resource).FirstOrDefault(family => family.Sides.Contains(workload)) is { } family)
        {
            throw ReleaseRefusedException.WrongUse(
                $"{workload} is one of {family.Sides.Length} sides of one release: {List(family.Sides.Select(side => side.Name))}; a release set has two", "take the others out", PlaceOf(workload.Resource));
        }
    }

    private static ReleaseRefusedException OfWrongKind(Workload workload)
    {
        string reason = workload.Kind switch
        {
            WorkloadKind.StatefulSet => $"{workload} gives each pod an identity and a volume of its own, which two sides cannot share; {NoPair}",
            WorkloadKind.DaemonSet => $"{workload} runs one pod on each node, and a second side would run another one on each; {NoPair}",
            WorkloadKind.Rollout => $"{workload} is released by Argo Rollouts already; {NoPair}",
            WorkloadKind.Job or WorkloadKind.CronJob => $"{workload} runs to an end and serves no requests; {NoPair}",
            _ => $"{workload} is no Deployment; {NoPair}",
        };
        string? remedy = workload.Kind switch
        {
            WorkloadKind.StatefulSet => "update it in place with spec.updateStrategy.rollingUpdate.partition",
            WorkloadKind.DaemonSet => "update it in place with spec.updateStrategy.rollingUpdate",
            WorkloadKind.Rollout => "see kubectl argo rollouts get rollout " + workload.Name,
            _ => null,
        };
        return ReleaseRefusedException.WrongUse(reason, remedy, PlaceOf(workload.Resource));
    }
}
