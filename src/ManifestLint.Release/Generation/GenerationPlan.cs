using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Generation;

/// <summary>What one generation has decided before it writes anything.</summary>
internal sealed class GenerationPlan
{
    private static readonly YamlPath Namespace = YamlPath.Root / "metadata" / "namespace";

    private GenerationPlan(ReleaseSource source, ReleaseRecipe recipe)
    {
        Source = source;
        Recipe = recipe;
        Scheme = SlotScheme.Of(source, recipe);
        Configuration = ConfigurationVersions.Of(source, recipe);
    }

    /// <summary>What there is.</summary>
    public ReleaseSource Source { get; }

    /// <summary>What was asked for.</summary>
    public ReleaseRecipe Recipe { get; }

    /// <summary>How the sides are told apart.</summary>
    public SlotScheme Scheme { get; }

    /// <summary>The ConfigMaps that get a new name.</summary>
    public ConfigurationVersions Configuration { get; }

    /// <summary>How many pods serve.</summary>
    public long Replicas => Recipe.Replicas ?? Source.Workload.WrittenReplicas?.Value ?? 1;

    /// <summary>Whether an autoscaler decides how many pods the first side has.</summary>
    public bool IsScaled => AutoscalerOf is not null || (Recipe.Strategy == ReleaseStrategy.BlueGreen && Recipe.Companions.Contains(Companion.Autoscaler));

    /// <summary>The autoscaler of the source.</summary>
    public ScalerView? AutoscalerOf => Source.Resources.ScalersOf(Source.Workload, NamespaceMatch.SameOrUnnamed).FirstOrDefault();

    /// <summary>The name of the Service that leads to the second side alone.</summary>
    public string PreviewName => $"{Source.Service.Name}-{(Recipe.Strategy == ReleaseStrategy.BlueGreen ? "preview" : Scheme.Second.Slot)}";

    /// <summary>What the user should know.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Decides what a recipe comes to for the manifests.</summary>
    public static GenerationPlan Of(ResourceSet resources, ReleaseRecipe recipe)
    {
        Workload workload = WorkloadChoice.Find(resources, recipe);
        var plan = new GenerationPlan(ServiceChoice.Find(resources, workload, recipe), recipe);
        return plan;
    }

    /// <summary>A draft of an object of the source, in the namespace that was asked for.</summary>
    public ObjectDraft Take(Resource resource)
    {
        var draft = ObjectDraft.Of(resource);
        return Recipe.Namespace is { } space ? draft.WithScalar(Namespace, YamlValue.String(space), EntryPosition.After("name")) : draft;
    }
}
