using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Releases.Generation;

/// <summary>Makes a release set of the manifests of a service.</summary>
public static class ReleaseGenerator
{
    /// <summary>
    /// Makes the set. The same manifests and recipe give the same text; the comments of the source are in it; nothing of the source is changed.
    /// </summary>
    /// <param name="resources">The manifests of the service: a Deployment, a Service, and what belongs to them.</param>
    /// <param name="recipe">What shall be made.</param>
    /// <exception cref="ReleaseRefusedException">The manifests do not allow it, or do not say what is meant.</exception>
    public static GeneratedSet Generate(ResourceSet resources, ReleaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentNullException.ThrowIfNull(recipe);
        if (recipe.Strategy == ReleaseStrategy.Undecided)
            throw new ArgumentException("The strategy is blue-green or canary.", nameof(recipe));

        var plan = GenerationPlan.Of(resources, recipe);
        ImmutableArray<GeneratedObject> objects = Make(plan);
        SourceChecks.RefuseNames(plan, objects);
        plan.Notes.InsertRange(0, ReleaseNotes.About(plan));
        bool isRecognised = IsRecognised(plan, objects);
        if (!isRecognised)
            plan.Notes.Add($"'{plan.Scheme.First.Slot}' and '{plan.Scheme.Second.Slot}' are no words by which a set is recognised: name the label '{plan.Scheme.Key}' in later release commands.");
        return new GeneratedSet
        {
            Recipe = recipe,
            Name = plan.Source.Service.Name,
            Workloads = [.. plan.Scheme.Sides.Select(side => side.WorkloadName)],
            Objects = objects,
            LabelToName = isRecognised ? null : plan.Scheme.Key,
            Notes = [.. plan.Notes],
        };
    }

    private static bool IsRecognised(GenerationPlan plan, ImmutableArray<GeneratedObject> objects)
    {
        ImmutableArray<ManifestFile> files = [.. objects.Select((generated, index) => ManifestFile.Parse($"{index:D3}.yaml", SourceText.From(generated.Text)))];
        var resources = ResourceSet.Create([new Bundle(files, IsReadWhole: true)]);
        return resources.Workloads.FirstOrDefault(workload => workload.Name == plan.Scheme.First.WorkloadName) is { } first && resources.ReleaseSetOf(first) is not null;
    }

    // Whoever applies one stream needs the namespace before what is in it, and what pods refer to before the pods.
    private static ImmutableArray<GeneratedObject> Make(GenerationPlan plan)
    {
        var workloads = new WorkloadSides(plan);
        var companions = new CompanionSides(plan);
        var added = new AddedCompanions(plan);
        ImmutableArray<GeneratedObject> services = [.. new ServiceSides(plan).Make()];
        ImmutableArray<GeneratedObject> own =
        [
            .. plan.Configuration.Make(plan),
            .. plan.Scheme.Sides.Select(workloads.Make),
            .. companions.MakeScalers(),
            .. added.MakeScalers(),
            .. companions.MakeBudgets(),
            .. added.MakeBudgets(),
            .. added.MakeIngress(),
        ];
        ImmutableArray<GeneratedObject> copied = new CopiedObjects(plan).Make(plan.Taken);
        return
        [
            .. copied.Where(generated => generated.Kind == "Namespace"),
            .. services,
            .. copied.Where(generated => IsNeededByPods(generated.Kind)),
            .. own,
            .. copied.Where(generated => generated.Kind != "Namespace" && !IsNeededByPods(generated.Kind)),
        ];
    }

    private static bool IsNeededByPods(string kind) => kind is "ServiceAccount" or "ConfigMap" or "Secret" or "PersistentVolumeClaim" or "PriorityClass";
}
