using System.Collections.Immutable;

namespace ManifestLint.Releases.Generation;

/// <summary>An object that belongs around a service.</summary>
public enum Companion
{
    /// <summary>PodDisruptionBudget.</summary>
    DisruptionBudget,

    /// <summary>HorizontalPodAutoscaler.</summary>
    Autoscaler,

    /// <summary>Ingress.</summary>
    Ingress,

    /// <summary>A ConfigMap for each side, immutable, with a hash of its content in its name.</summary>
    Configuration,
}

/// <summary>What a HorizontalPodAutoscaler may do.</summary>
/// <param name="Minimum">The least number of pods, at least 1.</param>
/// <param name="Maximum">The largest number of pods, at least <paramref name="Minimum"/>.</param>
/// <param name="CpuUtilization">The average CPU utilization to hold, in percent of the requests.</param>
public readonly record struct AutoscalerRange(long Minimum, long Maximum, int CpuUtilization);

/// <summary>What release set shall be made of the manifests of a service.</summary>
public sealed record ReleaseRecipe
{
    /// <summary>Blue-green or canary.</summary>
    public required ReleaseStrategy Strategy { get; init; }

    /// <summary>The Deployment to start from, where there are several.</summary>
    public string? Workload { get; init; }

    /// <summary>The Service that clients use, where several lead to the Deployment.</summary>
    public string? Service { get; init; }

    /// <summary>The namespace to write into every object; null keeps what is written.</summary>
    public string? Namespace { get; init; }

    /// <summary>The label that tells the sides apart; null means <c>color</c> or <c>track</c>.</summary>
    public string? SlotKey { get; init; }

    /// <summary>The two slots, the one that serves first; empty means <c>blue, green</c> or <c>stable, canary</c>.</summary>
    public ImmutableArray<string> Slots { get; init; } = [];

    /// <summary>How many pods serve; null keeps the Deployment's number.</summary>
    public long? Replicas { get; init; }

    /// <summary>Whether there is a Service that leads to the idle side, or to the canary alone.</summary>
    public bool HasPreview { get; init; } = true;

    /// <summary>Objects to add when the manifests have none of the kind.</summary>
    public ImmutableArray<Companion> Companions { get; init; } = [];

    /// <summary>The numbers of an autoscaler that is added.</summary>
    public AutoscalerRange? Autoscaler { get; init; }

    /// <summary>The host of an Ingress that is added.</summary>
    public string? Host { get; init; }

    /// <summary>The class of an Ingress that is added.</summary>
    public string? IngressClass { get; init; }

    /// <summary>Whether the Deployment runs already and goes on as the first side, with its selector, which cannot be changed.</summary>
    public bool Adopts { get; init; }

    /// <summary>Whether the manifests to start from were made for this, so that nothing of them is kept or runs anywhere.</summary>
    public bool IsScaffolded { get; init; }

    /// <summary>The weights that a canary shall go through, in percent.</summary>
    public ImmutableArray<int> Steps { get; init; } = [10, 25, 50];
}
