using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases;

/// <summary>Finds the Services of release sets, and what routes between them.</summary>
internal sealed class ReleaseServices
{
    private static readonly string[] PreviewWords = ["preview", "idle", "next", "test", "stage", "staging", "standby", "inactive", "passive"];
    private static readonly string[] PublicWords = ["active", "live", "production", "prod"];

    // Words of which an application may just as well be called, so that its only Service is named after it: web-next, shop-staging.
    private static readonly string[] WordsOfNames = ["next", "test", "stage", "staging"];

    private static readonly (string Strategy, string Field)[] RolloutServices =
        [("blueGreen", "activeService"), ("blueGreen", "previewService"), ("canary", "stableService"), ("canary", "canaryService")];

    private readonly BundleScope _scope;
    private readonly NamedResources<ServiceView> _bySelectorPair = new();

    public ReleaseServices(BundleScope scope)
    {
        _scope = scope;
        foreach (ServiceView service in scope.Services)
        {
            if (service.Type == ServiceType.ExternalName || service.Resource.IsPartial)
                continue;
            foreach (Label pair in service.Selector.MatchLabels.Pairs)
                _bySelectorPair.Add(service.Resource.Namespace, NameOf(pair), service);
        }
    }

    /// <summary>The set of a pair.</summary>
    public ReleaseSet Gather(ReleasePair pair)
    {
        ImmutableArray<ServiceView> candidates = FindCandidates(pair);
        ImmutableArray<ServiceView> previews = [.. candidates.Where(service => !IsNamedAfterApplication(pair, service.Name) && (IsPreview(service.Name) || IsNamedAfterSide(pair, service.Name)))];
        ImmutableArray<ServiceView> open = [.. candidates.Except(previews)];
        if (open.IsEmpty)
            open = [.. candidates.Where(service => PublicWords.Contains(LastWord(service.Name)))];
        if (open.IsEmpty)
            open = [.. candidates.Where(service => service.Resource.GetAnnotation(ReleaseAnnotations.Strategy) is not null)];
        if (open.IsEmpty && candidates is [var only] && !IsNamedAfterSide(pair, only.Name) && WordsOfNames.Contains(LastWord(only.Name)))
            open = candidates;

        // Beside a Service that balances requests, one for metrics and one that names every pod are for both sides, whichever serves.
        ImmutableArray<ServiceView> balancing = [.. open.Where(service => !service.IsHeadless && !service.IsForMetricsOf(pair.First))];
        open = balancing.IsEmpty ? open : balancing;
        return new ReleaseSet
        {
            Pair = pair,
            PublicServices = open,
            PreviewServices = [.. previews.Except(open)],
            BareServices = FindBareServices(pair),
            Strategy = candidates.Select(service => ReleaseAnnotations.Read(service.Resource.GetAnnotation(ReleaseAnnotations.Strategy)?.Value)).FirstOrDefault(strategy => strategy is not null)
                ?? pair.NamedStrategy,
            HasRouter = HasRouter(pair, [.. candidates.Select(service => service.Name)]),
        };
    }

    /// <summary>Whether a Service of this name is for trying one side.</summary>
    public static bool IsPreview(string name) => SlotWords.IsSlot(name) || PreviewWords.Contains(LastWord(name));

    // An application may be called shop-staging in each of its objects, of which the Service is no less for everybody.
    private static bool IsNamedAfterApplication(ReleasePair pair, string name) =>
        name == SlotWords.WithoutSlot(pair.First.Name) && name == SlotWords.WithoutSlot(pair.Second.Name) && name != pair.First.Name && name != pair.Second.Name;

    private static bool IsNamedAfterSide(ReleasePair pair, string name) => EndsIn(name, pair.FirstSlot) || EndsIn(name, pair.SecondSlot)
        || (HoldsWord(name, pair.FirstSlot) != HoldsWord(name, pair.SecondSlot)
            && !HoldsWord(SlotWords.WithoutSlot(pair.First.Name), pair.FirstSlot) && !HoldsWord(SlotWords.WithoutSlot(pair.Second.Name), pair.SecondSlot));

    private static bool EndsIn(string name, string slot) => name.EndsWith("-" + slot, StringComparison.OrdinalIgnoreCase);

    // shop-green-svc, but not the letter of plan-a-svc.
    private static bool HoldsWord(string name, string slot) => slot.Length > 1 && name.Split('-').Contains(slot, StringComparer.OrdinalIgnoreCase);

    // Services whose selector, but for the slot, is not empty and accepts a side; also with the slot alone, when it names the application too ('shop-blue').
    private ImmutableArray<ServiceView> FindCandidates(ReleasePair pair)
    {
        var found = new List<ServiceView>();
        foreach (Workload side in (Workload[])[pair.First, pair.Second])
        {
            foreach (Label label in side.TemplateLabels.Pairs)
            {
                bool isSlot = pair.SlotKeys.Contains(label.Key);
                if (isSlot && SlotWords.WithoutSlot(label.Value.Value) == label.Value.Value)
                    continue;
                foreach (ServiceView service in _bySelectorPair.Find(side.Namespace, NameOf(label), NamespaceMatch.Same))
                {
                    bool leadsToSide = isSlot ? service.Selector.Accepts(side.TemplateLabels) : AcceptsBesideSlot(service.Selector, side.TemplateLabels, pair.SlotKeys);
                    if (leadsToSide && !found.Contains(service))
                        found.Add(service);
                }
            }
        }

        return [.. _scope.Services.Where(found.Contains)];
    }

    // A value such as 'shop-blue' says more than the slot.
    private ImmutableArray<ServiceView> FindBareServices(ReleasePair pair)
    {
        List<ServiceView>? found = null;
        foreach (string key in pair.SlotKeys)
        {
            foreach (Workload side in (Workload[])[pair.First, pair.Second])
            {
                if (side.TemplateLabels.Find(key) is not { } label || SlotWords.WithoutSlot(label.Value.Value) != label.Value.Value)
                    continue;
                foreach (ServiceView service in _bySelectorPair.Find(side.Namespace, NameOf(label), NamespaceMatch.Same))
                {
                    Labels selector = service.Selector.MatchLabels;
                    if (!selector.HasUnknownPairs && selector.Pairs.All(wanted => pair.SlotKeys.Contains(wanted.Key)) && service.Selector.Accepts(side.TemplateLabels))
                        (found ??= []).Add(service);
                }
            }
        }

        return found is null ? [] : [.. found.Distinct()];
    }

    internal static bool AcceptsBesideSlot(Selector selector, Labels labels, ImmutableArray<string> slotKeys) =>
        !selector.MatchLabels.HasUnknownPairs
        && selector.MatchLabels.Pairs.All(wanted => slotKeys.Contains(wanted.Key) || labels.Contains(wanted.Key, wanted.Value.Value));

    private bool HasRouter(ReleasePair pair, HashSet<string> services)
    {
        if (pair.First.Kind == WorkloadKind.Rollout)
            return true;

        foreach (Resource resource in _scope.InNamespace(pair.First.Resource.Namespace))
        {
            bool isRouter = (resource.Kind, resource.Group) switch
            {
                ("Rollout", "argoproj.io" or "rollouts.kruise.io") => IsSide(pair, resource.Spec.GetMapping("workloadRef").GetString("name")?.Value ?? resource.Spec.GetMapping("objectRef", "workloadRef").GetString("name")?.Value)
                    || OwnsService(resource, services),
                ("Canary", "flagger.app") => resource.Spec.GetMapping("targetRef").GetString("name")?.Value is var target
                    && (IsSide(pair, target) || services.Contains(resource.Spec.GetMapping("service").GetString("name")?.Value ?? target ?? "")),
                ("TrafficSplit", "split.smi-spec.io") => resource.Spec.GetMappings("backends").Count(backend => services.Contains(backend.GetString("service")?.Value ?? "")) > 1,
                ("Ingress", "networking.k8s.io" or "extensions") => resource.GetAnnotation("nginx.ingress.kubernetes.io/canary")?.Value == "true" && LeadsTo(resource, services) > 0,
                ("HTTPRoute" or "GRPCRoute" or "TLSRoute" or "TCPRoute", "gateway.networking.k8s.io") => resource.Spec.GetMappings("rules").Any(rule =>
                    rule.GetMappings("backendRefs").Count(backend => services.Contains(backend.GetString("name")?.Value ?? "")) > 1),
                ("VirtualService", "networking.istio.io") => LeadsTo(resource, services) > 1,
                _ => false,
            };
            if (isRouter)
                return true;
        }

        return false;
    }

    private static bool OwnsService(Resource rollout, HashSet<string> services)
    {
        YamlMapping? strategy = rollout.Spec.GetMapping("strategy");
        foreach ((string kind, string field) in RolloutServices)
        {
            if (strategy.GetMapping(kind).GetString(field) is { } service && services.Contains(service.Value))
                return true;
        }

        return false;
    }

    private static int LeadsTo(Resource route, HashSet<string> services) => BackendReference.Read(route).Count(backend => services.Contains(backend.Service.Value));

    private static bool IsSide(ReleasePair pair, string? name) => name is not null && (name == pair.First.Name || name == pair.Second.Name);

    private static string LastWord(string name) => name[(name.LastIndexOf('-') + 1)..].ToLowerInvariant();

    private static string NameOf(Label pair) => $"{pair.Key}={pair.Value.Value}";
}
