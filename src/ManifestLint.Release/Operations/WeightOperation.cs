using System.Collections.Immutable;
using System.Globalization;

namespace ManifestLint.Releases;

/// <summary>Which half of a change of weight is meant.</summary>
public enum WeightPhase
{
    /// <summary>Both; the growing side is to be applied first.</summary>
    Both,

    /// <summary>Only the side that gets more pods.</summary>
    Grow,

    /// <summary>Only the side that gets fewer.</summary>
    Shrink,
}

/// <summary>Gives the canary a share of the requests, by the number of its pods.</summary>
public static class WeightOperation
{
    /// <summary>Splits the pods of the set so that the canary has the share that is nearest to a weight. Nothing changes when they are split so.</summary>
    /// <param name="state">The set.</param>
    /// <param name="weight">The share in percent, 0 to 100.</param>
    /// <param name="phase">Which half of the change to make.</param>
    /// <param name="total">
    /// The pods that shall serve together, 0 or more; null for <see cref="ReleaseState.Total"/>. Between two halves of a change more pods are written than
    /// shall stay, so a set without the annotation <see cref="ReleaseAnnotations.TotalReplicas"/> needs it there.
    /// </param>
    /// <exception cref="ReleaseRefusedException">It cannot be done; <see cref="ReleaseChange.Objection"/> says what a user may overrule.</exception>
    public static ReleaseChange Run(ReleaseState state, int weight, WeightPhase phase = WeightPhase.Both, long? total = null)
    {
        OperationGuards.Require(state, ReleaseStrategy.Canary, "weight");
        return Run(state, weight, phase, "weight", total);
    }

    internal static ReleaseChange Run(ReleaseState state, int weight, WeightPhase phase, string verb, long? total = null)
    {
        if (weight is < 0 or > CanarySplit.WholeWeight)
            throw ReleaseRefusedException.WrongUse($"a weight is a whole percentage from 0 to 100, not {weight}");
        if (weight == 0 && (state.Serving.Scaler ?? state.Other.Scaler) is not null)
            return Park(state, verb);
        RefuseScaler(state);
        CanarySplit split = Divide(state, weight, OperationGuards.TotalOf(state, total, isPart: phase != WeightPhase.Both));

        var editor = new ReleaseEditor(state);
        bool canaryGrows = split.Canary > state.Other.Replicas.Count;
        bool stableGrows = split.Stable > state.Serving.Replicas.Count;
        if (phase == WeightPhase.Both || (phase == WeightPhase.Grow) == canaryGrows)
            editor.SetReplicas(state.Other, split.Canary);
        if (phase == WeightPhase.Both || (phase == WeightPhase.Grow) == stableGrows)
            editor.SetReplicas(state.Serving, split.Stable);
        bool isNothing = editor.Edits.Count == 0;
        if (phase != WeightPhase.Grow)
            editor.Annotate(state, ReleaseAnnotations.Weight, weight.ToString(CultureInfo.InvariantCulture));
        if (editor.Edits.Count == 0)
            return editor.Finish(verb, $"{Describe(split)} already");

        CanarySplit reached = phase == WeightPhase.Both ? split : SplitAfter(state, split, phase);
        ReleaseChange change = editor.Finish(verb, isNothing ? $"{weight} % is {Describe(split)} already" : $"{Describe(state.Split)} -> {Describe(reached)}");
        return change with
        {
            Objection = split.Canary > 0 && state.Other.Replicas.Count == 0 ? FindSameTemplate(state) : null,
            Notes = FindNotes(change, split, weight, phase),
            Steps = FindSteps(change, canaryGrows),
            Next = FindNext(weight),
        };
    }

    // What keeps a share from being true must not keep anybody from taking the canary away: it ends, and the autoscaler has stable as before.
    private static ReleaseChange Park(ReleaseState state, string verb)
    {
        OperationGuards.RequireParkable(state.Other);

        var editor = new ReleaseEditor(state);
        if (state.Other.Replicas.IsParked)
            return editor.Finish(verb, $"{state.Other.Slot} is parked already");

        editor.SetReplicas(state.Other, 0);
        editor.Annotate(state, ReleaseAnnotations.Weight, "0");
        ReleaseChange change = editor.Finish(verb, $"{state.Other.Slot}, {state.Other.Replicas.Count} -> 0 pods");
        return change with
        {
            Notes = state.Serving.Scaler is { } scaler ? [$"{scaler} starts the pods that {state.Serving.Slot} then needs, once its metrics ask for them"] : [],
            Steps = [new RolloutStep($"{state.Other.Slot} stops", change.FileNames())],
            Next = [],
        };
    }

    private static CanarySplit SplitAfter(ReleaseState state, CanarySplit split, WeightPhase phase) => phase == WeightPhase.Grow
        ? new(Math.Max(split.Canary, state.Other.Replicas.Count), Math.Max(split.Stable, state.Serving.Replicas.Count))
        : new(Math.Min(split.Canary, state.Other.Replicas.Count), Math.Min(split.Stable, state.Serving.Replicas.Count));

    private static string Describe(CanarySplit split) => $"{split.Canary} of {split.Total} pods ({split.EffectiveText} %)";

    private static CanarySplit Divide(ReleaseState state, int weight, long total)
    {
        bool isBetween = weight is > 0 and < CanarySplit.WholeWeight;
        if (isBetween && total < 2)
        {
            throw ReleaseRefusedException.Precondition(
                $"{state.Name} has {total} {(total == 1 ? "pod" : "pods")}, which cannot be split: {weight} % needs 2 pods at least, {CanarySplit.SmallestTotal(weight)} to be exact",
                $"raise replicas of {state.Serving.Name}{(state.Annotation(ReleaseAnnotations.TotalReplicas) is null ? "" : $" and the annotation {ReleaseAnnotations.TotalReplicas}")}",
                ReleaseRecognizer.LocationOf(state.Serving.Workload.Resource));
        }

        return CanarySplit.Of(total, weight);
    }

    internal static void RefuseScaler(ReleaseState state)
    {
        foreach (ReleaseSide side in (ReleaseSide[])[state.Serving, state.Other])
        {
            if (side.Scaler is not { } scaler)
                continue;

            long minimum = side.Replicas.Count;
            throw ReleaseRefusedException.Precondition(
                $"{scaler} scales {side.Name} between {minimum} and {Math.Max(minimum, side.Replicas.Maximum)} pods, so the share of the canary drifts whatever is written",
                "remove the autoscaler for the time of the canary, or let a route split the requests",
                ReleaseRecognizer.LocationOf(scaler.Resource));
        }
    }

    private static ReleaseRefusal? FindSameTemplate(ReleaseState state) => !SlotlessTemplate.AreEqual(state)
        ? null
        : new ReleaseRefusal(RefusalKind.Precondition, $"{state.Other.Name} runs the same template as {state.Serving.Name} ({state.Serving.ImageText}), so there is nothing to try")
        {
            Remedy = "release deploy --image puts a version on the canary",
            CanBeForced = true,
            Place = ReleaseRecognizer.LocationOf(state.Other.Workload.Resource),
        };

    private static ImmutableArray<string> FindNotes(ReleaseChange change, CanarySplit split, int weight, WeightPhase phase)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (split.EffectiveWeight != weight)
            notes.Add($"{weight} % was asked for, {split.Canary} of {split.Total} pods are {split.EffectiveText} %; {weight} % exactly takes a multiple of {CanarySplit.SmallestTotal(weight)} pods");
        bool hasBoth = change.Edits.Count(edit => edit.Path.Last?.Key == "replicas") > 1;
        if (phase == WeightPhase.Both && hasBoth && !HaveFilesOfTheirOwn(change))
            notes.Add("one file holds both sides, so they are applied at once and the pods that are gone are missing until the new ones are ready; make two changes, --phase grow and then --phase shrink");
        return notes.DrainToImmutable();
    }

    private static bool HaveFilesOfTheirOwn(ReleaseChange change) => change.Before.Serving.Workload.Resource.File != change.Before.Other.Workload.Resource.File;

    // The side that grows comes first and must be ready before the other one shrinks.
    private static ImmutableArray<RolloutStep> FindSteps(ReleaseChange change, bool canaryGrows)
    {
        ReleaseState after = change.After;
        ReleaseSide first = canaryGrows ? after.Other : after.Serving;
        ReleaseSide second = canaryGrows ? after.Serving : after.Other;
        ImmutableArray<string> names = change.FileNames();
        string firstFile = first.Workload.Resource.File.Path;
        ImmutableArray<string> others = names.Remove(firstFile);
        var steps = ImmutableArray.CreateBuilder<RolloutStep>();
        if (names.Contains(firstFile))
            steps.Add(new RolloutStep($"{first.Slot} has {first.Replicas.Count} pods", [firstFile], KubectlCommands.Wait(first)));
        if (!others.IsEmpty)
            steps.Add(new RolloutStep($"{second.Slot} has {second.Replicas.Count} pods", others));
        return steps.DrainToImmutable();
    }

    private static ImmutableArray<NextCommand> FindNext(int weight) => weight == 0
        ? [new NextCommand("deploy", "--image REFERENCE", "puts a version on the canary")]
        : [new NextCommand("weight", "PERCENT", "goes on"), new NextCommand("promote", "", "gives the version to the stable side"), new NextCommand("rollback", "", "takes all requests back")];
}
