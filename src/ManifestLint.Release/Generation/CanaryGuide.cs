using System.Collections.Immutable;
using System.Globalization;

namespace ManifestLint.Releases.Generation;

/// <summary>The instructions for a canary by number of pods.</summary>
internal sealed class CanaryGuide(GeneratedSet set, GuideFacts facts, GuideCommands commands)
{
    private readonly string _key = set.Recipe.SlotKey ?? "track";
    private readonly string _first = set.Recipe.Slots is [var first, _] ? first : "stable";

    private string Stable => set.Workloads[0];

    private string Canary => set.Workloads[1];

    private string ApplyStable => commands.ApplySide(Stem(Stable), _key, _first);

    private string ApplyCanary => commands.ApplySide(Stem(Canary), _key, set.Recipe.Slots is [_, var second] ? second : "canary");

    private string Preview => $"{set.Name}-canary";

    private long Total => set.Recipe.Replicas ?? facts.Replicas;

    /// <summary>The text.</summary>
    public string Write()
    {
        GuideText text = new GuideText()
            .Title($"{set.Name}: canary")
            .Say($"Service `{set.Name}` selects the pods of both Deployments, so the canary's share of the requests is its share of the {Number(Total)} pods. `{Stable}` serves now; `{Canary}` has no pods until the next release.")
            .Files(facts, commands);
        text.Heading(set.Recipe.Adopts ? $"Once: `{Stable}` becomes the stable side" : "The first time");
        text = (set.Recipe.Adopts ? Adopt(text) : Start(text)).Replaced(set);
        return Back(Promote(Weights(Begin(text)))).Notes(set.Notes).ToString();
    }

    private GuideText Start(GuideText text) => commands.HasFiles
        ? text.Say("The pods first, then the Service that leads to them.")
            .Commands(commands.Apply([.. facts.NeededStems, Stem(Stable)]), commands.Wait(Stable), commands.ApplyAll)
            .Say($"A Deployment of another name that served before shares the load until it is deleted: `kubectl delete deployment NAME{facts.NamespaceOption}`.")
        : text.Commands(commands.ApplyAll, commands.Wait(Stable));

    private GuideText Adopt(GuideText text) => text
        .Say($"The selector of a Deployment cannot be changed, so `{Stable}` keeps its own and only its pods get the labels that they lack: one rolling update.")
        .NeededFirst(facts, commands)
        .Commands(ApplyStable, commands.Wait(Stable))
        .Say("Only when every pod has them may the Service select them. The same pods serve, found by other labels; the empty canary comes along.")
        .Commands(commands.ApplyAll, $"kubectl get endpointslices{facts.NamespaceOption} -l kubernetes.io/service-name={set.Name}")
        .Say("The way back: apply the old manifests, the Service first.");

    private GuideText Begin(GuideText text)
    {
        text.Heading("A release")
            .Say($"1. **Choose the version.** In `{commands.FileOf(Stem(Canary))}` write the new `image`.")
            .Commands($"manifestlint release deploy {commands.Set} --image NEW-IMAGE");
        return set.Recipe.HasPreview
            ? text.Say($"2. **Raise the weight step by step.** `{Preview}` leads to the canary alone, to try it as soon as it has a pod.").Commands(facts.Request(Preview))
            : text.Say("2. **Raise the weight step by step.**");
    }

    private GuideText Weights(GuideText text)
    {
        ImmutableArray<(int Weight, CanarySplit Split)> steps = CanarySteps.Of(Total, set.Recipe.Steps);
        text.Table(
            ["weight", "canary pods", "stable pods", "share that it comes to"],
            steps.Select(step => (string[])[$"{Number(step.Weight)} %", Number(step.Split.Canary), Number(step.Split.Stable), $"{step.Split.EffectiveText} %"]));
        int[] dropped = [.. set.Recipe.Steps.Where(weight => weight is > 0 and < CanarySplit.WholeWeight && steps.All(step => step.Weight != weight)).Distinct()];
        if (dropped.Length > 0)
        {
            string weights = string.Join(", ", dropped.Select(weight => $"{Number(weight)} %"));
            text.Say($"Left out, because with {Number(Total)} pods it is the same as the step before: {weights}.");
        }

        if (steps.FirstOrDefault() is var (weight, split) && Math.Abs(split.EffectiveWeight - weight) >= 1)
            text.Say($"For exactly {Number(weight)} % it takes {Number(CanarySplit.SmallestTotal(weight))} pods.");
        return text
            .Say("For each step: the canary first, and only when it is ready the stable side, so that all the while enough pods serve. Then wait, and compare errors and latency of the two.")
            .Commands(
                $"manifestlint release weight {commands.Set} {Number(steps.Length > 0 ? steps[0].Weight : CanarySplit.WholeWeight)}",
                ApplyCanary, commands.Wait(Canary), commands.Apply([Stem(Stable), "service"]));
    }

    private GuideText Promote(GuideText text) => text
        .Say($"3. **Promote.** The stable side takes the new version while the canary serves on; then it gets all {Number(Total)} pods back; then the canary goes.")
        .Commands(
            $"manifestlint release promote {commands.Set}",
            ApplyStable, commands.Wait(Stable), commands.Apply([Stem(Canary), "service"]));

    private GuideText Back(GuideText text) => text
        .Heading("Back")
        .Say("The stable side gets all pods first; only when they are ready the canary goes, or capacity would dip.")
        .Commands($"manifestlint release rollback {commands.Set}", ApplyStable, commands.Wait(Stable), commands.Apply([Stem(Canary), "service"]))
        .Say($"After step 3 the stable side runs the new version and the old one stands in the history of `{commands.FileOf(Stem(Stable))}` only: take that commit back with `git revert`, apply, wait.");

    private string Stem(string deployment) => facts.StemOf("Deployment", deployment)!;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
