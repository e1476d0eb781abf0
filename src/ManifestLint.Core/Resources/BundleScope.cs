using ManifestLint.Releases;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>
/// The objects that are looked at together: those of one bundle, or of several that share a file. Indexes are built at the first question that needs them, by
/// one thread, and only read from then on.
/// </summary>
internal sealed class BundleScope
{
    private readonly Lazy<SelectorLinks<ServiceView>> _services;
    private readonly Lazy<SelectorLinks<ServiceView>> _servicesLeniently;
    private readonly Lazy<SelectorLinks<DisruptionBudgetView>> _budgets;
    private readonly Lazy<SelectorLinks<DisruptionBudgetView>> _budgetsLeniently;
    private readonly Lazy<Dictionary<Resource, DisruptionBudgetView>> _budgetViews;
    private readonly Lazy<SelectorLinks<NetworkPolicyView>> _policies;
    private readonly Lazy<SelectorLinks<NetworkPolicyView>> _policiesLeniently;
    private readonly Lazy<Dictionary<Resource, NetworkPolicyView>> _policyViews;
    private readonly Lazy<List<DisruptionBudgetView>> _budgetsWithoutPods;
    private readonly Lazy<SelectorLinks<Workload>> _overlaps;
    private readonly Lazy<NamedResources<Workload>> _labelled;
    private readonly Lazy<(List<Workload> Unknown, List<Workload> Mislabelled)> _oddlyLabelled;
    private readonly Lazy<NamedResources<ScalerView>> _scalers;
    private readonly Lazy<NamedResources<BackendReference>> _backends;
    private readonly Lazy<NamedResources<Resource>> _names;
    private readonly Lazy<NamedResources<IngressPath>> _paths;
    private readonly Lazy<NamedResources<Resource>> _kindsByNamespace;
    private readonly Lazy<NamedResources<Resource>> _labelledObjects;
    private readonly Lazy<Dictionary<Resource, Workload>> _workloads;
    private readonly Lazy<Dictionary<Resource, ServiceView>> _serviceViews;
    private readonly Lazy<ILookup<string, Resource>> _kinds;
    private readonly Lazy<List<Kustomization>> _kustomizations;
    private readonly Lazy<NamedResources<Workload>> _configUsers;
    private readonly Lazy<NamedResources<string>> _configNames;
    private readonly Lazy<Dictionary<string, LimitRangeDefaults>> _limitRanges;
    private readonly Lazy<ReleaseIndex> _releases;

    public BundleScope(IReadOnlyList<Bundle> bundles)
    {
        IsComplete = bundles.All(bundle => bundle.IsComplete);
        bool hasUnnamed = false;
        bool hasNamed = false;
        foreach (ManifestFile file in bundles.SelectMany(bundle => bundle.Files).Distinct())
        {
            Files.Add(file);
            foreach (Resource resource in file.Resources)
            {
                Add(resource);
                bool isNamed = !string.IsNullOrEmpty(resource.Namespace);
                (hasNamed, hasUnnamed) = (hasNamed || isNamed, hasUnnamed || !isNamed);
            }
        }

        // When all objects name a namespace or none does, the lenient comparison is the strict one.
        bool isMixed = hasNamed && hasUnnamed;
        NamesNamespacesPartly = isMixed;
        _services = new(() => LinkServices(NamespaceMatch.Same));
        _servicesLeniently = isMixed ? new(() => LinkServices(NamespaceMatch.SameOrUnnamed)) : _services;
        _budgets = new(() => LinkBudgets(NamespaceMatch.Same));
        _budgetsLeniently = isMixed ? new(() => LinkBudgets(NamespaceMatch.SameOrUnnamed)) : _budgets;
        _budgetViews = new(() => Budgets.ToDictionary(budget => budget.Resource));
        _budgetsWithoutPods = new(() => Budgets.FindAll(budget => BudgetLinks(NamespaceMatch.SameOrUnnamed).SelectedBy(budget).IsEmpty));
        _policies = new(() => LinkPolicies(NamespaceMatch.Same));
        _policiesLeniently = isMixed ? new(() => LinkPolicies(NamespaceMatch.SameOrUnnamed)) : _policies;
        _policyViews = new(() => Policies.ToDictionary(policy => policy.Resource));
        _overlaps = new(LinkOverlaps);
        _labelled = new(IndexLabels);
        _oddlyLabelled = new(FindOddlyLabelled);
        _scalers = new(IndexScalers);
        _backends = new(IndexBackends);
        _names = new(IndexNames);
        _paths = new(IndexPaths);
        _kindsByNamespace = new(IndexKinds);
        _labelledObjects = new(IndexLabelledObjects);
        _workloads = new(() => Workloads.ToDictionary(workload => workload.Resource));
        _serviceViews = new(() => Services.ToDictionary(service => service.Resource));
        _kinds = new(() => Resources.ToLookup(resource => resource.Kind));
        _kustomizations = new(() => [.. Files.SelectMany(Kustomization.ReadAll)]);
        _configUsers = new(IndexConfigUsers);
        _configNames = new(IndexConfigNames);
        _releases = new(() => new ReleaseIndex(this));
        _limitRanges = new(() => LimitRanges.GroupBy(range => range.Namespace ?? "").ToDictionary(ranges => ranges.Key, ranges => new LimitRangeDefaults(ranges)));
        foreach (Workload workload in Workloads)
        {
            if (workload.Kind == WorkloadKind.Rollout && workload.Spec.GetMapping("workloadRef") is { } reference)
                ResolveWorkloadRef(workload, reference);
        }
    }

    public bool IsComplete { get; }

    public bool NamesNamespacesPartly { get; }

    public List<ManifestFile> Files { get; } = [];

    public List<Resource> Resources { get; } = [];

    public List<Workload> Workloads { get; } = [];

    public List<ServiceView> Services { get; } = [];

    public List<ScalerView> Scalers { get; } = [];

    public List<DisruptionBudgetView> Budgets { get; } = [];

    public List<NetworkPolicyView> Policies { get; } = [];

    public List<ResourceQuotaView> Quotas { get; } = [];

    public List<Resource> LimitRanges { get; } = [];

    public SelectorLinks<ServiceView> ServiceLinks(NamespaceMatch match) => (match == NamespaceMatch.Same ? _services : _servicesLeniently).Value;

    public SelectorLinks<DisruptionBudgetView> BudgetLinks(NamespaceMatch match) => (match == NamespaceMatch.Same ? _budgets : _budgetsLeniently).Value;

    public DisruptionBudgetView? BudgetOf(Resource resource) => _budgetViews.Value.GetValueOrDefault(resource);

    public IReadOnlyList<DisruptionBudgetView> BudgetsWithoutPods => _budgetsWithoutPods.Value;

    public SelectorLinks<NetworkPolicyView> PolicyLinks(NamespaceMatch match) => (match == NamespaceMatch.Same ? _policies : _policiesLeniently).Value;

    public NetworkPolicyView? PolicyOf(Resource resource) => _policyViews.Value.GetValueOrDefault(resource);

    /// <summary>Which other workloads each workload's own selector accepts.</summary>
    public SelectorLinks<Workload> Overlaps => _overlaps.Value;

    public IEnumerable<Workload> Labelled(string? space, string key, string value, NamespaceMatch match) =>
        _labelled.Value.Find(space, LabelName(key, value), match);

    public IReadOnlyList<Workload> WithUnknownLabels => _oddlyLabelled.Value.Unknown;

    public IReadOnlyList<Workload> Mislabelled => _oddlyLabelled.Value.Mislabelled;

    public IEnumerable<Resource> Labelled(string kind, string? space, string key, string value, NamespaceMatch match) =>
        _labelledObjects.Value.Find(space, kind + "/" + LabelName(key, value), match);

    public IEnumerable<ScalerView> ScalersOf(Workload workload, NamespaceMatch match = NamespaceMatch.Same) =>
        ScalersNaming(workload.Namespace, workload.Resource.Group, workload.Resource.Kind, workload.Name, match);

    public IEnumerable<ScalerView> ScalersNaming(string? space, string group, string kind, string name, NamespaceMatch match = NamespaceMatch.Same) =>
        Scalers.Count == 0 ? [] : _scalers.Value.Find(space, name, match).Where(scaler => scaler.TargetKind == kind && scaler.TargetGroup == group);

    public IEnumerable<BackendReference> BackendsOf(Resource service, NamespaceMatch match) => _backends.Value.Find(service.Namespace, service.Name, match);

    public IEnumerable<Resource> Named(string? space, string name, NamespaceMatch match) => _names.Value.Find(space, name, match);

    public IEnumerable<Resource> OfKind(string kind) => _kinds.Value[kind];

    public IEnumerable<Resource> InNamespace(string kind, string? space, NamespaceMatch match) => _kindsByNamespace.Value.Find(space, kind, match);

    public IEnumerable<Resource> InNamespace(string? space) => Resources.Where(resource => Namespaces.AreSame(resource.Namespace, space));

    public ReleaseIndex Releases => _releases.Value;

    public IEnumerable<IngressPath> PathsLike(IngressPath path) => _paths.Value.Find(path.HostKey, path.PathKey, NamespaceMatch.Same);

    public IReadOnlyList<Kustomization> Kustomizations => _kustomizations.Value;

    public IEnumerable<Workload> UsersOf(Resource config, NamespaceMatch match) => _configUsers.Value.Find(config.Namespace, ConfigName(config.Kind, config.Name), match);

    public IEnumerable<string> ConfigNames(string? space, string kind) => _configNames.Value.Find(space, kind, NamespaceMatch.Same);

    public Workload? WorkloadOf(Resource resource) => _workloads.Value.GetValueOrDefault(resource);

    public ServiceView? ServiceOf(Resource resource) => _serviceViews.Value.GetValueOrDefault(resource);

    public LimitRangeDefaults LimitRangeDefaultsOf(string? space)
    {
        LimitRangeDefaults? defaults = LimitRanges.Count == 0 ? LimitRangeDefaults.None : _limitRanges.Value.GetValueOrDefault(space ?? "");
        return defaults ?? LimitRangeDefaults.None;
    }

    private void Add(Resource resource)
    {
        Resources.Add(resource);
        if (Workload.From(resource) is { } workload)
            Workloads.Add(workload);
        else if (ServiceView.From(resource) is { } service)
            Services.Add(service);
        else if (ScalerView.From(resource) is { } scaler)
            Scalers.Add(scaler);
        else if (DisruptionBudgetView.From(resource) is { } budget)
            Budgets.Add(budget);
        else if (NetworkPolicyView.From(resource) is { } policy)
            Policies.Add(policy);
        else if (ResourceQuotaView.From(resource) is { } quota)
            Quotas.Add(quota);
        else if (resource is { Kind: "LimitRange", Group: "" })
            LimitRanges.Add(resource);
    }

    private void ResolveWorkloadRef(Workload rollout, YamlMapping reference)
    {
        string? kind = reference.GetString("kind")?.Value;
        string group = ApiGroup.Of(reference.GetString("apiVersion")?.Value ?? "");
        Resource? target = reference.GetString("name") is { } name
            ? Named(rollout.Namespace, name.Value, NamespaceMatch.Same).FirstOrDefault(resource => resource.Kind == kind && resource.Group == group)
            : null;
        rollout.TemplateSource = target;
        if (target is not null && WorkloadOf(target) is { } owned)
            owned.OwningRollout = rollout;
    }

    private SelectorLinks<ServiceView> LinkServices(NamespaceMatch match) => new(
        Services.FindAll(service => service.Type != ServiceType.ExternalName && !service.Selector.IsEmpty),
        Workloads, match, service => service.Resource, service => service.Selector, (service, workload) => service.Selector.Accepts(workload.TemplateLabels));

    private SelectorLinks<DisruptionBudgetView> LinkBudgets(NamespaceMatch match) => new(
        Budgets, Workloads, match, budget => budget.Resource, budget => budget.Selector, (budget, workload) => budget.Accepts(workload.TemplateLabels));

    private SelectorLinks<NetworkPolicyView> LinkPolicies(NamespaceMatch match) => new(
        Policies, Workloads, match, policy => policy.Resource, policy => policy.PodSelector, (policy, workload) => policy.Covers(workload.TemplateLabels));

    private SelectorLinks<Workload> LinkOverlaps() => new(
        Workloads.FindAll(workload => workload.MayHaveSelector),
        Workloads, NamespaceMatch.Same, workload => workload.Resource, workload => workload.Selector,
        (workload, other) => workload != other && workload.Selector.Accepts(other.TemplateLabels));

    private static string LabelName(string key, string value) => $"{key}={value}";

    private static string ConfigName(string kind, string name) => $"{kind}/{name}";

    private NamedResources<Workload> IndexConfigUsers()
    {
        var index = new NamedResources<Workload>();
        foreach (Workload workload in Workloads)
        {
            foreach (string name in workload.ConfigReferences.Select(reference => ConfigName(reference.Kind, reference.Name.Value)).Distinct(StringComparer.Ordinal))
                index.Add(workload.Namespace, name, workload);
        }

        return index;
    }

    private NamedResources<string> IndexConfigNames()
    {
        var index = new NamedResources<string>();
        var seen = new HashSet<(string, string, string)>();
        foreach (Resource resource in Resources)
        {
            if (ConfigData.IsConfig(resource) && !resource.IsPartial && seen.Add((resource.Namespace ?? "", resource.Kind, resource.Name)))
                index.Add(resource.Namespace, resource.Kind, resource.Name);
        }

        return index;
    }

    private NamedResources<Workload> IndexLabels()
    {
        var index = new NamedResources<Workload>();
        foreach (Workload workload in Workloads)
        {
            foreach (Label label in workload.TemplateLabels.Pairs)
                index.Add(workload.Namespace, LabelName(label.Key, label.Value.Value), workload);
        }

        return index;
    }

    private (List<Workload> Unknown, List<Workload> Mislabelled) FindOddlyLabelled()
    {
        (List<Workload> unknown, List<Workload> mislabelled) = ([], []);
        foreach (Workload workload in Workloads)
        {
            Labels labels = workload.TemplateLabels;
            if (labels.HasUnknownPairs || labels.Pairs.Any(pair => TemplateMarkers.IsTemplated(pair.Value.Value)))
                unknown.Add(workload);
            if (workload.MayHaveSelector && !workload.Selector.IsEmpty && !workload.Selector.Accepts(labels))
                mislabelled.Add(workload);
            workload.Release();
        }

        return (unknown, mislabelled);
    }

    private NamedResources<ScalerView> IndexScalers()
    {
        var index = new NamedResources<ScalerView>();
        foreach (ScalerView scaler in Scalers)
        {
            if (scaler.TargetName is { } name)
                index.Add(scaler.Resource.Namespace, name.Value, scaler);
        }

        return index;
    }

    private NamedResources<BackendReference> IndexBackends()
    {
        var index = new NamedResources<BackendReference>();
        foreach (Resource resource in Resources)
        {
            foreach (BackendReference backend in BackendReference.Read(resource))
                index.Add(backend.Namespace, backend.Service.Value, backend);
        }

        return index;
    }

    private NamedResources<Resource> IndexNames()
    {
        // A patch bears the name of the object that it changes, which is the one that is looked for.
        var index = new NamedResources<Resource>();
        foreach (Resource resource in Resources.OrderBy(resource => resource.IsPartial))
            index.Add(resource.Namespace, resource.Name, resource);
        return index;
    }

    private NamedResources<IngressPath> IndexPaths()
    {
        var index = new NamedResources<IngressPath>();
        foreach (IngressPath path in OfKind("Ingress").SelectMany(IngressPath.Read))
        {
            if (!path.IsDefault)
                index.Add(path.HostKey, path.PathKey, path);
        }

        return index;
    }

    private NamedResources<Resource> IndexKinds()
    {
        var index = new NamedResources<Resource>();
        foreach (Resource resource in Resources)
            index.Add(resource.Namespace, resource.Kind, resource);
        return index;
    }

    private NamedResources<Resource> IndexLabelledObjects()
    {
        var index = new NamedResources<Resource>();
        foreach (Resource resource in OfKind("Service").Concat(OfKind("EndpointSlice")))
        {
            IEnumerable<KeyValuePair<string, string>> labels = resource.Cursor["metadata"]["labels"].ReadStrings() ?? Workload.PairsOf(new Labels(resource.Metadata.GetMapping("labels")));
            foreach ((string key, string value) in labels)
                index.Add(resource.Namespace, resource.Kind + "/" + LabelName(key, value), resource);
        }

        return index;
    }
}
