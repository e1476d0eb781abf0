using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Planning;

/// <summary>The ways back from the steps of a plan, found by running the operations that lead back.</summary>
internal static class WaysBack
{
    /// <summary>From an idle side that was given a version.</summary>
    public static WayBack FromDeploy(ReleaseState before, ReleaseState after)
    {
        ReleaseSide old = before.Other;
        if (old.Replicas.IsParked && after.Other.Scaler is { Kind: ScalerKind.ScaledObject })
            return Revert(1, after.Other.Workload.Resource.File.Path);
        if (old.Replicas.IsParked)
            return new($"{old.Slot} has no pods again; it served nobody", [PlanCommand.Release(after, "retire"), .. PlanCommand.Applying(RetireOperation.Run(after))]);

        string[] images = [.. OldImages(before, after)];
        long? replicas = old.Replicas.Count == after.Other.Replicas.Count || old.Scaler is not null ? null : old.Replicas.Count;
        if (images.Length == 0 && replicas is null)
            return Revert(1, after.Other.Workload.Resource.File.Path);
        string options = string.Join(' ', images.Select(image => $"--image {KubectlCommands.Quote(image)}").Concat(replicas is null ? [] : [string.Create(CultureInfo.InvariantCulture, $"--replicas {replicas}")]));
        return new(
            $"{old.Slot} runs {old.ImageText} again; it served nobody",
            [PlanCommand.Release(after, "deploy", options), .. PlanCommand.Applying(DeployOperation.Run(after, [.. images], replicas ?? (images.Length == 0 ? old.Replicas.Count : null)))]);
    }

    /// <summary>From a switch while the old side has its pods.</summary>
    public static WayBack FromSwitch(ReleaseState state, ImmutableArray<PlanCommand> afterwards)
    {
        bool isRemembered = state.Previous == state.Other.Slot;
        ReleaseChange change = isRemembered ? RollbackOperation.Run(state) : SwitchOperation.Run(state, state.Other.Slot);
        PlanCommand command = isRemembered ? PlanCommand.Release(state, "rollback") : PlanCommand.Release(state, "switch", $"--to {KubectlCommands.Quote(state.Other.Slot)}");
        return new($"{state.Other.Slot} serves again at once, no pod has to start", [command, .. PlanCommand.Applying(change), .. afterwards]);
    }

    /// <summary>From a state in which the old side has no pods: they start, then the requests go back.</summary>
    public static WayBack FromRetire(ReleaseState state)
    {
        bool isRemembered = state.Previous == state.Other.Slot;
        string to = isRemembered ? "" : $"--to {KubectlCommands.Quote(state.Other.Slot)}";
        ReleaseChange start = RollbackOperation.Run(state, state.Other.Slot, startsOld: true);
        ReleaseChange back = RollbackOperation.Run(start.After, state.Other.Slot);
        return new(
            $"{state.Other.Slot} starts its pods, then serves: two changes, never one",
            [
                PlanCommand.Release(state, "rollback", isRemembered ? "--start-old" : $"{to} --start-old"), .. PlanCommand.Applying(start),
                PlanCommand.Release(state, "rollback", to), .. PlanCommand.Applying(back),
            ]);
    }

    /// <summary>From the end of the last release, before the next one has begun: the side to which a rollback led gets its pods again.</summary>
    public static WayBack FromEnd(ReleaseState state) => new(
        $"{state.Other.Slot} gets its pods again, so that a rollback to it is instant",
        [PlanCommand.Release(state, "rollback", $"--to {KubectlCommands.Quote(state.Other.Slot)} --start-old"), .. PlanCommand.Applying(RollbackOperation.Run(state, state.Other.Slot, startsOld: true))]);

    /// <summary>From any weight of a canary while the stable side has its own version.</summary>
    /// <param name="state">The state to go back from.</param>
    /// <param name="total">The pods that shall serve.</param>
    public static WayBack FromCanary(ReleaseState state, long total)
    {
        if (state.Other.Replicas.IsParked && state.Serving.Replicas.Count == total)
            return new($"Nothing to undo: {state.Serving.Slot} serves alone", []);
        return new($"{state.Serving.Slot} gets all {total} pods, then the canary goes", [.. CanaryCommands(state, total)]);
    }

    /// <summary>From a promotion that has begun.</summary>
    /// <param name="before">The state in which the stable side had its old version.</param>
    /// <param name="commits">How many commits have been made from then on.</param>
    /// <param name="total">The pods that shall serve.</param>
    public static WayBack FromPromotion(ReleaseState before, int commits, long total)
    {
        string stable = before.Serving.Workload.Resource.File.Path;
        ImmutableArray<PlanCommand> rest = [.. CanaryCommands(before, total)];
        ImmutableArray<PlanCommand> apply = rest.Any(command => command.Text == KubectlCommands.Apply(stable))
            ? []
            : [PlanCommand.Shell(KubectlCommands.Apply(stable)), PlanCommand.Shell(KubectlCommands.Wait(before.Serving))];
        return new($"{before.Serving.Slot} rolls back to {before.Serving.ImageText}; its old version stands only in git by now", [GitRevert(commits), .. apply, .. rest]);
    }

    /// <summary>Takes back what no release command knows any more.</summary>
    public static WayBack Revert(int commits, string file) => new(
        "Take the commit of the step back", [GitRevert(commits), PlanCommand.Shell(KubectlCommands.Apply(file))]);

    private static PlanCommand GitRevert(int commits) =>
        PlanCommand.Shell(commits == 1 ? "git revert --no-edit HEAD" : string.Create(CultureInfo.InvariantCulture, $"git revert --no-edit HEAD~{commits}..HEAD"));

    // In two halves, so that the stable pods are ready before the canary's go, whatever files the sides stand in.
    private static IEnumerable<PlanCommand> CanaryCommands(ReleaseState state, long total)
    {
        foreach (WeightPhase phase in (WeightPhase[])[WeightPhase.Grow, WeightPhase.Shrink])
        {
            ReleaseChange change = WeightOperation.Run(state, weight: 0, phase, total);
            if (change.IsNothing)
                continue;
            yield return PlanCommand.Release(state, "weight", CanaryOptions(state, 0, phase, total));
            foreach (PlanCommand command in PlanCommand.Applying(change))
                yield return command;
            state = change.After;
        }
    }

    /// <summary>The options of a half of a change of weight.</summary>
    public static string CanaryOptions(ReleaseState state, int weight, WeightPhase phase, long total) => string.Create(
        CultureInfo.InvariantCulture, $"{weight} --phase {(phase == WeightPhase.Grow ? "grow" : "shrink")}{TotalOption(state, total)}");

    /// <summary>The option that names the total, with a space in front; empty where the set tells it.</summary>
    public static string TotalOption(ReleaseState state, long total) => state.WrittenTotal == total ? "" : string.Create(CultureInfo.InvariantCulture, $" --total {total}");

    private static IEnumerable<string> OldImages(ReleaseState before, ReleaseState after)
    {
        ContainerView[] now = [.. after.Other.Workload.PodSpec.All];
        bool isOnly = before.Other.Workload.PodSpec.AppContainers.Count() == 1;
        foreach (ContainerView container in before.Other.Workload.PodSpec.All)
        {
            if (container.Image is { } image && Array.Find(now, other => other.Name?.Value == container.Name?.Value)?.Image?.Value != image.Value)
                yield return isOnly && container.IsApp ? image.Value : $"{container.Name?.Value}={image.Value}";
        }
    }
}
