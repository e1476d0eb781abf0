using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>What every operation asks before it begins.</summary>
internal static class OperationGuards
{
    /// <summary>The set can be changed, and has the strategy that the operation is for.</summary>
    /// <exception cref="ReleaseRefusedException">It cannot, or has not.</exception>
    public static void Require(ReleaseState state, ReleaseStrategy strategy, string verb)
    {
        if (state.Strategy != strategy)
        {
            throw ReleaseRefusedException.WrongUse(
                $"{state.Name} is a {(state.Strategy == ReleaseStrategy.Canary ? "canary" : "blue-green")} set, which has no {verb}",
                state.Strategy == ReleaseStrategy.Canary ? "release weight moves requests to the canary" : "release switch --to moves the requests");
        }

        RequireClear(state);
    }

    /// <summary>The set can be changed.</summary>
    /// <exception cref="ReleaseRefusedException">It cannot.</exception>
    public static void RequireClear(ReleaseState state)
    {
        if (state.Obstacle is { } obstacle)
            throw new ReleaseRefusedException(obstacle);
    }

    /// <summary>
    /// The pods that shall serve together. In the middle of a change both sides have some, and their sum says nothing: a part of a change needs the number to be
    /// said, or a second run would not find the same one.
    /// </summary>
    /// <exception cref="ReleaseRefusedException">It is not said.</exception>
    public static long TotalOf(ReleaseState state, long? total, bool isPart) => total ?? (isPart && state.WrittenTotal is null
        ? throw ReleaseRefusedException.WrongUse($"how many pods of {state.Name} serve together is not written (annotation {ReleaseAnnotations.TotalReplicas} of its Service), and between two phases their sum does not tell", $"--total {state.Total}")
        : state.Total);

    /// <summary>A side without replicas has no pods: KEDA would start some all the same.</summary>
    /// <exception cref="ReleaseRefusedException">A ScaledObject scales it.</exception>
    public static void RequireParkable(ReleaseSide side)
    {
        if (side.Scaler is { Kind: ScalerKind.ScaledObject } scaler)
            throw ReleaseRefusedException.Precondition($"{scaler} wakes {side.Name} whatever its replicas say", "set its annotation autoscaling.keda.sh/paused-replicas to \"0\"");
    }

    /// <summary>The side that a user names by its slot or by its Deployment.</summary>
    /// <exception cref="ReleaseRefusedException">Neither side is called so.</exception>
    public static ReleaseSide SideNamed(ReleaseState state, string name)
    {
        foreach (ReleaseSide side in (ReleaseSide[])[state.Serving, state.Other])
        {
            if (side.Slot == name || side.Name == name || state.Set.Pair.SlotOf(side.Workload) == name)
                return side;
        }

        throw ReleaseRefusedException.WrongUse($"{state.Name} has no side {name}; it has {state.Serving.Slot} ({state.Serving.Name}) and {state.Other.Slot} ({state.Other.Name})");
    }
}
