using System.Collections.Immutable;
using System.Globalization;

namespace ManifestLint.Releases.Providers.Argo;

/// <summary>How a release goes with a Rollout.</summary>
internal static class ArgoRelease
{
    /// <summary>The steps, and the ways back.</summary>
    public static ImmutableArray<MigrationStep> Steps(ArgoPlan plan)
    {
        string space = KubectlCommands.Namespace(plan.Serving.Workload.Resource);
        string file = plan.RefersToDeployment ? "deployment.yaml" : $"{ArgoRollout.Stem}.yaml";
        string hold = plan.HoldSeconds.ToString(CultureInfo.InvariantCulture);
        string paused = plan.IsBlueGreen
            ? "the new pods start beside the old ones, and the release waits"
            : $"the first weight is set, and the release waits";
        string tried = plan.IsBlueGreen
            ? plan.Services.Preview is { } preview ? $"Service {preview.Name} leads to the new pods alone." : "No Service leads to the new pods alone."
            : plan.Services.Canary is { } canary ? $"Service {canary.Name} leads to the canary alone." : "";
        return
        [
            new("Write the new image", $"In `{file}`; {paused}. {tried}".TrimEnd(), [$"kubectl apply -f {file}", $"kubectl argo rollouts get rollout {plan.Name}{space} --watch"]),
            new(
                "Go on",
                plan.IsBlueGreen ? $"The controller switches, and takes the old pods away {hold} s later." : "To the next weight; behind the last one the new version takes all pods. `promote --full` skips the rest.",
                [$"kubectl argo rollouts promote {plan.Name}{space}"]),
            new(
                "Or back",
                plan.IsBlueGreen
                    ? "Before the switch `abort`, after it `undo`. Then write the old image in git again: the template still says the new one."
                    : "`abort` gives all requests to the old version. Then write the old image in git again: the template still says the new one.",
                [$"kubectl argo rollouts abort {plan.Name}{space}", .. plan.IsBlueGreen ? [$"kubectl argo rollouts undo {plan.Name}{space}"] : ImmutableArray<string>.Empty]),
        ];
    }
}
