using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ManifestLint.Cli.Reporters;
using ManifestLint.Releases;
using ManifestLint.Releases.Planning;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>Shows a plan on a terminal, 80 columns wide where words and file names allow it: the table of the steps, then each step.</summary>
internal sealed class ReleasePlanText(TextWriter writer, string path)
{
    private const int Width = 80;
    private const int Indentation = 10;

    /// <summary>Writes the plan.</summary>
    public void Write(ReleasePlan plan)
    {
        Paragraph("", "  ", ReleasePlanTable.Title(plan));
        if (plan.Steps.IsEmpty)
        {
            writer.WriteLine("Nothing to do.");
            WriteLeftOut(plan);
            return;
        }

        Paragraph("", "", ReleasePlanTable.Extent(plan));
        writer.WriteLine();
        WriteTable(plan);
        WriteLeftOut(plan);
        WriteObstacles(plan);
        writer.WriteLine();
        Paragraph("", "", "The plan takes for granted that the cluster is as the files say. Before you begin, this shows no difference:");
        foreach (PlanCommand check in plan.Checks)
            Command("  ", check);
        Paragraph("", "", "Commit after each step. Each one tells its way back.");
        foreach (PlanStep step in plan.Steps)
            WriteStep(plan, step);
    }

    private void WriteTable(ReleasePlan plan)
    {
        string[][] rows = ReleasePlanTable.Rows(plan, hasRequests: true);
        if (Lay(rows).Max(line => line.Length) > Width)
            rows = ReleasePlanTable.Rows(plan, hasRequests: false);
        foreach (string line in Lay(rows))
            Line(line);
    }

    // The title stands left, numbers right.
    private static IEnumerable<string> Lay(string[][] rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => column == 1 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }

    private void WriteLeftOut(ReleasePlan plan)
    {
        if (plan.LeftOut.IsEmpty)
            return;

        writer.WriteLine();
        foreach (string reason in plan.LeftOut)
            Paragraph("- ", "  ", reason);
    }

    private void WriteObstacles(ReleasePlan plan)
    {
        if (plan.Obstacles.IsEmpty)
            return;

        writer.WriteLine();
        writer.WriteLine("In the way:");
        foreach (PlanObstacle obstacle in plan.Obstacles)
        {
            string place = obstacle.Refusal.Place is { } location ? $" ({ReportText.Place(location)})" : "";
            Paragraph("- ", "  ", string.Create(CultureInfo.InvariantCulture, $"step {obstacle.Step}: {obstacle.Refusal.Reason}{place}"));
            if (obstacle.Refusal.Remedy is { } remedy)
                Paragraph("  try: ", "       ", remedy);
        }
    }

    private void WriteStep(ReleasePlan plan, PlanStep step)
    {
        writer.WriteLine();
        Line(string.Create(CultureInfo.InvariantCulture, $"{step.Number}. {step.Title}"));
        Paragraph("   ", "   ", step.Purpose);
        string label = "run";
        foreach (PlanCommand command in step.Commands)
        {
            Command(Label(label), command);
            label = "";
        }

        WriteEdits(step);
        Labelled("wait", step.WaitFor);
        Labelled("hold", step.HoldSeconds == 0 ? null : $"{ReleasePlanTable.Duration(step.HoldSeconds)}, or longer");
        Labelled("pods", ReleasePlanTable.Pods(step));
        Labelled("", ReleasePlanTable.Ending(step));
        Labelled("ready", ReleasePlanTable.Serving(plan, step));
        Labelled("weight", ReleasePlanTable.Weight(step));
        foreach (string note in step.Notes)
            Labelled("note", note);
        Labelled("back", step.Back.Summary);
        foreach (PlanCommand command in step.Back.Commands)
            Command(Label(""), command);
    }

    private void WriteEdits(PlanStep step)
    {
        string label = "edits";
        foreach (FieldEdit edit in step.Change?.Edits ?? [])
        {
            Line(Label(label) + string.Create(CultureInfo.InvariantCulture, $"{edit.Place.File.Path}:{edit.Place.Start.Line + 1}  {ReleaseText.Name(edit.Resource)}"));
            string change = $"{ReleaseText.Show(edit.Before)} -> {(edit.After is null ? "(removed)" : ReleaseText.Show(edit.After))}";
            if (Indentation + 2 + edit.Path.ToString().Length + 2 + change.Length <= Width)
            {
                Line($"{Label("")}  {edit.Path}  {change}");
            }
            else
            {
                Line($"{Label("")}  {edit.Path}");
                Paragraph($"{Label("")}    ", $"{Label("")}      ", change);
            }

            label = "";
        }
    }

    private void Labelled(string label, string? text)
    {
        if (text is not null)
            Paragraph(Label(label), Label(""), text);
    }

    private static string Label(string label) => $"   {label}".PadRight(Indentation);

    private void Paragraph(string first, string next, string text) => Break(first, next, text.Split(' ', StringSplitOptions.RemoveEmptyEntries), "");

    // A long command goes on behind a backslash, as a shell takes it.
    private void Command(string first, PlanCommand command) => Break(first, $"{new string(' ', first.Length)}  ", Words(command.Print(path)), " \\");

    private void Break(string first, string next, IReadOnlyList<string> words, string end)
    {
        var line = new StringBuilder(first);
        int start = first.Length;
        for (int i = 0; i < words.Count; i++)
        {
            int room = Width - (i == words.Count - 1 ? 0 : end.Length);
            if (line.Length > start && line.Length + 1 + words[i].Length > room)
            {
                Line(line + end);
                line.Clear().Append(next);
                start = next.Length;
            }

            line.Append(line.Length > start ? " " : "").Append(words[i]);
        }

        Line(line.ToString());
    }

    // What stands in quotes is not broken.
    private static ImmutableArray<string> Words(string command)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        int start = 0;
        char quote = '\0';
        for (int i = 0; i < command.Length; i++)
        {
            char character = command[i];
            if (quote == '\0' && character == ' ')
            {
                words.Add(command[start..i]);
                start = i + 1;
            }
            else if (quote == '\0' && character is '\'' or '"')
            {
                quote = character;
            }
            else if (character == quote && (quote == '\'' || command[i - 1] != '\\'))
            {
                quote = '\0';
            }
        }

        words.Add(command[start..]);
        return JoinOptions(words);
    }

    // An option and its value stay on one line where that is possible.
    private static ImmutableArray<string> JoinOptions(IReadOnlyList<string> words)
    {
        var joined = ImmutableArray.CreateBuilder<string>();
        foreach (string word in words)
        {
            bool isValue = joined.Count > 0 && joined[^1] is ['-', not '-', ..] or ['-', '-', _, ..] && !joined[^1].AsSpan().ContainsAny(" =") && !word.StartsWith('-');
            if (isValue && joined[^1].Length + word.Length < Width - Indentation - 6)
                joined[^1] += $" {word}";
            else
                joined.Add(word);
        }

        return joined.DrainToImmutable();
    }

    private void Line(string text) => writer.WriteLine(VisibleText.Escape(text.TrimEnd()));
}
