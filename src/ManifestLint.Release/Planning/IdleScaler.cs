using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Planning;

/// <summary>
/// The autoscaler of the side that shall serve. Without load it keeps its side at minReplicas, so before the requests come it is told to bring as many pods as
/// the live side has at that moment, which only the cluster knows; so this is a command for the cluster and not an edit of the files.
/// </summary>
internal sealed class IdleScaler(PlanBuilder builder)
{
    /// <summary>The commands that give the autoscaler its own minimum back; none unless it was raised.</summary>
    public ImmutableArray<PlanCommand> Restoring { get; private set; } = [];

    /// <summary>Adds the step that raises the minimum, where the live side may have more pods than it.</summary>
    public void Raise(ReleaseSide live, ReleaseSide next, WayBack back)
    {
        if (next.Scaler is not { Kind: ScalerKind.HorizontalPodAutoscaler } scaler || live.Scaler is null || live.Replicas.Maximum <= next.Replicas.Count)
            return;

        string space = KubectlCommands.Namespace(next.Workload.Resource);
        string patch = $"kubectl patch{space} hpa/{scaler.Resource.Name} --type=merge -p ";
        string minimum = next.Replicas.Count.ToString(CultureInfo.InvariantCulture);
        Restoring = [PlanCommand.Shell(patch + "'{\"spec\":{\"minReplicas\":" + minimum + "}}'")];
        bool isNarrower = next.Replicas.Maximum < live.Replicas.Maximum;
        builder.Add(new StepDraft(
            PlanStepKind.RaiseMinimum,
            $"raise HPA of {next.Slot}",
            $"Without load {scaler} keeps {next.Slot} at {next.Replicas.Count} pods, while {live.Slot} may have up to {live.Replicas.Maximum}. Before the switch {next.Slot} gets as many as {live.Slot} has now.")
        {
            Commands =
            [
                PlanCommand.Shell($"live=$(kubectl get{space} deployment/{live.Name} -o jsonpath='{{.status.replicas}}')"),
                PlanCommand.Shell(patch + "\"{\\\"spec\\\":{\\\"minReplicas\\\":$live}}\""),
                PlanCommand.Shell($"kubectl wait{space} deployment/{next.Name} --for=jsonpath='{{.status.readyReplicas}}'=\"$live\" --timeout=300s"),
            ],
            WaitFor = $"{next.Slot} has as many ready pods as {live.Slot}",
            Notes =
            [
                "This changes the cluster and not the files: a tool that keeps the cluster like the files has to ignore minReplicas, or to pause, until it is restored",
                .. isNarrower ? [$"maxReplicas of {scaler} is {next.Replicas.Maximum}, and {live.Slot} may have {live.Replicas.Maximum}: the patch is refused if it has more than {next.Replicas.Maximum}"] : (ImmutableArray<string>)[],
            ],
            Back = new(back.Summary, Restoring.AddRange(back.Commands)),
        });
    }

    /// <summary>Adds the step that gives the autoscaler its own minimum back.</summary>
    public void Restore(ReleaseSide live, WayBack back)
    {
        if (Restoring.IsEmpty)
            return;

        builder.Add(new StepDraft(PlanStepKind.RestoreMinimum, $"restore HPA of {live.Slot}", $"{live.Scaler} gets its own minReplicas of {live.Replicas.Count} back. From now on the load decides.")
        {
            Commands = Restoring,
            Back = back,
        });
    }

    /// <summary>What an autoscaler does to the side that serves no more.</summary>
    public static ImmutableArray<string> NotesOnOld(ReleaseSide old) => old.Scaler is { Kind: ScalerKind.HorizontalPodAutoscaler } scaler && old.Replicas.Maximum > old.Replicas.Count
        ? [$"{scaler} sees no load and takes {old.Slot} down to {old.Replicas.Count} pods after about five minutes, unless its behavior says otherwise; a way back after that starts with these"]
        : [];
}
