using System.Collections.Immutable;

namespace ManifestLint.Releases;

/// <summary>Goes back to the side that served before.</summary>
public static class RollbackOperation
{
    /// <summary>
    /// Leads requests back to the previous colour, or takes them from the canary. Nothing changes when that is so, so that a repeated run does not undo
    /// itself.
    /// </summary>
    /// <param name="state">The set.</param>
    /// <param name="colour">The colour to go back to; null for the one that an annotation of the Service remembers.</param>
    /// <param name="startsOld">Whether a previous colour without pods is to be started, as the first of two changes.</param>
    /// <exception cref="ReleaseRefusedException">It cannot be done; <see cref="ReleaseChange.Objection"/> says what a user may overrule.</exception>
    public static ReleaseChange Run(ReleaseState state, string? colour = null, bool startsOld = false)
    {
        OperationGuards.RequireClear(state);
        if (state.Strategy == ReleaseStrategy.Canary)
            return RollBackCanary(state);

        ReleaseSide target = FindTarget(state, colour);
        if (target == state.Serving || !target.Replicas.IsParked)
            return SwitchOperation.Run(state, target, "rollback");
        if (startsOld)
            return Start(state, target);
        throw ReleaseRefusedException.Precondition(
            $"{target.Name} has 0 replicas, so there is no pod to go back to",
            $"release rollback --to {target.Slot} --start-old starts {state.Serving.Replicas.Count} pods of {target.ImageText}; apply that, wait until they are ready, then release rollback",
            ReleaseRecognizer.LocationOf(target.Workload.Resource));
    }

    private static ReleaseSide FindTarget(ReleaseState state, string? colour)
    {
        if (colour is not null)
            return OperationGuards.SideNamed(state, colour);
        if (state.Previous is not { } previous)
        {
            throw ReleaseRefusedException.WrongUse(
                $"which side of {state.Name} served before is not written (annotation {ReleaseAnnotations.Previous} of its Service), and {state.Serving.Slot} serves now",
                $"--to {state.Other.Slot}");
        }

        return OperationGuards.SideNamed(state, previous);
    }

    private static ReleaseChange Start(ReleaseState state, ReleaseSide target)
    {
        var editor = new ReleaseEditor(state);
        editor.Start(target, state.Serving.Replicas.Count);
        editor.RememberPrevious(state, target);
        ReleaseChange change = editor.Finish("rollback", $"starts {target.Slot}, step 1 of 2");
        return change with
        {
            Objection = CapacityCheck.FindObjection(change.After),
            Steps = [new RolloutStep($"{target.Slot} gets its pods back", change.FileNames(), KubectlCommands.Wait(change.After.Other))],
            Next = [new NextCommand("rollback", state.Previous is null ? $"--to {target.Slot}" : "", "step 2, once the pods are ready")],
        };
    }

    private static ReleaseChange RollBackCanary(ReleaseState state)
    {
        ReleaseChange change = WeightOperation.Run(state, 0, WeightPhase.Both, "rollback");
        ImmutableArray<string> notes = SlotlessTemplate.AreEqual(state)
            ? [$"{state.Serving.Slot} runs {state.Serving.ImageText}, the version of the canary; the one before is in the history of the files"]
            : [];
        return change with { Notes = change.Notes.AddRange(notes) };
    }
}
