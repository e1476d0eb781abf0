using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Releases.Generation;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Providers.Argo;

/// <summary>Which Service has which part in a Rollout.</summary>
internal sealed record ArgoServices
{
    private static readonly string[] PreviewWords = ["-preview", "-idle", "-next", "-test"];

    private static readonly string[] OwnAnnotations =
        [ReleaseAnnotations.Strategy, ReleaseAnnotations.Previous, ReleaseAnnotations.TotalReplicas, ReleaseAnnotations.Weight, ReleaseAnnotations.Hold];

    /// <summary>The Services that go on, those of clients first.</summary>
    public required ImmutableArray<ServiceView> Kept { get; init; }

    /// <summary>Blue-green: the Service that is switched.</summary>
    public ServiceView? Active { get; init; }

    /// <summary>Blue-green: the Service of the version that is tried.</summary>
    public ServiceView? Preview { get; init; }

    /// <summary>Canary: a Service of the stable pods alone.</summary>
    public ServiceView? Stable { get; init; }

    /// <summary>Canary: a Service of the canary's pods alone.</summary>
    public ServiceView? Canary { get; init; }

    /// <summary>Services that lead to one side for ever, which have no meaning any more.</summary>
    public required ImmutableArray<ServiceView> Dropped { get; init; }

    /// <summary>Gives each Service its part.</summary>
    /// <exception cref="ReleaseRefusedException">Argo Rollouts has no place for one that clients use.</exception>
    public static ArgoServices Of(ReleaseState state) => state.Strategy == ReleaseStrategy.BlueGreen ? BlueGreen(state) : Split(state);

    /// <summary>The Services as they are written for a Rollout: by the labels that both sides share, the controller adds the hash of a revision.</summary>
    public IEnumerable<GeneratedObject> Make(SharedIdentity identity)
    {
        YamlPath annotations = YamlPath.Root / "metadata" / "annotations";
        foreach (ServiceView service in Kept)
        {
            ObjectDraft draft = identity.InMap(ObjectDraft.Of(service.Resource), YamlPath.Root / "spec" / "selector");
            draft = identity.InLabels(draft, YamlPath.Root / "metadata" / "labels");
            foreach (string key in OwnAnnotations)
                draft = draft.Without(annotations / key);
            if (draft.ReadMapping(annotations) is { Entries.IsEmpty: true })
                draft = draft.Without(annotations);
            yield return new GeneratedObject("service", "Service", service.Name, draft.Text);
        }
    }

    private static ArgoServices BlueGreen(ReleaseState state)
    {
        ImmutableArray<ServiceView> open = state.Set.PublicServices;
        ImmutableArray<ServiceView> followers = [.. open.Where(service => service.IsForMetricsOf(state.Serving.Workload))];
        ImmutableArray<ServiceView> switched = open.Length == followers.Length ? open : [.. open.Except(followers)];
        if (switched.Length > 1)
        {
            throw ReleaseRefusedException.Precondition(
                $"{string.Join(" and ", switched.Select(service => service.Name))} all lead clients to the live side, and a Rollout switches one active Service; the others would also lead to pods that are still tried",
                "make one Service with the ports of all",
                ReleaseRecognizer.LocationOf(switched[1].Resource));
        }

        ServiceView? preview = state.Set.PreviewServices.FirstOrDefault(service => PreviewWords.Any(word => service.Name.EndsWith(word, StringComparison.OrdinalIgnoreCase)))
            ?? state.Set.PreviewServices.FirstOrDefault(service => state.Set.SideOf(service) == state.Other.Workload);
        ImmutableArray<ServiceView> kept = [switched[0], .. followers.Except(switched), .. preview is null ? Array.Empty<ServiceView>() : [preview]];
        return new ArgoServices { Kept = kept, Active = switched[0], Preview = preview, Dropped = [.. state.Set.PreviewServices.Except(kept)] };
    }

    private static ArgoServices Split(ReleaseState state)
    {
        ServiceView? stable = state.Set.PreviewServices.FirstOrDefault(service => state.Set.SideOf(service) == state.Serving.Workload);
        ServiceView? canary = state.Set.PreviewServices.FirstOrDefault(service => state.Set.SideOf(service) == state.Other.Workload);

        // argo-rollouts#1760: without traffic routing the canary then serves nothing, while the stable pods get fewer.
        if (stable is not null && state.Resources.RoutesTo(stable).FirstOrDefault() is { Route: not null } route)
        {
            throw ReleaseRefusedException.Precondition(
                $"{route.Route} leads to {stable.Name}, which selects the stable pods alone: a canary without traffic routing takes pods from it and serves none of its requests",
                $"let it lead to {state.PublicService!.Name}",
                ReleaseRecognizer.LocationOf(route.Route));
        }

        ImmutableArray<ServiceView> kept = [.. state.Set.PublicServices, .. new[] { stable, canary }.OfType<ServiceView>()];
        return new ArgoServices { Kept = kept, Stable = stable, Canary = canary, Dropped = [.. state.Set.PreviewServices.Except(kept)] };
    }
}
