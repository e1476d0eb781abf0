namespace ManifestLint.Releases;

/// <summary>
/// What a release set says about itself, in annotations of its public Service. All are optional: without them the state follows from selectors and replicas.
/// </summary>
public static class ReleaseAnnotations
{
    /// <summary><see cref="BlueGreen"/> or <see cref="Canary"/>.</summary>
    public const string Strategy = "manifestlint.dev/strategy";

    /// <summary>
    /// The slot to which a rollback leads: the one that served before the last switch. Once a release is over (the old side is parked) it is the live one, and
    /// there is nothing to go back to.
    /// </summary>
    public const string Previous = "manifestlint.dev/previous";

    /// <summary>How many pods stable and canary have together.</summary>
    public const string TotalReplicas = "manifestlint.dev/total-replicas";

    /// <summary>The share of requests that was asked for the canary, in percent.</summary>
    public const string Weight = "manifestlint.dev/weight";

    /// <summary>How long the old side stays after a switch, a duration as Go writes it: <c>10m</c>.</summary>
    public const string Hold = "manifestlint.dev/hold";

    /// <summary>The value of <see cref="Strategy"/> for a set whose Service is switched.</summary>
    public const string BlueGreen = "blue-green";

    /// <summary>The value of <see cref="Strategy"/> for a canary by number of pods.</summary>
    public const string Canary = "canary-replicas";

    /// <summary>The strategy that a value of <see cref="Strategy"/> names.</summary>
    public static ReleaseStrategy? Read(string? value) => value switch
    {
        BlueGreen => ReleaseStrategy.BlueGreen,
        Canary or "canary" => ReleaseStrategy.Canary,
        _ => null,
    };
}
