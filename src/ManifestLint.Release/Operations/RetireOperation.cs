namespace ManifestLint.Releases;

/// <summary>Parks the side that does not serve.</summary>
public static class RetireOperation
{
    /// <summary>Takes the pods of the idle colour, or of the canary, away. Nothing changes when it has none.</summary>
    /// <exception cref="ReleaseRefusedException">It cannot be done.</exception>
    public static ReleaseChange Run(ReleaseState state)
    {
        OperationGuards.RequireClear(state);
        if (state.Strategy == ReleaseStrategy.Canary)
            return WeightOperation.Run(state, 0, WeightPhase.Both, "retire");
        if (state.Serving.Replicas.IsParked)
            throw ReleaseRefusedException.Precondition($"{state.Serving.Name} is live and has 0 replicas; {state.Other.Name} is not parked on top of it", $"release deploy, or release switch --to {state.Other.Slot}");
        OperationGuards.RequireParkable(state.Other);

        var editor = new ReleaseEditor(state);
        if (!state.Other.Replicas.IsParked)
            editor.SetReplicas(state.Other, 0);
        editor.RememberPrevious(state, state.Serving);
        if (editor.Edits.Count == 0)
            return editor.Finish("retire", $"{state.Other.Slot} is parked already");

        ReleaseChange change = editor.Finish("retire", $"{state.Other.Slot}, {state.Other.Replicas.Count} -> 0 pods");
        return change with
        {
            Notes = [$"from now on a rollback starts the pods of {state.Other.Slot} first: release rollback --to {state.Other.Slot} --start-old"],
            Steps = [new RolloutStep($"{state.Other.Slot} stops", change.FileNames())],
            Next = [new NextCommand("deploy", "--image REFERENCE", $"puts the next version on {state.Other.Slot}")],
        };
    }
}
