using System.Collections.Immutable;

namespace ManifestLint.Releases;

/// <summary>Which part of a promotion is meant.</summary>
public enum PromotePhase
{
    /// <summary>All of them; stable is to be applied and ready before the canary goes.</summary>
    All,

    /// <summary>The stable side gets the canary's template.</summary>
    Template,

    /// <summary>The stable side gets all pods.</summary>
    Scale,

    /// <summary>The canary's pods go.</summary>
    Cleanup,
}

/// <summary>Makes the version that was tried the one that serves.</summary>
public static class PromoteOperation
{
    /// <summary>
    /// Canary: the stable side takes the canary's template and all pods, then the canary has none. Blue-green: the requests have moved already, so the old side
    /// is parked. Nothing changes when that is so.
    /// </summary>
    /// <param name="state">The set.</param>
    /// <param name="phase">Which part of it to make.</param>
    /// <param name="total">
    /// The pods that the stable side shall have, 0 or more; null for <see cref="ReleaseState.Total"/>, which counts both sides in a set without the annotation
    /// <see cref="ReleaseAnnotations.TotalReplicas"/>, and so too many once the stable side has all pods.
    /// </param>
    /// <exception cref="ReleaseRefusedException">It cannot be done; <see cref="ReleaseChange.Objection"/> says what a user may overrule.</exception>
    public static ReleaseChange Run(ReleaseState state, PromotePhase phase = PromotePhase.All, long? total = null)
    {
        OperationGuards.RequireClear(state);
        if (state.Strategy == ReleaseStrategy.BlueGreen)
        {
            return phase is PromotePhase.All or PromotePhase.Cleanup
                ? RetireOperation.Run(state) with { Verb = "promote" }
                : throw ReleaseRefusedException.WrongUse($"{state.Name} is a blue-green set: its promotion is the switch, and has no phase but cleanup");
        }

        WeightOperation.RefuseScaler(state);
        var editor = new ReleaseEditor(state);
        if (phase is PromotePhase.All or PromotePhase.Template)
            TemplateTransfer.Apply(editor, state.Set, state.Other, state.Serving);
        int templateEdits = editor.Edits.Count;
        if (phase is PromotePhase.All or PromotePhase.Scale)
            editor.SetReplicas(state.Serving, OperationGuards.TotalOf(state, total, isPart: phase != PromotePhase.All));
        if (phase is PromotePhase.All or PromotePhase.Cleanup)
            CleanUp(editor, state);
        if (editor.Edits.Count == 0)
            return editor.Finish("promote", $"{state.Serving.Slot} runs {state.Serving.ImageText} with {state.Serving.Replicas.Count} pods already");

        ReleaseChange change = editor.Finish("promote", templateEdits > 0 ? $"{state.Other.ImageText} on {state.Serving.Slot}" : phase == PromotePhase.Cleanup ? "the canary goes" : $"{state.Serving.Slot} gets all pods");
        return change with
        {
            Objection = FindObjection(state, phase),
            Notes = FindNotes(state, phase),
            Steps = FindSteps(change),
            Next = change.After.Other.Replicas.IsParked
                ? [new NextCommand("deploy", "--image REFERENCE", "puts the next version on the canary")]
                : [new NextCommand("promote", "", "goes on"), new NextCommand("rollback", "", "takes all requests from the canary")],
        };
    }

    private static void CleanUp(ReleaseEditor editor, ReleaseState state)
    {
        editor.SetReplicas(state.Other, 0);
        editor.Annotate(state, ReleaseAnnotations.Weight, "0");
    }

    private static ReleaseRefusal? FindObjection(ReleaseState state, PromotePhase phase)
    {
        bool isTried = !state.Other.Replicas.IsParked;
        bool isEqual = SlotlessTemplate.AreEqual(state);
        if ((phase is PromotePhase.All or PromotePhase.Template) && !isTried && !isEqual)
        {
            return new ReleaseRefusal(RefusalKind.Precondition, $"{state.Other.Name} has 0 replicas, so {state.Other.ImageText} has not served a request yet")
            {
                Remedy = "release weight gives it a share first",
                CanBeForced = true,
            };
        }

        return phase == PromotePhase.Cleanup && !isEqual
            ? new ReleaseRefusal(RefusalKind.Precondition, $"{state.Serving.Name} does not run the canary's version yet, so this would be a rollback")
            {
                Remedy = "release promote --phase template first, or release rollback",
                CanBeForced = true,
            }
            : null;
    }

    private static ImmutableArray<string> FindNotes(ReleaseState state, PromotePhase phase) => phase == PromotePhase.All && state.Serving.Workload.Resource.File == state.Other.Workload.Resource.File
        ? ["one file holds both sides, so the canary's pods go before the stable ones are replaced; make three changes, --phase template, scale and cleanup"]
        : [];

    private static ImmutableArray<RolloutStep> FindSteps(ReleaseChange change)
    {
        ImmutableArray<string> names = change.FileNames();
        string stable = change.After.Serving.Workload.Resource.File.Path;
        var steps = ImmutableArray.CreateBuilder<RolloutStep>();
        if (names.Contains(stable))
            steps.Add(new RolloutStep($"{change.After.Serving.Slot} takes over", [stable], KubectlCommands.Wait(change.After.Serving)));
        if (names.Remove(stable) is { IsEmpty: false } others)
            steps.Add(new RolloutStep("the canary goes", others));
        return steps.DrainToImmutable();
    }
}
