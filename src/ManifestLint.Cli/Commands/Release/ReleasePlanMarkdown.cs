using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Cli.Reporters;
using ManifestLint.Releases;
using ManifestLint.Releases.Planning;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>Shows a plan in Markdown, for a pull request or a runbook.</summary>
internal sealed class ReleasePlanMarkdown(TextWriter writer, string path)
{
    /// <summary>Writes the plan.</summary>
    public void Write(ReleasePlan plan)
    {
        string title = ReleasePlanTable.Title(plan);
        Line($"# {Text($"{char.ToUpperInvariant(title[0])}{title[1..]}")}");
        writer.WriteLine();
        if (plan.Steps.IsEmpty)
        {
            writer.WriteLine("Nothing to do.");
            WriteLeftOut(plan);
            return;
        }

        Line(Text(ReleasePlanTable.Extent(plan)));
        writer.WriteLine();
        WriteTable(ReleasePlanTable.Rows(plan, hasRequests: true), column => column is 1 ? "---" : "--:");
        WriteLeftOut(plan);
        WriteObstacles(plan);
        writer.WriteLine();
        writer.WriteLine("The plan takes for granted that the cluster is as the files say. Before you begin, this shows no difference:");
        WriteCommands(plan.Checks);
        writer.WriteLine();
        writer.WriteLine("Commit after each step. Each one tells its way back.");
        foreach (PlanStep step in plan.Steps)
            WriteStep(plan, step);
    }

    private void WriteLeftOut(ReleasePlan plan)
    {
        if (!plan.LeftOut.IsEmpty)
            writer.WriteLine();
        foreach (string reason in plan.LeftOut)
            Line($"- {Text(reason)}");
    }

    private void WriteObstacles(ReleasePlan plan)
    {
        if (plan.Obstacles.IsEmpty)
            return;

        writer.WriteLine();
        writer.WriteLine("**In the way:**");
        writer.WriteLine();
        foreach (PlanObstacle obstacle in plan.Obstacles)
        {
            string place = obstacle.Refusal.Place is { } location ? $" (`{ReportText.Place(location)}`)" : "";
            string remedy = obstacle.Refusal.Remedy is { } text ? $" Try: {Text(text)}." : "";
            Line(string.Create(CultureInfo.InvariantCulture, $"- Step {obstacle.Step}: {Text(obstacle.Refusal.Reason)}{place}.{remedy}"));
        }
    }

    private void WriteStep(ReleasePlan plan, PlanStep step)
    {
        writer.WriteLine();
        Line(string.Create(CultureInfo.InvariantCulture, $"## {step.Number}. {Text(step.Title)}"));
        writer.WriteLine();
        Line(Text(step.Purpose));
        if (step.Change is { } change)
        {
            writer.WriteLine();
            WriteTable([["file", "object", "field", "before", "after"], .. change.Edits.Select(Row)], _ => "---");
        }

        WriteCommands(step.Commands);
        writer.WriteLine();
        Item("Wait", step.WaitFor);
        Item("Hold", step.HoldSeconds == 0 ? null : $"{ReleasePlanTable.Duration(step.HoldSeconds)}, or longer");
        Item("Pods", string.Join("; ", new[] { ReleasePlanTable.Pods(step), ReleasePlanTable.Ending(step) }.Where(text => text is not null)));
        Item("Ready", ReleasePlanTable.Serving(plan, step));
        Item("Weight", ReleasePlanTable.Weight(step));
        foreach (string note in step.Notes)
            Item("Note", note);
        Item("Way back", step.Back.Summary);
        WriteCommands(step.Back.Commands);
    }

    private static string[] Row(FieldEdit edit) =>
    [
        Code(string.Create(CultureInfo.InvariantCulture, $"{edit.Place.File.Path}:{edit.Place.Start.Line + 1}")), Code(ReleaseText.Name(edit.Resource)), Code(edit.Path.ToString()),
        edit.Before is null ? "" : Code(ReleaseText.Show(edit.Before)), edit.After is null ? "" : Code(ReleaseText.Show(edit.After)),
    ];

    private void WriteTable(string[][] rows, Func<int, string> rule)
    {
        Line($"| {string.Join(" | ", rows[0].Select(Cell))} |");
        Line($"|{string.Join('|', rows[0].Select((_, column) => rule(column)))}|");
        foreach (string[] row in rows.Skip(1))
            Line($"| {string.Join(" | ", row.Select(Cell))} |");
    }

    private void WriteCommands(ImmutableArray<PlanCommand> commands)
    {
        if (commands.IsEmpty)
            return;

        writer.WriteLine();
        writer.WriteLine("```sh");
        foreach (PlanCommand command in commands)
            Line(command.Print(path));
        writer.WriteLine("```");
    }

    private void Item(string label, string? text)
    {
        if (text is not null)
            Line($"- **{label}:** {Text(text)}");
    }

    private void Line(string text) => writer.WriteLine(VisibleText.Escape(text));

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";

    // Names and images from manifests are shown as they are.
    private static string Text(string text) => text.Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
