using System.Collections.Immutable;

namespace ManifestLint.Releases;

/// <summary>What one may sensibly do with a set in the state that it is in.</summary>
public static class ReleaseAdvice
{
    /// <summary>Commands, the likeliest first; none while an obstacle is there.</summary>
    public static ImmutableArray<NextCommand> For(ReleaseState state)
    {
        if (state.Obstacle is not null)
            return [];
        return state.Strategy == ReleaseStrategy.Canary ? ForCanary(state) : ForBlueGreen(state);
    }

    private static ImmutableArray<NextCommand> ForBlueGreen(ReleaseState state)
    {
        ReleaseSide idle = state.Other;
        if (idle.Replicas.IsParked)
            return [new NextCommand("deploy", "--image REFERENCE", $"puts the next version on {idle.Slot}")];
        var lead = new NextCommand("switch", $"--to {idle.Slot}", $"leads requests to {idle.ImageText}");
        if (state.Serving.Replicas.IsParked)
            return [lead];
        var retire = new NextCommand("retire", "", $"parks {idle.Slot}");
        if (SlotlessTemplate.AreEqual(state))
            return [new NextCommand("deploy", "--image REFERENCE", $"puts the next version on {idle.Slot}"), retire];
        if (state.Previous == idle.Slot)
            return [retire, new NextCommand("rollback", "", $"leads back to {idle.Slot}")];
        return [lead, retire];
    }

    private static ImmutableArray<NextCommand> ForCanary(ReleaseState state)
    {
        // Where an autoscaler sets the number of pods, a weight is refused.
        bool isScaled = state.Serving.Scaler is not null || state.Other.Scaler is not null;
        if (isScaled)
            return state.Other.Replicas.IsParked ? [] : [new NextCommand("rollback", "", "takes all requests back")];
        if (!state.Other.Replicas.IsParked)
        {
            return
            [
                new NextCommand("weight", "PERCENT", "changes the share of the canary"),
                new NextCommand("promote", "", $"gives {state.Other.ImageText} to {state.Serving.Slot}"),
                new NextCommand("rollback", "", "takes all requests back"),
            ];
        }

        return SlotlessTemplate.AreEqual(state)
            ? [new NextCommand("deploy", "--image REFERENCE", "puts a version on the canary")]
            : [new NextCommand("weight", "10", $"gives {state.Other.ImageText} a share of the requests")];
    }
}
