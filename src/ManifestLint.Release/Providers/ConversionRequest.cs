using System.Collections.Immutable;

namespace ManifestLint.Releases.Providers;

/// <summary>Where the template of the pods stands after a conversion.</summary>
public enum TemplatePlace
{
    /// <summary>In the provider's own object. Both Deployments go.</summary>
    Inline,

    /// <summary>In one of the Deployments, which stays without pods and is referred to.</summary>
    WorkloadReference,
}

/// <summary>Who takes the pods of a Deployment away that is referred to: Argo's <c>workloadRef.scaleDown</c>.</summary>
public enum WorkloadScaleDown
{
    /// <summary>Nobody but git, which says <c>replicas: 0</c>.</summary>
    Never,

    /// <summary>The controller, once its own pods are healthy.</summary>
    OnSuccess,

    /// <summary>The controller, as its own pods get ready.</summary>
    Progressively,
}

/// <summary>What a conversion shall be like.</summary>
public sealed record ConversionRequest
{
    /// <summary>Where the template stands.</summary>
    public TemplatePlace Template { get; init; }

    /// <summary>Who takes the pods of a Deployment away that is referred to.</summary>
    public WorkloadScaleDown ScaleDown { get; init; }

    /// <summary>The weights that a canary goes through, in percent; 0 and 100 are no steps.</summary>
    public ImmutableArray<int> Steps { get; init; } = [10, 25, 50];

    /// <summary>How long a canary stays at each weight but the first, a duration as Go writes it; null means until someone promotes.</summary>
    public string? Pause { get; init; }
}
