namespace ManifestLint.Releases;

/// <summary>How a release set moves from one version to the next.</summary>
public enum ReleaseStrategy
{
    /// <summary>The manifests do not tell: <c>shop-v1</c> beside <c>shop-v2</c>.</summary>
    Undecided,

    /// <summary>One side serves, the other one is idle, and the selector of a Service is switched.</summary>
    BlueGreen,

    /// <summary>Both sides serve, and the share of each follows from its number of pods, or from a route.</summary>
    Canary,
}
