using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>One of the two workloads of a release.</summary>
/// <param name="Workload">The Deployment.</param>
/// <param name="Slot">What tells it from the other one: the value of the slot label, <c>blue</c>.</param>
/// <param name="Replicas">How many pods it has.</param>
public sealed record ReleaseSide(Workload Workload, string Slot, Replicas Replicas)
{
    /// <summary>The Deployment's name.</summary>
    public string Name => Workload.Name;

    /// <summary>The images of the application's containers, in their order.</summary>
    public ImmutableArray<string> Images => [.. Workload.PodSpec.AppContainers.Select(container => container.Image?.Value ?? "")];

    /// <summary>The images as a line: <c>shop:1.4.0</c>, several behind commas.</summary>
    public string ImageText => string.Join(", ", Images);

    /// <summary>The autoscaler that decides the number of pods when the side is not parked; null when none does.</summary>
    public ScalerView? Scaler { get; init; }
}
