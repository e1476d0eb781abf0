using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Providers.Argo;

/// <summary>What is lost, or another thing, once a Rollout releases the service.</summary>
internal static class ArgoDifferences
{
    /// <summary>The differences for a set.</summary>
    public static ImmutableArray<ConversionDifference> Of(ArgoPlan plan) => [.. plan.IsBlueGreen ? BlueGreen(plan) : Canary(plan), .. Common(plan)];

    private static IEnumerable<ConversionDifference> BlueGreen(ArgoPlan plan)
    {
        string hold = plan.HoldSeconds.ToString(CultureInfo.InvariantCulture);
        string slot = plan.State.Set.SlotKey ?? "slot";
        yield return new("the switch", $"a line in git: `{slot}` in the selector of Service `{plan.Services.Active!.Name}`", "a command to the controller (`promote`); git holds the version that is wanted, and not which one serves");
        yield return new("way back", $"as long as the old side has its pods: write `{slot}` back", $"within {hold} s of the switch (`scaleDownDelaySeconds`) `undo` is instant; later it is a release of its own. The template in git must go back too, or the next apply brings the version again");
        yield return new("the idle side", $"`{plan.Other.Name}`, which may be prepared and parked at leisure", "none between releases: preview pods start with a release and become the live ones");
        yield return plan.Services.Preview is { } preview
            ? new("trying it", $"Service `{preview.Name}` leads to the idle side", $"Service `{preview.Name}` leads to the new pods during a release, and to the live ones otherwise")
            : new("trying it", "no preview Service", "no preview Service: add one and name it in `previewService`, or reach a pod directly");
        yield return new("peak", Text(plan.Replicas * 2) + " pods when both sides run", $"{Text(plan.Replicas * 2)} pods from the start of a release to {hold} s after the switch");
    }

    private static IEnumerable<ConversionDifference> Canary(ArgoPlan plan)
    {
        foreach (ArgoStep step in plan.Steps)
        {
            string plain = $"{Pods(step.Plain)}, {step.Plain.EffectiveText} %";
            string argo = step.IsDropped ? "left out: it is the split of the step before" : $"{Pods(step.Argo)}, {step.Argo.EffectiveText} %";
            yield return new(
                $"weight {Text(step.Weight)}",
                plain,
                step.Plain == step.Argo && !step.IsDropped ? "the same" : argo + (step.Argo.Total > plan.Replicas && !step.IsDropped ? $"; one pod more than {Text(plan.Replicas)}, which `maxSurge` allows" : ""));
        }

        yield return new("next weight", "`release weight`, one change of replicas on each side", plan.Request.Pause is { } pause ? $"`promote` at the first weight, then by itself after {pause} each" : "`promote`, once for each step");
        yield return new("way back", "`release weight 0`: the stable side still runs the old version", "`abort` until the last step is done; after that it is a release of its own. The template in git must go back too");
        yield return new("order of pods", "first the growing side, then the other: never fewer than the total", "by `maxSurge` and `maxUnavailable`, which also hold for the steps");
    }

    private static IEnumerable<ConversionDifference> Common(ArgoPlan plan)
    {
        yield return new("the version", $"an image in each of `{plan.Serving.Name}` and `{plan.Other.Name}`", $"one image, in {(plan.RefersToDeployment ? $"Deployment `{plan.Serving.Name}`" : $"Rollout `{plan.Name}`")}; which one serves is in the status of the Rollout");
        if (plan.IsScaled)
            yield return new("pods", plan.IsBlueGreen ? "an autoscaler for each side" : "an autoscaler of the stable side", $"one autoscaler for Rollout `{plan.Name}`: both revisions follow its number");
        yield return new("who writes", "git alone", $"the controller adds `{ArgoRollout.RevisionLabel}` to the selectors of {Names(plan)} and an annotation of its own; do not write them in git, and apply, never replace");
        yield return new("annotations", "`manifestlint.dev/…` of the Services", "gone: `manifestlint release` moves plain sets only");
        yield return new("kubectl", "`kubectl rollout status`, `undo`, `set image`", "the plugin: `kubectl argo rollouts status`, `undo`, `set image`");
        if (plan.IsBlueGreen && plan.Serving.Workload.Spec.GetMapping("strategy", "rollingUpdate") is not null)
            yield return new("rolling update", "`strategy.rollingUpdate` of the Deployments", "gone: every change of the template is a blue-green release");
        yield return new("the cluster", "nothing but Kubernetes", "the controller of Argo Rollouts must run: while it does not, no release goes forward or back");
    }

    private static string Names(ArgoPlan plan)
    {
        string[] names = [.. new[] { plan.Services.Active, plan.Services.Preview, plan.Services.Stable, plan.Services.Canary }.OfType<ServiceView>().Select(service => $"`{service.Name}`")];
        return names.Length == 0 ? "Services that the Rollout names (none here)" : string.Join(" and ", names);
    }

    private static string Pods(CanarySplit split) => $"{Text(split.Canary)} of {Text(split.Total)} pods";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
