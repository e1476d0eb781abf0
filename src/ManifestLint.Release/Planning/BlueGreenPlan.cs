using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Planning;

/// <summary>Lays the steps of a blue-green set.</summary>
internal sealed class BlueGreenPlan(PlanBuilder builder)
{
    private readonly IdleScaler _scaler = new(builder);

    // The state before the idle side was touched; null when it was not.
    private ReleaseState? _untouched;

    private ReleaseState State => builder.State;

    private ReleaseGoal Goal => builder.Goal;

    /// <summary>Lays the steps and tells the goal in a few words.</summary>
    public string Lay() => Goal.Kind switch
    {
        GoalKind.Switch => SwitchTo(OperationGuards.SideNamed(State, Goal.Colour!)),
        GoalKind.Rollback => RollBack(),
        GoalKind.Retire => Retire(),
        _ => Serve(),
    };

    private string Serve()
    {
        ReleaseSide live = State.Serving;
        ReleaseSide idle = State.Other;
        if (Goal.Colour is { } colour && OperationGuards.SideNamed(State, colour) == live)
            throw ReleaseRefusedException.WrongUse($"{live.Slot} serves now, and a version comes onto the idle side, which is {idle.Slot}", $"--to {idle.Slot}");
        if (!Goal.Images.IsEmpty && PlannedImages.Runs(live, Goal.Images))
        {
            builder.LeaveOut($"{live.Slot} serves {live.ImageText} already, so nothing is deployed and nothing switched");
            if (!idle.Replicas.IsParked)
                Hold(live, idle);
            ParkOther();
            return $"{PlannedImages.Short(live)} serves on {live.Slot}";
        }

        if (Goal.Images.IsEmpty && SlotlessTemplate.AreEqual(State))
            throw ReleaseRefusedException.WrongUse($"{live.Slot} and {idle.Slot} run the same ({live.ImageText}), so there is no version to release", "--image REFERENCE");

        EndLastRelease();
        MakeReady(Goal.Images);
        MoveRequests(isTried: true);
        ParkOther();
        return $"{PlannedImages.Short(State.Serving)} serves, {State.Serving.Slot} in the place of {live.Slot}";
    }

    private string SwitchTo(ReleaseSide target)
    {
        if (target == State.Serving)
        {
            builder.LeaveOut($"{target.Slot} is live already");
            return $"{target.Slot} serves";
        }

        MakeReady([]);
        MoveRequests(isTried: true);
        builder.LeaveOut($"{State.Other.Slot} keeps its {State.Other.Replicas.Count} pods; the goal retire parks it");
        return $"{target.Slot} serves in the place of {State.Other.Slot}";
    }

    private string RollBack()
    {
        ReleaseSide live = State.Serving;
        ReleaseChange change = RollbackOperation.Run(State, Goal.Colour, startsOld: true);
        if (change.IsNothing)
        {
            builder.LeaveOut($"{change.Summary}{(Goal.Colour is null && State.Other.Slot != live.Slot ? $"; --to {State.Other.Slot} leads to the other side, which runs {State.Other.ImageText}" : "")}");
            return $"{live.Slot} serves";
        }

        bool isStopped = State.Other.Replicas.IsParked;
        if (isStopped)
        {
            _untouched = State;
            builder.Add(new StepDraft(PlanStepKind.Start, $"start {State.Other.Slot}", $"{State.Other.Slot} gets its pods back, with {State.Other.ImageText}, beside {live.Slot}. No request reaches them yet.")
            {
                Change = change,
                Edit = PlanCommand.Release(State, "rollback", $"{(Goal.Colour is null ? "" : $"--to {KubectlCommands.Quote(Goal.Colour)} ")}--start-old"),
                Back = WaysBack.FromDeploy(State, change.After),
            });
        }

        MoveRequests(isTried: isStopped, isRollback: true);
        return $"back to {PlannedImages.Short(State.Serving)} on {State.Serving.Slot}";
    }

    private string Retire()
    {
        ParkOther();
        return $"{State.Other.Slot} has no pods";
    }

    // A side to which a rollback leads is given up before another version takes its place.
    private void EndLastRelease()
    {
        bool isOver = State.Other.Replicas.IsParked || State.Previous != State.Other.Slot || Goal.Images.IsEmpty || PlannedImages.Runs(State.Other, Goal.Images);
        if (!isOver)
            ParkOther(change => WaysBack.FromEnd(change.After));
    }

    private void MakeReady(ImmutableArray<string> images)
    {
        ReleaseSide idle = State.Other;
        long wanted = Math.Max(State.Serving.Replicas.Count, idle.Replicas.Count);
        ReleaseChange change = images.IsEmpty ? DeployOperation.Run(State, [], wanted) : DeployOperation.Run(State, images);
        if (change.IsNothing)
        {
            builder.LeaveOut($"{idle.Slot} runs {idle.ImageText} with {Count(idle.Replicas.Count)} already, so nothing is deployed");
            return;
        }

        _untouched = State;
        ReleaseSide next = change.After.Other;
        string pods = next.Replicas.IsParked ? "no pods" : Count(next.Replicas.Count);
        string options = images.IsEmpty ? string.Create(CultureInfo.InvariantCulture, $"--replicas {wanted}") : string.Join(' ', images.Select(image => $"--image {KubectlCommands.Quote(image)}"));
        builder.Add(new StepDraft(
            PlanStepKind.Deploy,
            images.IsEmpty ? $"start {idle.Slot}" : $"deploy on {idle.Slot}",
            $"{next.Slot} gets {next.ImageText} and {pods}, while {State.Serving.Slot} serves. No request of {State.Name} reaches it yet.")
        {
            Change = change,
            Edit = PlanCommand.Release(State, "deploy", options),
            Back = WaysBack.FromDeploy(State, change.After),
        });
    }

    private void MoveRequests(bool isTried, bool isRollback = false)
    {
        ReleaseSide old = State.Serving;
        ReleaseSide next = State.Other;
        WayBack untouched = _untouched is { } before ? WaysBack.FromDeploy(before, State) : new($"Nothing to undo: {old.Slot} serves", []);
        if (isTried)
            Verify(next, untouched);
        _scaler.Raise(old, next, untouched);

        ReleaseChange change = isRollback ? RollbackOperation.Run(State, Goal.Colour) : SwitchOperation.Run(State, next.Slot);
        WayBack back = WaysBack.FromSwitch(change.After, _scaler.Restoring);
        string services = string.Join(" and ", State.Set.PublicServices.Select(service => $"Service {service.Name}"));
        builder.Add(new StepDraft(
            PlanStepKind.Switch,
            $"switch to {next.Slot}",
            $"{services} {(State.Set.PublicServices.Length == 1 ? "leads" : "lead")} to {next.Slot}. New connections go to it within seconds, node by node; open ones stay with {old.Slot} until they end.")
        {
            Change = change,
            Edit = isRollback
                ? PlanCommand.Release(State, "rollback", Goal.Colour is null ? "" : $"--to {KubectlCommands.Quote(Goal.Colour)}")
                : PlanCommand.Release(State, "switch", $"--to {KubectlCommands.Quote(next.Slot)}"),
            Commands = [.. State.Set.PublicServices.Select(TrialCommands.EndpointPods)],
            WaitFor = $"Only pods of {next.Name} are named",
            Back = back,
        });
        Hold(State.Serving, State.Other);
        _scaler.Restore(State.Serving, back);
    }

    private void Verify(ReleaseSide next, WayBack back)
    {
        ServiceView? preview = TrialCommands.PreviewOf(State, next);
        builder.Add(new StepDraft(
            PlanStepKind.Verify,
            $"verify {next.Slot}",
            $"{next.Slot} is tried {(preview is null ? "by its Deployment, as no Service leads to it" : $"through Service {preview.Name}")}, while {State.Serving.Slot} serves. Nothing changes.")
        {
            Commands = TrialCommands.Of(State, next),
            WaitFor = preview is null ? $"{Count(next.Replicas.Count)} of {next.Slot} are ready, and it answers as it should" : $"{preview.Name} has {next.Replicas.Count} ready addresses, and it answers as it should",
            Back = back,
        });
    }

    private void Hold(ReleaseSide live, ReleaseSide old)
    {
        long seconds = Math.Max(HoldTime.Of(State, old), Goal.HoldSeconds ?? 0);
        builder.Add(new StepDraft(
            PlanStepKind.Hold,
            $"hold {PlanTexts.Duration(seconds)}",
            $"{old.Slot} keeps its pods while connections to it end: its grace period is {old.Workload.PodSpec.EffectiveGrace} s, and nodes may need {HoldTime.EndpointSeconds} s to learn of new endpoints. As long as they are there, the way back is instant; hold longer if clients keep connections for long.")
        {
            Commands = [TrialCommands.Pods(live.Workload.Name == State.Serving.Name ? State.Serving : live)],
            WaitFor = $"Errors and latency of {State.Name} are as before, and no pod of {live.Slot} restarts",
            HoldSeconds = seconds,
            Notes = IdleScaler.NotesOnOld(old),
            Back = WaysBack.FromSwitch(State, _scaler.Restoring),
        });
    }

    private void ParkOther(Func<ReleaseChange, WayBack>? findBack = null)
    {
        ReleaseSide old = State.Other;
        ReleaseChange change;
        try
        {
            change = RetireOperation.Run(State);
        }
        catch (ReleaseRefusedException refused) when (Goal.Kind != GoalKind.Retire)
        {
            builder.LeaveOut($"{old.Slot} is not parked: {refused.Refusal.Reason}{(refused.Refusal.Remedy is { } remedy ? $"; {remedy}" : "")}");
            return;
        }

        if (change.IsNothing)
        {
            builder.LeaveOut(change.Summary);
            return;
        }

        builder.Add(new StepDraft(PlanStepKind.Retire, $"retire {old.Slot}", $"The pods of {old.Slot} end; each has {old.Workload.PodSpec.EffectiveGrace} s for that. {State.Serving.Slot} serves alone.")
        {
            Change = change,
            Edit = PlanCommand.Release(State, "retire"),
            Notes = old.Scaler is { } scaler ? [$"replicas: 0 also puts {scaler} to rest"] : [],
            Back = findBack is null ? WaysBack.FromRetire(change.After) : findBack(change),
        });
    }

    private static string Count(long pods) => PlanTexts.Pods(pods);
}
