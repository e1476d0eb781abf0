using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases;

/// <summary>States of a release set in which no operation has a meaning.</summary>
internal static class ReleaseObstacles
{
    /// <summary>The first one that there is; null when operations can go on.</summary>
    public static ReleaseRefusal? Find(ReleaseState state) => FindRouter(state) ?? FindDouble(state) ?? FindPatch(state) ?? FindThird(state) ?? FindService(state);

    private static ReleaseRefusal? FindRouter(ReleaseState state) => !state.Set.HasRouter
        ? null
        : Refuse($"another object splits the requests of {state.Name} between its sides (a Rollout, a Canary, a weighted route or an ingress-nginx canary), so selectors and replicas do not decide", "use that controller's own commands, or change the weights of the route");

    // The same object in a base and an overlay, or in two overlays: which one counts is not known here.
    private static ReleaseRefusal? FindDouble(ReleaseState state)
    {
        foreach (Resource resource in ObjectsOf(state))
        {
            if (state.Resources.Named(resource, resource.Name).FirstOrDefault(twin => twin != resource && !twin.IsPartial && twin.IsSameObject(resource)) is { } twin)
                return Refuse($"{resource} is written a second time, after {PlaceOf(resource)}", "give one directory, so that one of them is meant", twin);
        }

        return null;
    }

    private static ReleaseRefusal? FindPatch(ReleaseState state)
    {
        foreach (Resource resource in ObjectsOf(state))
        {
            Resource? patch = state.Resources.Named(resource, resource.Name, NamespaceMatch.SameOrUnnamed).FirstOrDefault(other =>
                other.IsPartial && other.Kind == resource.Kind && other.Group == resource.Group && Decides(other));
            if (patch is not null)
                return Refuse($"this patch overrides {resource} of {PlaceOf(resource)} in what a release changes", "move the value into the base, so that it stands in one place", patch);
        }

        return null;
    }

    private static bool Decides(Resource patch) => patch.Kind == "Service" ? patch.Spec.Get("selector") is not null : patch.Spec.Get("replicas") is not null || patch.Spec.Get("template", "spec", "containers") is not null;

    // A colour whose name is no usual word belongs to the release all the same.
    private static ReleaseRefusal? FindThird(ReleaseState state)
    {
        if (state.Set.SlotKey is not { } key)
            return null;

        Workload[] others =
        [
            .. state.Resources.WorkloadsAround(state.Serving.Workload.Resource).Where(other =>
                !other.IsPartial && !other.IsOwned && other.IsLongRunning
                && state.Set.Sides.All(side => !other.Resource.IsSameObject(side.Resource) && ReleasePair.Find(side, other, key) is not null)),
        ];
        return others.Length == 0 ? null : ReleaseSearch.TooMany([.. state.Set.Sides, .. others]).Refusal;
    }

    private static ReleaseRefusal? FindService(ReleaseState state)
    {
        if (state.Set.PublicServices.IsEmpty)
        {
            if (!state.Set.BareServices.IsEmpty)
            {
                ServiceView bare = state.Set.BareServices[0];
                return Refuse($"{bare} selects only {bare.Selector}, which any application may have", "add the label that names the application to its selector", bare.Resource, bare.Selector.Mapping);
            }

            if (FindStray(state) is { } stray)
                return stray;
            return Refuse(
                state.Set.PreviewServices switch
                {
                    [] => $"no Service leads to {state.Set.Pair.First.Name} or {state.Set.Pair.Second.Name}, so there is nothing to move",
                    [var preview] => $"only Service '{preview.Name}' leads to {state.Name}, and its name says that it is for one side",
                    var previews => $"only Services {string.Join(", ", previews.Select(service => $"'{service.Name}'"))} lead to {state.Name}, and their names say that each is for one side",
                },
                "add the Service that clients use, or give its file too");
        }

        foreach (ServiceView service in state.Set.PublicServices)
        {
            if (service.IsHeadless && state.Strategy == ReleaseStrategy.BlueGreen)
                return Refuse($"{service} is headless: clients keep the addresses of pods, so a switch of its selector does not move them", "use a Service with an address of its own", service.Resource);
        }

        return state.Strategy == ReleaseStrategy.Canary ? FindCanaryService(state) : FindLiveService(state);
    }

    // The Service that by its name should be the public one, and leads to no side.
    private static ReleaseRefusal? FindStray(ReleaseState state)
    {
        Resource side = state.Serving.Workload.Resource;
        ServiceView? service = state.Resources.Services.FirstOrDefault(service =>
            service.Name == SlotWords.WithoutSlot(state.Serving.Name) && Namespaces.AreSame(service.Resource, side) && !service.Resource.IsPartial);
        if (service is null)
            return null;
        if (service.Type == ServiceType.ExternalName)
            return Refuse($"{service} is of type ExternalName: it is another name for a host, and leads to no pods", "use a Service of type ClusterIP with a selector", service.Resource);
        if (service.Selector.IsEmpty)
            return Refuse($"{service} has no selector, so no edit of it moves requests", $"give it the labels of one side as its selector, such as {ShowLabels(state.Serving)}", service.Resource);
        return Refuse($"{service} selects neither {state.Serving.Name} nor {state.Other.Name}: {service.Selector}", "make its selector match one side", service.Resource, service.Selector.Mapping);
    }

    private static string ShowLabels(ReleaseSide side) => string.Join(", ", side.Workload.Selector.MatchLabels.Pairs.Select(pair => $"{pair.Key}: {pair.Value.Value}"));

    private static ReleaseRefusal? FindLiveService(ReleaseState state)
    {
        if (state.Set.Live is not null)
            return null;

        foreach (ServiceView service in state.Set.PublicServices)
        {
            if (state.Set.SelectsBoth(service))
            {
                string key = state.Set.SlotKey ?? "a slot label";
                return Refuse(
                    $"both colours are live: {service} selects {state.Serving.Name} and {state.Other.Name}, because its selector lacks {key}",
                    $"add {key}: {state.Serving.Slot} to its selector",
                    service.Resource,
                    service.Selector.Mapping);
            }

            if (state.Set.SideOf(service) is null)
            {
                return Refuse(
                    $"{service} selects neither {state.Serving.Name} nor {state.Other.Name}: {service.Selector}",
                    "make its selector match one side",
                    service.Resource,
                    service.Selector.Mapping);
            }
        }

        return Refuse($"the Services of {state.Name} disagree about the live side: {string.Join(", ", state.Set.PublicServices.Select(service => $"{service.Name} selects {state.Set.SideOf(service)!.Name}"))}", "let all of them select one side");
    }

    private static ReleaseRefusal? FindCanaryService(ReleaseState state)
    {
        foreach (ServiceView service in state.Set.PublicServices)
        {
            if (state.Set.SideOf(service) is { } side)
            {
                return Refuse(
                    $"{service} selects {side.Name} only, so weights move nothing; a canary by replicas needs the labels that both sides share",
                    state.Set.SlotKey is { } key ? $"remove {key} from its selector" : null,
                    service.Resource,
                    service.Selector.Mapping);
            }
        }

        return null;
    }

    private static IEnumerable<Resource> ObjectsOf(ReleaseState state) => state.Set.Sides.Select(side => side.Resource).Concat(state.Set.Services.Select(service => service.Resource));

    private static string PlaceOf(Resource resource) => $"{resource.File.Path}:{ReleaseRecognizer.LocationOf(resource).Start.Line + 1}";

    private static ReleaseRefusal Refuse(string reason, string? remedy, Resource? resource = null, YamlNode? node = null) => new(RefusalKind.Precondition, reason)
    {
        Remedy = remedy,
        Place = resource is null ? null : node is null ? ReleaseRecognizer.LocationOf(resource) : new Location(resource.File, node.ContentSpan),
    };
}
