using System.Globalization;

namespace ManifestLint.Releases.Generation;

/// <summary>The instructions for a blue-green set.</summary>
internal sealed class BlueGreenGuide(GeneratedSet set, GuideFacts facts, GuideCommands commands)
{
    private readonly string _key = set.Recipe.SlotKey ?? "color";
    private readonly string _first = set.Recipe.Slots is [var first, _] ? first : "blue";
    private readonly string _second = set.Recipe.Slots is [_, var second] ? second : "green";
    private readonly string _hold = facts.HoldSeconds.ToString(CultureInfo.InvariantCulture);
    private readonly string _replicas = facts.Replicas.ToString(CultureInfo.InvariantCulture);

    private string Live => set.Workloads[0];

    private string Idle => set.Workloads[1];

    private string ApplyLive => commands.ApplySide(Stem(Live), _key, _first);

    private string ApplyIdle => commands.ApplySide(Stem(Idle), _key, _second);

    private string Preview => $"{set.Name}-preview";

    /// <summary>The text.</summary>
    public string Write()
    {
        GuideText text = new GuideText()
            .Title($"{set.Name}: blue-green")
            .Say($"Service `{set.Name}` sends every request to the pods whose label `{_key}` it selects. `{Live}` serves now; `{Idle}` has no pods until the next release. "
                + "The two take turns: the next release goes to the one that is idle.")
            .Files(facts, commands);
        return Back(Release((set.Recipe.Adopts ? Adopt(text) : Start(text)).Replaced(set))).Notes(set.Notes).ToString();
    }

    private GuideText Start(GuideText text)
    {
        text.Heading("The first time");
        if (!commands.HasFiles)
        {
            return text.Say($"Everything at once. When `{set.Name}` serves already, it would have no pods until those of `{Live}` are ready: make the set with `--adopt` or `--layout files` then.")
                .Commands(commands.ApplyAll, commands.WaitForAll(Live));
        }

        // An autoscaler brings the pods beyond the first.
        string[] before = [.. facts.NeededStems, Stem(Live), .. facts.ScalerStems];
        string[] later = [.. facts.Stems.Where(stem => stem != "service" && !before.Contains(stem, StringComparer.Ordinal))];
        return text.Say("The pods first, then the Service that leads to them: a service that runs already goes on serving meanwhile.")
            .Commands(commands.Apply(before), commands.WaitForAll(Live), commands.Apply(["service", .. later]))
            .Say($"A Deployment of another name that served before can go once it has had {_hold} s to finish its requests: `kubectl delete deployment NAME{facts.NamespaceOption}`.");
    }

    private GuideText Adopt(GuideText text)
    {
        string[] needed = [.. facts.NeededStems];
        string[] later = [.. facts.Stems.Where(stem => stem != Stem(Live) && stem != "service" && stem != Stem(Idle) && !needed.Contains(stem, StringComparer.Ordinal))];
        text.Heading($"Once: `{Live}` becomes the first side")
            .Say($"The selector of a Deployment cannot be changed, so `{Live}` keeps its own and only its pods get the labels that they lack, `{_key}: {_first}` among them: one rolling update.");
        text = text.NeededFirst(facts, commands)
            .Commands(ApplyLive, commands.Wait(Live))
            .Say("Only when every pod has the label may the Service select it; before, it would find none. The same pods serve, found by other labels.")
            .Commands(commands.Apply(["service", .. later]), $"kubectl get endpointslices{facts.NamespaceOption} -l kubernetes.io/service-name={set.Name}");
        if (commands.HasFiles)
            text = text.Say("Last, the empty second side.").Commands(ApplyIdle);
        return text.Say("The way back: apply the old manifests, the Service first.");
    }

    private GuideText Release(GuideText text)
    {
        string replicas = facts.IsScaled
            ? $"and take `replicas` out: its autoscaler brings the pods. Raise `minReplicas` of that to what `{Live}` runs at that moment, for the idle side has no load to scale by"
            : $"and `replicas: {_replicas}`";
        text.Heading("A release")
            .Say($"1. **Start the idle side.** In `{commands.FileOf(Stem(Idle))}` write the new `image` {replicas}.")
            .Commands($"manifestlint release deploy {commands.Set} --image NEW-IMAGE", ApplyIdle, commands.WaitForAll(Idle));
        text = set.Recipe.HasPreview
            ? text.Say($"2. **Try it.** `{Preview}` leads to the idle side.").Commands(facts.Request(Preview))
            : text.Say("2. **Try it.** There is no Service for the idle side; reach a pod directly.").Commands($"kubectl port-forward{facts.NamespaceOption} deployment/{Idle} 8080:PORT");
        string other = set.Recipe.HasPreview ? $", and `{_first}` in `{Preview}`" : "";
        return text
            .Say($"3. **Switch.** In `{commands.FileOf("service")}` write `{_key}: {_second}` in the selector of `{set.Name}`{other}. Nothing else in the same apply.")
            .Commands($"manifestlint release switch {commands.Set} --to {_second}", commands.Apply("service"))
            .Say($"4. **Hold** for {_hold} s at least. Open connections stay with the old pods until they end; watch errors and latency.")
            .Say($"5. **Retire the old side.** In `{commands.FileOf(Stem(Live))}` write `replicas: 0`, and in `{commands.FileOf("service")}` `{ReleaseAnnotations.Previous}: {_second}`: the release is over.")
            .Commands($"manifestlint release retire {commands.Set}", commands.Apply(Stem(Live), "service"))
            .Say("The next release is the same with the sides exchanged. This says which one is idle; the commands that edit files say what to apply:")
            .Commands($"manifestlint release status {commands.Set}");
    }

    private GuideText Back(GuideText text)
    {
        text.Heading("Back")
            .Say("While the old side still has its pods, back is step 3 the other way round and takes effect within seconds:")
            .Commands($"manifestlint release rollback {commands.Set}", commands.Apply("service"))
            .Say("After step 5 the old side first gets its pods back. Only when they are ready the Service may lead to them; in one apply there would be no pods to switch to.")
            .Commands($"manifestlint release rollback {commands.Set} --to {_first} --start-old", commands.Apply(Stem(Live), "service"), commands.WaitForAll(Live))
            .Commands($"manifestlint release rollback {commands.Set}", commands.Apply("service"));
        return text;
    }

    private string Stem(string deployment) => facts.StemOf("Deployment", deployment)!;
}
