using System.Collections.Immutable;

namespace ManifestLint.Releases.Generation;

/// <summary>A service that has no manifests yet.</summary>
public sealed record ScaffoldRecipe
{
    /// <summary>Its name: that of the Service, the Deployment and the container.</summary>
    public required string Name { get; init; }

    /// <summary>The image to run.</summary>
    public required string Image { get; init; }

    /// <summary>The port that the program listens on; null means 8080, and 80 for the official nginx.</summary>
    public int? Port { get; init; }

    /// <summary>The port of the Service.</summary>
    public int ServicePort { get; init; } = 80;

    /// <summary>How many pods serve, at least 1.</summary>
    public long Replicas { get; init; } = 2;

    /// <summary>What the readiness probe asks for; null means <c>/ready</c>, and <c>/</c> for an nginx.</summary>
    public string? ProbePath { get; init; }

    /// <summary>What the liveness probe asks for; null means that it only opens a connection.</summary>
    public string? LivenessPath { get; init; }

    /// <summary>The namespace to write into every object; null writes none.</summary>
    public string? Namespace { get; init; }

    /// <summary>What to add. A PodDisruptionBudget is always there when at least two pods serve.</summary>
    public ImmutableArray<Companion> Companions { get; init; } = [];

    /// <summary>The numbers of the autoscaler; null derives them from <see cref="Replicas"/>.</summary>
    public AutoscalerRange? Autoscaler { get; init; }

    /// <summary>The host of the Ingress.</summary>
    public string? Host { get; init; }

    /// <summary>The class of the Ingress; null leaves it to the cluster's default.</summary>
    public string? IngressClass { get; init; }

    /// <summary>The numbers that the autoscaler gets; null when there is none.</summary>
    internal AutoscalerRange? Scaling
    {
        get
        {
            if (!Companions.Contains(Companion.Autoscaler))
                return null;
            long least = Math.Max(2, Replicas);
            return Autoscaler ?? new AutoscalerRange(least, least * 3, CpuUtilization: 70);
        }
    }

    /// <summary>The least number of pods that serve.</summary>
    internal long LeastPods => Scaling?.Minimum ?? Replicas;
}
