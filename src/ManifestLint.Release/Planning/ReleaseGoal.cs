using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Planning;

/// <summary>What a release set shall come to.</summary>
public enum GoalKind
{
    /// <summary>A version serves all requests: it is deployed, tried, given the requests, and the old one goes.</summary>
    Serve,

    /// <summary>A colour serves; the other one keeps its pods.</summary>
    Switch,

    /// <summary>The canary has a share of the requests.</summary>
    Weight,

    /// <summary>The side that served before has all requests.</summary>
    Rollback,

    /// <summary>The side that does not serve has no pods.</summary>
    Retire,
}

/// <summary>What there is room for, beyond the quotas among the manifests. Null where nothing is said.</summary>
/// <param name="Pods">Pods of the set.</param>
/// <param name="Cpu">The sum of their <c>requests.cpu</c>.</param>
/// <param name="Memory">The sum of their <c>requests.memory</c>.</param>
public sealed record PlanCapacity(long? Pods = null, Quantity? Cpu = null, Quantity? Memory = null);

/// <summary>What a plan shall lead to, and with how much care.</summary>
public sealed record ReleaseGoal
{
    /// <summary>How long a canary is watched at each weight when nothing else is said: ten minutes, in seconds.</summary>
    public const long DefaultPauseSeconds = 600;

    /// <summary>What the set shall come to.</summary>
    public required GoalKind Kind { get; init; }

    /// <summary>The images of the version that shall serve, as <see cref="DeployOperation.Run"/> takes them; empty for the version that the other side has.</summary>
    public ImmutableArray<string> Images { get; init; } = [];

    /// <summary>The colour that shall serve; null where the set tells.</summary>
    public string? Colour { get; init; }

    /// <summary>The share of the canary in percent, 0 to 100, for <see cref="GoalKind.Weight"/>.</summary>
    public int Weight { get; init; }

    /// <summary>The shares that a canary goes through, rising, in percent; 100 stands for the promotion.</summary>
    public ImmutableArray<int> Weights { get; init; } = [10, 25, 50];

    /// <summary>Seconds to wait where a plan waits; null for what follows from the manifests. It never goes below what endpoints and grace period need.</summary>
    public long? HoldSeconds { get; init; }

    /// <summary>What there is room for.</summary>
    public PlanCapacity Capacity { get; init; } = new();
}
