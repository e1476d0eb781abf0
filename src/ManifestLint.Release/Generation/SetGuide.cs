using System.Collections.Immutable;

namespace ManifestLint.Releases.Generation;

/// <summary>Writes the instructions that stand beside generated manifests: what to apply in which order, what to wait for, how to go back.</summary>
public static class SetGuide
{
    /// <summary>The instructions for a release set, in Markdown.</summary>
    /// <param name="set">The set.</param>
    /// <param name="layout">How it is spread over files.</param>
    public static string Write(GeneratedSet set, LayoutKind layout)
    {
        var facts = new GuideFacts(set.Objects, set.Name, set.Workloads[0]);
        bool isCanary = set.Recipe.Strategy == ReleaseStrategy.Canary;
        var commands = new GuideCommands(layout, set.Name, facts) { LabelOption = set.LabelToName is { } key ? $"{(isCanary ? "--track-label" : "--color-label")} {key}" : null };
        return isCanary
            ? new CanaryGuide(set, facts, commands).Write()
            : new BlueGreenGuide(set, facts, commands).Write();
    }

    /// <summary>The instructions for a single service, in Markdown.</summary>
    /// <param name="service">The service.</param>
    /// <param name="layout">How it is spread over files.</param>
    public static string Write(ScaffoldedService service, LayoutKind layout)
    {
        var facts = new GuideFacts(service.Objects, service.Name, service.Name);
        return new ServiceGuide(service, facts, new GuideCommands(layout, service.Name, facts)).Write();
    }

    /// <summary>A table of the files and what each is for.</summary>
    internal static GuideText Files(this GuideText text, GuideFacts facts, GuideCommands commands)
    {
        IEnumerable<IReadOnlyList<string>> rows = commands.HasFiles
            ? facts.Stems.Select(stem => (string[])[$"`{stem}.yaml`", Objects(facts.In(stem))])
            : [[$"`{commands.Path}`", Objects(facts.Stems.SelectMany(facts.In))]];
        return text.Table(["file", "objects"], rows);
    }

    /// <summary>How to apply what pods need to start, where there is something.</summary>
    internal static GuideText NeededFirst(this GuideText text, GuideFacts facts, GuideCommands commands)
    {
        string[] needed = [.. facts.NeededStems];
        if (needed.Length == 0)
            return text;
        return commands.HasFiles
            ? text.Commands(commands.Apply(needed))
            : text.Say($"First what the new pods need, these documents alone: {Objects(needed.SelectMany(facts.In))}.");
    }

    /// <summary>What becomes of the manifests that the set was made from.</summary>
    internal static GuideText Replaced(this GuideText text, GeneratedSet set) => set.Recipe.IsScaffolded
        ? text
        : text.Say("These files take the place of the ones they were made from. Take those out of git and out of what is applied, or the next apply brings the old Service back.");

    /// <summary>What was noted when the set was made.</summary>
    internal static GuideText Notes(this GuideText text, ImmutableArray<string> notes) =>
        notes.IsEmpty ? text : text.Heading("To know").Items(notes.Select(note => $"{char.ToUpperInvariant(note[0])}{note[1..].TrimEnd('.')}."));

    private static string Objects(IEnumerable<GeneratedObject> objects) => string.Join(", ", objects.Select(generated => $"{generated.Kind} `{generated.Name}`"));
}
