using System.Globalization;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Planning;

/// <summary>Lays the steps of a canary set.</summary>
internal sealed class CanaryPlan(PlanBuilder builder)
{
    private readonly long _total = builder.Wanted;
    private bool _isTried;

    private ReleaseState State => builder.State;

    private ReleaseGoal Goal => builder.Goal;

    /// <summary>Lays the steps and tells the goal in a few words.</summary>
    public string Lay()
    {
        // Said before anything is laid: with an autoscaler no weight holds.
        WeightOperation.RefuseScaler(State);
        switch (Goal.Kind)
        {
            case GoalKind.Weight:
                return GiveWeight();
            case GoalKind.Rollback or GoalKind.Retire:
                return TakeAllBack();
            default:
                return Serve();
        }
    }

    private string GiveWeight()
    {
        if (Goal.Weight != 0 && State.Other.Replicas.IsParked && SlotlessTemplate.AreEqual(State))
            throw ReleaseRefusedException.WrongUse($"{State.Other.Name} runs the same as {State.Serving.Name} ({State.Serving.ImageText}), so there is nothing to try", "release deploy --image puts a version on the canary");
        if (!Move(Goal.Weight))
            builder.LeaveOut($"the canary has {Describe(State.Split)} already");
        return $"the canary has {Describe(State.Split)}";
    }

    private string TakeAllBack()
    {
        if (!Move(0))
            builder.LeaveOut($"{State.Serving.Slot} has all {_total} pods already");
        if (SlotlessTemplate.AreEqual(State))
            builder.LeaveOut($"{State.Serving.Slot} runs {State.Serving.ImageText}, the version of the canary; the version before stands only in git: revert the promotion there, then apply {State.Serving.Workload.Resource.File.Path}");
        return $"{PlannedImages.Short(State.Serving)} serves all requests on {State.Serving.Slot}";
    }

    private string Serve()
    {
        if (Deploy())
        {
            bool isPromoted = SlotlessTemplate.AreEqual(State);
            if (isPromoted)
                builder.LeaveOut($"{State.Serving.Slot} runs {State.Serving.ImageText} already, so no weights are needed");
            else
                GoThroughWeights();
            Promote(isPromoted);
        }

        return $"{PlannedImages.Short(State.Serving)} serves everywhere";
    }

    // False when the goal is reached.
    private bool Deploy()
    {
        if (Goal.Images.IsEmpty)
        {
            if (!SlotlessTemplate.AreEqual(State))
                return true;
            if (State.Other.Replicas.IsParked && State.Serving.Replicas.Count == _total)
                throw ReleaseRefusedException.WrongUse($"{State.Serving.Slot} and {State.Other.Slot} run the same ({State.Serving.ImageText}), so there is no version to release", "--image REFERENCE");
            return true;
        }

        ReleaseChange change = DeployOperation.Run(State, Goal.Images);
        if (SlotlessTemplate.AreEqual(change.After) && State.Other.Replicas.IsParked && State.Serving.Replicas.Count == _total)
        {
            builder.LeaveOut($"{State.Serving.Slot} serves {State.Serving.ImageText} with {PlanTexts.Pods(_total)} already");
            return false;
        }

        if (change.IsNothing)
        {
            builder.LeaveOut($"{State.Other.Slot} has {State.Other.ImageText} already, so nothing is deployed");
            return true;
        }

        if (!State.Other.Replicas.IsParked)
        {
            builder.LeaveOut($"{State.Other.Slot} serves {State.Other.ImageText}: its requests are taken back first, as another version begins with a small share");
            Move(0);
            change = DeployOperation.Run(State, Goal.Images);
        }

        builder.Add(new StepDraft(PlanStepKind.Deploy, $"deploy on {State.Other.Slot}", $"{State.Other.Slot} gets {change.After.Other.ImageText}. It has no pods, so nobody is served by it yet.")
        {
            Change = change,
            Edit = PlanCommand.Release(State, "deploy", string.Join(' ', Goal.Images.Select(image => $"--image {KubectlCommands.Quote(image)}"))),
            Back = WaysBack.Revert(1, State.Other.Workload.Resource.File.Path),
        });
        return true;
    }

    private void GoThroughWeights()
    {
        foreach (int weight in Goal.Weights)
        {
            if (weight == CanarySplit.WholeWeight)
            {
                builder.LeaveOut("100 % is the promotion");
                continue;
            }

            var split = CanarySplit.Of(_total, weight);
            bool isSame = split == State.Split;
            if (isSame || (split.Canary < State.Other.Replicas.Count && !State.Other.Replicas.IsParked))
                builder.LeaveOut(isSame ? $"{weight} % is {Describe(split)}, as before, so it is no step" : $"{weight} % is {Describe(split)}, less than the canary has, so it is no step");
            else if (Move(weight))
                Pause(weight);
        }
    }

    // The side that grows comes first, and is ready before the other one shrinks.
    private bool Move(int weight)
    {
        bool grows = Move(weight, WeightPhase.Grow);
        return Move(weight, WeightPhase.Shrink) || grows;
    }

    private bool Move(int weight, WeightPhase phase)
    {
        ReleaseChange change = WeightOperation.Run(State, weight, phase, _total);
        if (change.IsNothing)
            return false;

        bool isCanary = change.After.Other.Replicas.Count != State.Other.Replicas.Count;
        ReleaseSide side = isCanary ? change.After.Other : change.After.Serving;
        ReleaseSide other = isCanary ? change.After.Serving : change.After.Other;
        string pods = PlanTexts.Pods(side.Replicas.Count);
        return builder.Add(new StepDraft(
            phase == WeightPhase.Grow ? PlanStepKind.Grow : PlanStepKind.Shrink,
            $"{weight} %: {side.Slot} {(phase == WeightPhase.Grow ? "up" : "down")}",
            phase == WeightPhase.Grow
                ? $"{side.Slot} grows to {pods}; {other.Slot} keeps its {other.Replicas.Count} until they are ready."
                : $"{side.Slot} goes down to {pods}. {(weight == 0 ? $"{change.After.Serving.Slot} serves alone." : $"The canary now has {Describe(change.After.Split)}.")}")
        {
            Change = change,
            Edit = PlanCommand.Release(State, "weight", WaysBack.CanaryOptions(State, weight, phase, _total)),
            Weight = weight,
            Back = WaysBack.FromCanary(change.After, _total),
        });
    }

    private void Pause(int weight)
    {
        long seconds = Math.Max(HoldTime.EndpointSeconds, Goal.HoldSeconds ?? HoldTime.Wanted(State) ?? ReleaseGoal.DefaultPauseSeconds);
        ServiceView? preview = _isTried ? null : TrialCommands.PreviewOf(State, State.Other);
        builder.Add(new StepDraft(PlanStepKind.Hold, $"{weight} %: watch {PlanTexts.Duration(seconds)}", $"The canary has {Describe(State.Split)}, and so that share of the requests of {State.Name}. Nothing changes.")
        {
            Commands = [TrialCommands.Pods(State.Other), .. preview is null ? [] : TrialCommands.Of(State, State.Other)],
            WaitFor = "Errors and latency of the canary are those of stable, and none of its pods restarts",
            HoldSeconds = seconds,
            Back = WaysBack.FromCanary(State, _total),
        });
        _isTried = true;
    }

    // maxUnavailable takes stable pods away while they are replaced, so others have to be there before: the canary's, or more stable ones, or a full set of canaries.
    private void Promote(bool isPromoted)
    {
        ReleaseSide stable = State.Serving;
        long missing = isPromoted ? 0 : SidePods.UnavailableOf(stable.Workload, stable.Replicas.Count);
        long missingOfAll = SidePods.UnavailableOf(stable.Workload, _total);
        bool scalesFirst = missing > 0 && missingOfAll <= State.Other.Replicas.Count;
        if (scalesFirst)
        {
            PromotePhaseStep(PromotePhase.Scale, null, 0);
        }
        else if (missing > 0)
        {
            builder.LeaveOut($"while {stable.Slot} is replaced, maxUnavailable takes {missing} of its {PlanTexts.Pods(stable.Replicas.Count)} away; so the canary gets {PlanTexts.Pods(_total)} first (maxUnavailable: 0 would make that needless)");
            Move(CanarySplit.WholeWeight, WeightPhase.Grow);
        }

        ReleaseState? before = isPromoted ? null : State;
        int commits = builder.Commits;
        PromotePhaseStep(PromotePhase.Template, before, commits);
        PromotePhaseStep(PromotePhase.Scale, before, commits);
        PromotePhaseStep(PromotePhase.Cleanup, before, commits);
    }

    private void PromotePhaseStep(PromotePhase phase, ReleaseState? before, int commits)
    {
        ReleaseChange change = PromoteOperation.Run(State, phase, _total);
        if (change.IsNothing)
            return;

        ReleaseSide stable = change.After.Serving;
        (PlanStepKind kind, string title, string purpose) = phase switch
        {
            PromotePhase.Template => (PlanStepKind.PromoteTemplate, $"promote: {stable.Slot} rolls", $"{stable.Slot} gets the canary's template, {stable.ImageText}; its {PlanTexts.Pods(stable.Replicas.Count)} are replaced bit by bit, while the canary goes on serving."),
            PromotePhase.Scale => (PlanStepKind.PromoteScale, $"promote: {stable.Slot} up", $"{stable.Slot} gets all {PlanTexts.Pods(stable.Replicas.Count)}."),
            _ => (PlanStepKind.PromoteCleanup, "promote: canary goes", $"The canary's pods end; {stable.Slot} serves {stable.ImageText} alone."),
        };
        builder.Add(new StepDraft(kind, title, purpose)
        {
            Change = change,
            Edit = PlanCommand.Release(State, "promote", $"--phase {(phase == PromotePhase.Template ? "template" : phase == PromotePhase.Scale ? "scale" : "cleanup")}{(phase == PromotePhase.Scale ? WaysBack.TotalOption(State, _total) : "")}"),
            Notes = [.. FindRolloutNotes(phase, stable)],
            Weight = phase == PromotePhase.Cleanup ? 0 : null,
            Back = before is not null
                ? WaysBack.FromPromotion(before, builder.Commits + 1 - commits, _total)
                : SlotlessTemplate.AreEqual(change.After) ? WaysBack.Revert(1, stable.Workload.Resource.File.Path) : WaysBack.FromCanary(change.After, _total),
        });
    }

    private static IEnumerable<string> FindRolloutNotes(PromotePhase phase, ReleaseSide stable)
    {
        long pods = stable.Replicas.Count;
        var rollout = RolloutArithmetic.Of(stable.Workload, pods);
        if (phase != PromotePhase.Template || pods == 0)
            yield break;

        yield return rollout.Mode == RolloutMode.Recreate
            ? $"strategy Recreate stops all {PlanTexts.Pods(pods)} of {stable.Slot} before new ones start"
            : $"The rolling update of {stable.Slot} may add {PlanTexts.Pods(Math.Min(pods, rollout.Surge))} (maxSurge) and miss {PlanTexts.Pods(Math.Min(pods, rollout.Unavailable))} (maxUnavailable) at a time";
    }

    private static string Describe(CanarySplit split) => string.Create(CultureInfo.InvariantCulture, $"{split.Canary} of {split.Total} pods ({split.EffectiveText} %)");
}
