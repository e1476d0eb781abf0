using System.Collections.Immutable;

namespace ManifestLint.Releases;

/// <summary>Moves the requests of a blue-green set to a side.</summary>
public static class SwitchOperation
{
    /// <summary>Makes a colour the live one. Nothing changes when it is.</summary>
    /// <param name="state">The set.</param>
    /// <param name="colour">The slot, or the name of the Deployment, that shall serve.</param>
    /// <exception cref="ReleaseRefusedException">It cannot be done; <see cref="ReleaseChange.Objection"/> says what a user may overrule.</exception>
    public static ReleaseChange Run(ReleaseState state, string colour)
    {
        OperationGuards.Require(state, ReleaseStrategy.BlueGreen, "switch");
        return Run(state, OperationGuards.SideNamed(state, colour), "switch");
    }

    internal static ReleaseChange Run(ReleaseState state, ReleaseSide target, string verb)
    {
        var editor = new ReleaseEditor(state);
        ReleaseSide old = target == state.Serving ? state.Other : state.Serving;
        SelectorSwitch.Apply(editor, state, target, old);
        if (editor.Edits.Count == 0)
            return editor.Finish(verb, $"{target.Slot} is live already");

        // Back to the remembered side is a rollback, after which that side is remembered still: a second rollback then changes nothing.
        bool isBack = state.Previous == target.Slot;
        if (!isBack && target != state.Serving)
            editor.RememberPrevious(state, old);

        ReleaseChange change = editor.Finish(verb, target == state.Serving ? $"previews follow {old.Slot}" : $"{old.Slot} -> {target.Slot}");
        ReleaseRefusal? objection = target == state.Serving ? null : SwitchReadiness.FindObjection(state, target) ?? FindSameTemplate(state);
        if (old.Replicas.IsParked)
        {
            return change with
            {
                Objection = objection,
                Steps = [new RolloutStep($"requests go to {target.Slot}", change.FileNames(), $"Nothing has to end, {old.Slot} has no pods")],
                Next = ReleaseAdvice.For(change.After),
            };
        }

        long hold = HoldTime.Of(state, old);
        return change with
        {
            Objection = objection,
            Steps = [new RolloutStep($"requests go to {target.Slot}", change.FileNames(), $"Hold for {hold} s or longer: connections to {old.Slot} end, and a rollback is instant")],
            Next =
            [
                new NextCommand("retire", "", $"parks {old.Slot} after the hold"),
                isBack ? new NextCommand("switch", $"--to {old.Slot}", $"leads to {old.Slot} again") : new NextCommand("rollback", state.Previous is null ? $"--to {old.Slot}" : "", $"leads back to {old.Slot}"),
            ],
        };
    }

    // A side without pods answers nothing, so leading requests away from it is always something new.
    private static ReleaseRefusal? FindSameTemplate(ReleaseState state) => state.Serving.Replicas.IsParked || !SlotlessTemplate.AreEqual(state)
        ? null
        : new ReleaseRefusal(RefusalKind.Precondition, $"{state.Serving.Name} and {state.Other.Name} run the same template ({state.Other.ImageText}), so a switch brings nothing new")
        {
            Remedy = "release deploy --image puts a version on the idle side",
            CanBeForced = true,
        };

    internal static ImmutableArray<string> FileNames(this ReleaseChange change) => [.. change.Files.Select(file => file.Before.Path)];
}
