using System.Globalization;
using ManifestLint.Releases.Generation;

namespace ManifestLint.Releases.Providers;

/// <summary>Writes the page that stands beside converted manifests.</summary>
internal static class ConversionGuide
{
    /// <summary>The page, in Markdown.</summary>
    public static string Write(ReleaseConversion conversion)
    {
        string kind = conversion.Before.Strategy == ReleaseStrategy.BlueGreen ? "blue-green" : "canary";
        GuideText text = new GuideText()
            .Title($"{conversion.Name}: {kind} with {conversion.Provider}")
            .Say($"Made from {conversion.Before.Serving.Name} and {conversion.Before.Other.Name}. Commands are run in the directory of this file.")
            .Table(
                ["file", "objects"],
                conversion.Objects.GroupBy(generated => generated.FileStem, StringComparer.Ordinal).Select(group =>
                    (string[])[$"`{group.Key}.yaml`", string.Join(", ", group.Select(generated => $"{generated.Kind} `{generated.Name}`"))]));

        text = text.Heading("What is lost, and what changes").Table(
            ["", "now", $"with {conversion.Provider}"],
            conversion.Differences.Select(difference => (string[])[difference.Topic, difference.Plain, difference.Converted]));
        if (!conversion.Notes.IsEmpty)
            text = text.Heading("To know").Items(conversion.Notes.Select(note => $"{char.ToUpperInvariant(note[0])}{note[1..]}."));

        text = text.Heading("Migration").Say("One step at a time: what one step brings must hold before the next one.");
        for (int i = 0; i < conversion.Migration.Length; i++)
            text = text.Step($"{(i + 1).ToString(CultureInfo.InvariantCulture)}. ", conversion.Migration[i]);
        text = text.Heading(conversion.WayBack.Title).Explain(conversion.WayBack);
        text = text.Heading("A release from then on");
        foreach (MigrationStep step in conversion.Release)
            text = text.Step("", step);
        return text.ToString();
    }

    private static GuideText Step(this GuideText text, string number, MigrationStep step) => text.Say($"{number}**{step.Title}.** {step.Explanation}".TrimEnd()).Commands(step);

    private static GuideText Explain(this GuideText text, MigrationStep step) => text.Say(step.Explanation).Commands(step);

    private static GuideText Commands(this GuideText text, MigrationStep step) => step.Commands.IsEmpty ? text : text.Commands(step.Commands);
}
