using System.Collections.Immutable;
using ManifestLint.Releases;

namespace ManifestLint.Resources;

/// <summary>
/// Everything that a run looks at, and the questions that need more than one object. Objects are looked for in the bundle of the one that asks; bundles that
/// share a file are one. Safe to ask from many threads.
/// </summary>
public sealed class ResourceSet
{
    private readonly Dictionary<ManifestFile, BundleScope> _scopes = [];

    private ResourceSet(ImmutableArray<Bundle> bundles)
    {
        Bundles = bundles;
        List<BundleScope> scopes = [.. BundleGroups.Of(bundles).Select(group => new BundleScope(group))];
        foreach (BundleScope scope in scopes)
        {
            foreach (ManifestFile file in scope.Files)
                _scopes.Add(file, scope);
        }

        Files = [.. scopes.SelectMany(scope => scope.Files)];
        Resources = [.. scopes.SelectMany(scope => scope.Resources)];
        Workloads = [.. scopes.SelectMany(scope => scope.Workloads)];
        Services = [.. scopes.SelectMany(scope => scope.Services)];
        Scalers = [.. scopes.SelectMany(scope => scope.Scalers)];
        DisruptionBudgets = [.. scopes.SelectMany(scope => scope.Budgets)];
    }

    /// <summary>The bundles as given.</summary>
    public ImmutableArray<Bundle> Bundles { get; }

    /// <summary>Every file once.</summary>
    public ImmutableArray<ManifestFile> Files { get; }

    /// <summary>Every object, partial ones too.</summary>
    public ImmutableArray<Resource> Resources { get; }

    /// <summary>Every object that makes pods, those with an owner too.</summary>
    public ImmutableArray<Workload> Workloads { get; }

    /// <summary>Every Service.</summary>
    public ImmutableArray<ServiceView> Services { get; }

    /// <summary>Every HorizontalPodAutoscaler and ScaledObject.</summary>
    public ImmutableArray<ScalerView> Scalers { get; }

    /// <summary>Every PodDisruptionBudget.</summary>
    public ImmutableArray<DisruptionBudgetView> DisruptionBudgets { get; }

    /// <summary>Gathers the files of bundles.</summary>
    public static ResourceSet Create(IEnumerable<Bundle> bundles) => new([.. bundles]);

    /// <summary>
    /// Whether the manifests around an object are complete enough to say that an object of a kind is missing: they were read whole, nothing of them is
    /// unreadable or a template, and what is asked for is not made elsewhere by convention (Secrets, a namespace's own objects).
    /// </summary>
    /// <param name="asker">The object that refers to the missing one; a partial object is the rule's own business.</param>
    /// <param name="kind">The kind of the object that is looked for.</param>
    /// <param name="name">Its name, when it is looked for by name.</param>
    public bool IsCompleteFor(Resource asker, string kind, string? name = null) => ScopeOf(asker).IsComplete && (kind, name) switch
    {
        ("Secret", _) or ("Namespace", _) => false,
        ("ServiceAccount", "default") or ("ConfigMap", "kube-root-ca.crt") or ("Service", "kubernetes") => false,
        _ => true,
    };

    /// <summary>Whether some objects around the asker name a namespace and others do not, those that have none (a ClusterRole) among them.</summary>
    public bool NamesNamespacesPartly(Resource asker) => ScopeOf(asker).NamesNamespacesPartly;

    /// <summary>The workload view of an object; null when it makes no pods.</summary>
    public Workload? WorkloadOf(Resource resource) => ScopeOf(resource).WorkloadOf(resource);

    /// <summary>The view of a Service; null when the object is none.</summary>
    public ServiceView? ServiceOf(Resource resource) => ScopeOf(resource).ServiceOf(resource);

    /// <summary>The view of a PodDisruptionBudget; null when the object is none.</summary>
    public DisruptionBudgetView? DisruptionBudgetOf(Resource resource) => resource.Kind == DisruptionBudgetView.Kind ? ScopeOf(resource).BudgetOf(resource) : null;

    /// <summary>
    /// Lets go of the views and nodes of an object that a run is done with; whoever asks again gets equal ones. Without it a run over very many
    /// documents would keep all of their nodes.
    /// </summary>
    internal void Release(Resource resource)
    {
        WorkloadOf(resource)?.Release();
        ServiceOf(resource)?.Release();
        resource.Release();
    }

    /// <summary>The objects of a name in the namespace of the asker, of any kind.</summary>
    public IEnumerable<Resource> Named(Resource asker, string name, NamespaceMatch match = NamespaceMatch.Same) =>
        ScopeOf(asker).Named(asker.Namespace, name, match);

    /// <summary>The object with an identity in the namespace of the asker; the first one when several have it.</summary>
    public Resource? Find(Resource asker, string group, string kind, string name, NamespaceMatch match = NamespaceMatch.Same) =>
        Named(asker, name, match).FirstOrDefault(resource => resource.Kind == kind && resource.Group == group);

    /// <summary>The objects of a kind in the bundle of the asker, of every group and namespace.</summary>
    public IEnumerable<Resource> OfKind(Resource asker, string kind) => ScopeOf(asker).OfKind(kind);

    /// <summary>The objects of a kind in the namespace of the asker, of every group.</summary>
    public IEnumerable<Resource> InNamespaceOf(Resource asker, string kind, NamespaceMatch match = NamespaceMatch.Same) => InNamespace(asker, kind, asker.Namespace, match);

    /// <summary>The objects of a kind in a namespace of the asker's bundle, of every group.</summary>
    public IEnumerable<Resource> InNamespace(Resource asker, string kind, string? space, NamespaceMatch match = NamespaceMatch.Same) =>
        ScopeOf(asker).InNamespace(kind, space, match);

    /// <summary>The places of all Ingresses of the bundle, of every class and namespace, that take the same requests as the given one but for its <c>pathType</c>.</summary>
    public IEnumerable<IngressPath> PathsLike(IngressPath path) => ScopeOf(path.Ingress).PathsLike(path);

    /// <summary>Whether somebody writes the endpoints of a Service by hand: an EndpointSlice with its label, or Endpoints of its name.</summary>
    public bool HasOwnEndpoints(ServiceView service) =>
        Named(service.Resource, service.Name, NamespaceMatch.SameOrUnnamed).Any(resource => resource.Kind == "Endpoints")
        || Labelled(service.Resource, "EndpointSlice", service.Resource.Namespace, "kubernetes.io/service-name", service.Name, NamespaceMatch.SameOrUnnamed).Any();

    /// <summary>The kustomizations in the bundle of the asker: every one, whatever it reaches.</summary>
    public IReadOnlyList<Kustomization> KustomizationsAround(Resource asker) => ScopeOf(asker).Kustomizations;

    /// <summary>What a kustomization of the bundle writes in the place of an image; the entries of several overlays beside each other.</summary>
    public IEnumerable<ImageOverride> ImageOverridesOf(Resource asker, string image) =>
        KustomizationsAround(asker).SelectMany(kustomization => kustomization.Images).Where(entry => entry.Matches(image));

    /// <summary>The ConfigMaps or Secrets of a name that kustomizations of the bundle make, in whichever namespace.</summary>
    public IEnumerable<GeneratedConfig> GeneratedConfigs(Resource asker, string kind, string name) =>
        KustomizationsAround(asker).SelectMany(kustomization => kustomization.Generated).Where(generated => generated.Kind == kind && generated.Name == name);

    /// <summary>The names of the ConfigMaps or Secrets in the namespace of the asker, each once, without patches and what kustomize makes.</summary>
    public IEnumerable<string> ConfigNames(Resource asker, string kind) => ScopeOf(asker).ConfigNames(asker.Namespace, kind);

    /// <summary>The workloads of its namespace whose pods use a ConfigMap or Secret, partial ones too.</summary>
    public IEnumerable<Workload> UsersOf(Resource config, NamespaceMatch match = NamespaceMatch.Same) => ScopeOf(config).UsersOf(config, match);

    /// <summary>
    /// Whether an object that is referred to by this name has another name with every other content: the name says so, or a kustomization of the bundle makes
    /// the object and puts a hash behind its name.
    /// </summary>
    public bool IsVersioned(Resource asker, string kind, string name) =>
        VersionedNames.IsVersioned(name) || GeneratedConfigs(asker, kind, name).Any(generated => generated.HasHash);

    /// <summary>The Services whose selector accepts the workload's pods. One of type ExternalName, or without selector, is none of them.</summary>
    public ImmutableArray<ServiceView> ServicesSelecting(Workload workload, NamespaceMatch match = NamespaceMatch.Same) =>
        ScopeOf(workload.Resource).ServiceLinks(match).SelectorsOf(workload);

    /// <summary>The workloads whose pods the Service's selector accepts: Jobs and bare Pods too, Deployments whose pods a Rollout makes too.</summary>
    public ImmutableArray<Workload> WorkloadsSelectedBy(ServiceView service, NamespaceMatch match = NamespaceMatch.Same) =>
        ScopeOf(service.Resource).ServiceLinks(match).SelectedBy(service);

    /// <summary>The other workloads of the namespace whose pods the workload's own selector accepts too.</summary>
    public ImmutableArray<Workload> OthersSelectedBy(Workload workload) => ScopeOf(workload.Resource).Overlaps.SelectedBy(workload);

    /// <summary>The workloads whose pods carry a label, in the namespace of the asker: where to look for the one that a selector nearly names.</summary>
    public IEnumerable<Workload> WorkloadsLabelled(Resource asker, string key, string value, NamespaceMatch match = NamespaceMatch.Same) =>
        WorkloadsLabelled(asker, asker.Namespace, key, value, match);

    /// <summary>The workloads whose pods carry a label, in a namespace of the asker's bundle.</summary>
    public IEnumerable<Workload> WorkloadsLabelled(Resource asker, string? space, string key, string value, NamespaceMatch match = NamespaceMatch.Same) =>
        ScopeOf(asker).Labelled(space, key, value, match);

    /// <summary>The Services or EndpointSlices that carry a label themselves, in a namespace of the asker's bundle.</summary>
    /// <param name="asker">Whose bundle is looked at.</param>
    /// <param name="kind">One of the two kinds.</param>
    /// <param name="space">The namespace; null for the one that is not named.</param>
    /// <param name="key">The label's key.</param>
    /// <param name="value">The label's value.</param>
    /// <param name="match">Whether an object without namespace counts.</param>
    public IEnumerable<Resource> Labelled(Resource asker, string kind, string? space, string key, string value, NamespaceMatch match = NamespaceMatch.Same) =>
        ScopeOf(asker).Labelled(kind, space, key, value, match);

    /// <summary>The workloads around an object of whose pods a label is not known yet: a template, or of a wrong type. Few bundles have any.</summary>
    public IReadOnlyList<Workload> WorkloadsWithUnknownLabels(Resource asker) => ScopeOf(asker).WithUnknownLabels;

    /// <summary>The workloads around an object whose own selector does not accept their pods. Few bundles have any.</summary>
    public IReadOnlyList<Workload> MislabelledWorkloads(Resource asker) => ScopeOf(asker).Mislabelled;

    /// <summary>Every object in the bundle of the asker, of all kinds and namespaces. For the rare question that no index answers.</summary>
    public IReadOnlyList<Resource> Around(Resource asker) => ScopeOf(asker).Resources;

    /// <summary>Every workload in the bundle of the asker, of all namespaces. For the rare question that no index answers.</summary>
    public IReadOnlyList<Workload> WorkloadsAround(Resource asker) => ScopeOf(asker).Workloads;

    /// <summary>The PodDisruptionBudgets for the workload's pods.</summary>
    public ImmutableArray<DisruptionBudgetView> DisruptionBudgetsOf(Workload workload, NamespaceMatch match = NamespaceMatch.Same)
    {
        BundleScope scope = ScopeOf(workload.Resource);
        return scope.Budgets.Count == 0 ? [] : scope.BudgetLinks(match).SelectorsOf(workload);
    }

    /// <summary>The workloads whose pods a PodDisruptionBudget is for.</summary>
    public ImmutableArray<Workload> WorkloadsOf(DisruptionBudgetView budget, NamespaceMatch match = NamespaceMatch.Same) =>
        ScopeOf(budget.Resource).BudgetLinks(match).SelectedBy(budget);

    /// <summary>The PodDisruptionBudgets around an object that are for no pod of the manifests: where to look for the one that nearly selects a workload.</summary>
    public IReadOnlyList<DisruptionBudgetView> DisruptionBudgetsWithoutPods(Resource asker) => ScopeOf(asker).BudgetsWithoutPods;

    /// <summary>What a PodDisruptionBudget comes to over the workloads of its namespace.</summary>
    public DisruptionArithmetic DisruptionOf(DisruptionBudgetView budget) => DisruptionArithmetic.Of(budget, WorkloadsOf(budget), ReplicasOf);

    /// <summary>The view of a NetworkPolicy; null when the object is none.</summary>
    public NetworkPolicyView? NetworkPolicyOf(Resource resource) => ScopeOf(resource).PolicyOf(resource);

    /// <summary>The NetworkPolicies that cover the workload's pods, in whichever direction.</summary>
    public ImmutableArray<NetworkPolicyView> NetworkPoliciesOf(Workload workload, NamespaceMatch match = NamespaceMatch.Same)
    {
        BundleScope scope = ScopeOf(workload.Resource);
        return scope.Policies.Count == 0 ? [] : scope.PolicyLinks(match).SelectorsOf(workload);
    }

    /// <summary>The workloads whose pods a NetworkPolicy covers.</summary>
    public ImmutableArray<Workload> WorkloadsOf(NetworkPolicyView policy, NamespaceMatch match = NamespaceMatch.Same) =>
        ScopeOf(policy.Resource).PolicyLinks(match).SelectedBy(policy);

    /// <summary>Every release set: two workloads each, of whichever strategy.</summary>
    public IEnumerable<ReleaseSet> ReleaseSets => _scopes.Values.Distinct().SelectMany(scope => scope.Releases.Sets);

    /// <summary>Every release that has three or more sides.</summary>
    public IEnumerable<ReleaseFamily> ReleaseFamilies => _scopes.Values.Distinct().SelectMany(scope => scope.Releases.Families);

    /// <summary>The release set of a pair that was found in another way than by slot words.</summary>
    public ReleaseSet GatherReleaseSet(ReleasePair pair) => new ReleaseServices(ScopeOf(pair.First.Resource)).Gather(pair);

    /// <summary>The release sets around an object: two workloads each, of whichever strategy.</summary>
    public ImmutableArray<ReleaseSet> ReleaseSetsAround(Resource asker) => ScopeOf(asker).Releases.Sets;

    /// <summary>Releases around an object that have three or more sides.</summary>
    public ImmutableArray<ReleaseFamily> ReleaseFamiliesAround(Resource asker) => ScopeOf(asker).Releases.Families;

    /// <summary>The release sets of a bundle, and of those that it shares a file with.</summary>
    internal ImmutableArray<ReleaseSet> ReleaseSetsIn(Bundle bundle) => bundle.Files.IsEmpty ? [] : _scopes[bundle.Files[0]].Releases.Sets;

    /// <summary>The releases of three or more sides of a bundle, and of those that it shares a file with.</summary>
    internal ImmutableArray<ReleaseFamily> ReleaseFamiliesIn(Bundle bundle) => bundle.Files.IsEmpty ? [] : _scopes[bundle.Files[0]].Releases.Families;

    /// <summary>The release set of which a workload is a side; null when there is none.</summary>
    public ReleaseSet? ReleaseSetOf(Workload workload)
    {
        foreach (ReleaseSet set in ReleaseSetsAround(workload.Resource))
        {
            if (set.Pair.First == workload || set.Pair.Second == workload)
                return set;
        }

        return null;
    }

    /// <summary>The scalers that target the workload: group, kind, name and namespace are equal.</summary>
    public IEnumerable<ScalerView> ScalersOf(Workload workload, NamespaceMatch match = NamespaceMatch.Same) => ScopeOf(workload.Resource).ScalersOf(workload, match);

    /// <summary>The scalers in the namespace of the asker that name a target, which need not be among the manifests: patches of scalers too.</summary>
    public IEnumerable<ScalerView> ScalersNaming(Resource asker, string group, string kind, string name) =>
        ScopeOf(asker).ScalersNaming(asker.Namespace, group, kind, name);

    /// <summary>
    /// Whether a VerticalPodAutoscaler writes the requests of the workload's pods: it targets the workload, and its <c>updateMode</c> is not <c>Off</c>.
    /// </summary>
    public bool IsVerticallyScaled(Workload workload)
    {
        foreach (Resource resource in OfKind(workload.Resource, "VerticalPodAutoscaler"))
        {
            if (VerticalScalerView.From(resource) is { ChangesRequests: true } scaler && scaler.Targets(workload))
                return true;
        }

        return false;
    }

    /// <summary>The object that a scaler targets; null when it is not among the manifests.</summary>
    public Resource? TargetOf(ScalerView scaler, NamespaceMatch match = NamespaceMatch.Same) =>
        scaler.TargetName is { } name ? Find(scaler.Resource, scaler.TargetGroup, scaler.TargetKind, name.Value, match) : null;

    /// <summary>The places where an Ingress or another route names the Service.</summary>
    public IEnumerable<BackendReference> RoutesTo(ServiceView service, NamespaceMatch match = NamespaceMatch.Same) =>
        ScopeOf(service.Resource).BackendsOf(service.Resource, match);

    /// <summary>What the LimitRanges of the workload's namespace add to its containers.</summary>
    public LimitRangeDefaults LimitRangeDefaultsOf(Workload workload) => ScopeOf(workload.Resource).LimitRangeDefaultsOf(workload.Namespace);

    /// <summary>The ResourceQuotas of the workload's namespace.</summary>
    public IEnumerable<ResourceQuotaView> QuotasOf(Workload workload)
    {
        BundleScope scope = ScopeOf(workload.Resource);
        return scope.Quotas.Count == 0 ? [] : scope.Quotas.Where(quota => Namespaces.AreSame(quota.Resource, workload.Resource));
    }

    /// <summary>How many pods the workload has; those of a Deployment whose pods a Rollout makes are the Rollout's.</summary>
    public Replicas ReplicasOf(Workload template)
    {
        Workload workload = template.OwningRollout ?? template;
        BundleScope scope = ScopeOf(workload.Resource);
        return Replicas.Of(workload, scope.ScalersOf(workload).FirstOrDefault(), scope.IsComplete);
    }

    /// <summary>The numbers of a rolling update at the workload's least number of pods. Those of a DaemonSet refer to one node, so only its whole numbers mean something.</summary>
    public RolloutArithmetic RolloutOf(Workload workload) => RolloutArithmetic.Of(workload, ReplicasOf(workload).Count);

    /// <summary>Whether a Service of the bundle leads to the pods, one for metrics left out.</summary>
    public bool IsServed(Workload workload)
    {
        foreach (ServiceView service in ServicesSelecting(workload))
        {
            if (!service.IsForMetricsOf(workload))
                return true;
        }

        return false;
    }

    /// <summary>The Services through which a workload answers requests, those for metrics left out; the ones that balance stand before headless ones.</summary>
    public ImmutableArray<ServiceView> RequestServicesOf(Workload workload) =>
        [.. ServicesSelecting(workload).Where(service => !service.IsForMetricsOf(workload)).OrderBy(service => service.IsHeadless)];

    /// <summary>
    /// Whether a Service may lead to the pods that is not among the manifests: none is at hand, the manifests are not complete, and a container declares ports
    /// or a readiness probe. It lowers a severity, never raises one.
    /// </summary>
    public bool MaybeServed(Workload workload) => !workload.IsPartial && !IsServed(workload) && !IsCompleteFor(workload.Resource, "Service")
        && workload.PodSpec.Containers.Any(container => !container.Ports.IsEmpty || container.ReadinessProbe is not null);

    /// <summary>
    /// Whether somebody sends requests to the pods, as far as one can know: they are served, or the manifests are not complete and an application container
    /// declares a TCP or SCTP port that is not for metrics.
    /// </summary>
    public bool IsExposed(Workload workload) => IsServed(workload)
        || (!IsCompleteFor(workload.Resource, "Service") && workload.PodSpec.Containers.Any(container => container.IsApp && container.RequestPort is not null));

    /// <summary>Whether requests come from outside: a Service of the pods is a LoadBalancer or NodePort, or a route names it.</summary>
    public bool IsExternal(Workload workload)
    {
        foreach (ServiceView service in ServicesSelecting(workload))
        {
            if (service.Type is ServiceType.LoadBalancer or ServiceType.NodePort || RoutesTo(service).Any())
                return true;
        }

        return false;
    }

    /// <summary>The ports of Services that lead to a container, each with its Service.</summary>
    public IEnumerable<(ServiceView Service, TargetedPort Port)> TargetsOf(ContainerView container)
    {
        foreach (ServiceView service in ServicesSelecting(container.Pod.Workload))
        {
            foreach (ServicePort port in service.Ports)
            {
                if (port.ResolveIn(container.Pod) is { } target && target.Container == container)
                    yield return (service, target);
            }
        }
    }

    /// <summary>Whether a port of a Service leads to the container.</summary>
    public bool IsTargeted(ContainerView container) => TargetsOf(container).Any();

    /// <summary>
    /// The containers that answer the workload's requests: those to which a Service's port leads; without a Service in sight, those that declare a TCP or SCTP
    /// port that is not for metrics.
    /// </summary>
    public IEnumerable<ContainerView> ServingContainers(Workload workload)
    {
        bool isServed = IsServed(workload);
        return workload.PodSpec.AllRunning.Where(container => isServed ? IsTargeted(container) : container.RequestPort is not null);
    }

    private BundleScope ScopeOf(Resource resource) => _scopes.TryGetValue(resource.File, out BundleScope? scope)
        ? scope
        : throw new ArgumentException($"{resource} is not among the files of this set.", nameof(resource));
}
