using ManifestLint.Diagnostics;

namespace ManifestLint.Releases;

/// <summary>What kind of obstacle there is.</summary>
public enum RefusalKind
{
    /// <summary>What was asked for makes no sense for these manifests, or several things could be meant: another command is needed.</summary>
    WrongUse,

    /// <summary>It makes sense, but not in the state that the manifests are in.</summary>
    Precondition,
}

/// <summary>Why something is not done.</summary>
/// <param name="Kind">What kind of obstacle it is.</param>
/// <param name="Reason">What is in the way, with the numbers and names; one line, no final period.</param>
public sealed record ReleaseRefusal(RefusalKind Kind, string Reason)
{
    /// <summary>What would make it possible, as an order or a command; null when nothing would.</summary>
    public string? Remedy { get; init; }

    /// <summary>The place that is in the way.</summary>
    public Location? Place { get; init; }

    /// <summary>Whether it is safe to insist (<c>--force</c>): service suffers, but nothing breaks for good.</summary>
    public bool CanBeForced { get; init; }
}

/// <summary>Something that was asked for is not done; nothing has changed.</summary>
/// <param name="refusal">Why.</param>
public sealed class ReleaseRefusedException(ReleaseRefusal refusal) : Exception(refusal.Reason)
{
    /// <summary>Why.</summary>
    public ReleaseRefusal Refusal { get; } = refusal;

    /// <summary>The request makes no sense for these manifests.</summary>
    public static ReleaseRefusedException WrongUse(string reason, string? remedy = null, Location? place = null) =>
        new(new ReleaseRefusal(RefusalKind.WrongUse, reason) { Remedy = remedy, Place = place });

    /// <summary>The manifests are in a state that forbids it.</summary>
    public static ReleaseRefusedException Precondition(string reason, string? remedy = null, Location? place = null, bool canBeForced = false) =>
        new(new ReleaseRefusal(RefusalKind.Precondition, reason) { Remedy = remedy, Place = place, CanBeForced = canBeForced });
}
