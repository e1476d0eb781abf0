using System.Collections.Immutable;
using ManifestLint.Resources;

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
        var workloads = new WorkloadSides(plan);
        ImmutableArray<GeneratedObject> objects = [.. new ServiceSides(plan).Make(), .. plan.Scheme.Sides.Select(workloads.Make)];
        return new GeneratedSet
        {
            Recipe = recipe,
            Name = plan.Source.Service.Name,
            Workloads = [.. plan.Scheme.Sides.Select(side => side.WorkloadName)],
            Objects = objects,
            Notes = [.. plan.Notes],
        };
    }
}
