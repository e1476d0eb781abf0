using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Generation;

/// <summary>What one generation has decided before it writes anything.</summary>
internal sealed class GenerationPlan
{
    private readonly HashSet<Resource> _taken = [];
    private readonly NamespaceEdit? _namespaceEdit;

    private GenerationPlan(ReleaseSource source, ReleaseRecipe recipe)
    {
        Source = source;
        Recipe = recipe;
        Scheme = SlotScheme.Of(source, recipe);
        Configuration = ConfigurationVersions.Of(source, recipe);
        _namespaceEdit = recipe.Namespace is { } space ? new NamespaceEdit(space, source.Workload.Namespace) : null;
    }

    /// <summary>What there is.</summary>
    public ReleaseSource Source { get; }

    /// <summary>What was asked for.</summary>
    public ReleaseRecipe Recipe { get; }

    /// <summary>How the sides are told apart.</summary>
    public SlotScheme Scheme { get; }

    /// <summary>The ConfigMaps that get a new name.</summary>
    public ConfigurationVersions Configuration { get; }

    /// <summary>Whether a Service is switched; otherwise the numbers of pods decide.</summary>
    public bool IsBlueGreen => Recipe.Strategy == ReleaseStrategy.BlueGreen;

    /// <summary>The namespace of what is new; null when none is written.</summary>
    public string? Namespace => Recipe.Namespace ?? Source.Workload.Namespace ?? Source.Service.Resource.Namespace;

    /// <summary>How many pods serve.</summary>
    public long Replicas => Recipe.Replicas ?? Source.Workload.WrittenReplicas?.Value ?? 1;

    /// <summary>Whether an autoscaler decides how many pods the first side has.</summary>
    public bool IsScaled => !Source.Scalers.IsEmpty || Recipe.Companions.Contains(Companion.Autoscaler);

    /// <summary>How many pods the first side has at least.</summary>
    public long LeastPods => Source.Scalers switch
    {
        [var scaler, ..] => scaler.Minimum?.Value ?? scaler.DefaultMinimum,
        _ => IsScaled ? AddedCompanions.RangeOf(Recipe, Replicas).Minimum : Replicas,
    };

    /// <summary>Whether no two pods of a side can be on one node.</summary>
    public bool WantsOwnNodes => Source.Workload.PodSpec.FindHostPort() is not null || Source.Workload.PodSpec.IsHostNetwork
        || Source.Workload.PodSpec.AffinityTerms.Any(term => term is { IsAnti: true, IsRequired: true } && term.MeansPodsOf(Source.Workload));

    /// <summary>
    /// How many pods of a canary's source may be missing in a rollout, when it is a number above 0 (not a share, which is rounded down): of the few pods that a
    /// side has at times it can be all. Null also when the pods need it to be replaced.
    /// </summary>
    public long? PodsThatMayBeMissing => !IsBlueGreen && !WantsOwnNodes
        && Source.Workload.Spec.Get("strategy", "rollingUpdate", "maxUnavailable") is YamlScalar { Value: var text }
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long missing) && missing > 0
            ? missing
            : null;

    /// <summary>The name of the Service that leads to the second side alone.</summary>
    public string PreviewName => $"{Source.Service.Name}-{(IsBlueGreen ? "preview" : Scheme.Second.Slot)}";

    /// <summary>The labels by which an object finds the pods of both sides.</summary>
    public ImmutableArray<(string Key, string Value)> SharedPairs
    {
        get
        {
            if (Scheme.Identity is { } identity)
                return [(identity.Key, identity.Value)];
            Labels labels = Source.Workload.Selector.MatchLabels.IsEmpty ? Source.Service.Selector.MatchLabels : Source.Workload.Selector.MatchLabels;
            return [.. labels.Pairs.Where(pair => pair.Key != Scheme.Key).Select(pair => (pair.Key, pair.Value.Value))];
        }
    }

    /// <summary>The objects of the source of which something was made.</summary>
    public IReadOnlySet<Resource> Taken => _taken;

    /// <summary>What the user should know.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Decides what a recipe comes to for the manifests.</summary>
    public static GenerationPlan Of(ResourceSet resources, ReleaseRecipe recipe)
    {
        SourceChecks.RefuseRecipe(recipe);
        Workload workload = WorkloadChoice.Find(resources, recipe);
        SourceChecks.RefuseWorkload(resources, workload);
        var plan = new GenerationPlan(ServiceChoice.Find(resources, workload, recipe), recipe);
        SourceChecks.RefuseReplicas(plan);
        return plan;
    }

    /// <summary>A draft of an object of the source, in the namespace that was asked for.</summary>
    public ObjectDraft Take(Resource resource)
    {
        _taken.Add(resource);
        var draft = ObjectDraft.Of(resource);
        return _namespaceEdit is null ? draft : _namespaceEdit.Apply(draft);
    }
}
