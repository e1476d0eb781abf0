using System.Collections.Immutable;
using ManifestLint.Cli.Reporters;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>Tells about operations in text.</summary>
internal static class ReleaseText
{
    /// <summary>Tells what was done, how it gets into the cluster, and what may follow.</summary>
    public static void Write(TextWriter writer, ReleaseChange change, ImmutableArray<ReleaseRefusal> overruled, string path, bool isWritten)
    {
        string extent = change.IsNothing
            ? "nothing to change"
            : $"{ReportText.Count(change.Edits.Length, "edit")}, {ReportText.Count(change.Files.Length, "file")}{(isWritten ? "" : ", not written")}";
        writer.WriteLine(VisibleText.Escape($"release {change.Verb}: {change.Before.Name}  {change.Summary}  ({extent})"));
        WriteEdits(writer, change.Edits);
        foreach (ReleaseRefusal objection in overruled)
            writer.WriteLine(VisibleText.Escape($"forced: {objection.Reason}"));
        foreach (string note in change.Notes)
            writer.WriteLine(VisibleText.Escape($"note: {note}"));
        WriteSteps(writer, change);
        WriteNext(writer, change.IsNothing ? ReleaseAdvice.For(change.After) : change.Next, path);
    }

    /// <summary>Commands that may follow.</summary>
    public static void WriteNext(TextWriter writer, ImmutableArray<NextCommand> next, string path)
    {
        string[] commands = [.. next.Select(command => $"manifestlint release {command.Verb} {path}{(command.Options.Length == 0 ? "" : " ")}{command.Options}")];
        int width = commands.Length == 0 ? 0 : commands.Max(command => command.Length);
        for (int i = 0; i < commands.Length; i++)
            writer.WriteLine(VisibleText.Escape($"{(i == 0 ? "next:  " : "       ")}{commands[i].PadRight(width)}  {next[i].Purpose}"));
    }

    /// <summary>A path as a shell takes it.</summary>
    public static string QuotePath(string path) => KubectlCommands.Quote(path);

    /// <summary>The paths and options by which another command finds the same set.</summary>
    public static string CommandPath(ImmutableArray<string> paths, ReleaseQuery query)
    {
        string[] words =
        [
            .. paths.Select(QuotePath),
            .. query.Name is { } name ? (string[])["--name", KubectlCommands.Quote(name)] : [],
            .. query.ColorLabel is { } color ? (string[])["--color-label", KubectlCommands.Quote(color)] : [],
            .. query.TrackLabel is { } track ? (string[])["--track-label", KubectlCommands.Quote(track)] : [],
        ];
        return string.Join(' ', words);
    }

    /// <summary>A value as one sees it in the file; a mapping or list as JSON.</summary>
    public static string Show(YamlValue? value) => value switch
    {
        null => "(none)",
        YamlScalarValue { Text.Length: > 0 } scalar => scalar.Text,
        _ => value.ToString(),
    };

    /// <summary>An object as tables show it: <c>Service/shop</c>.</summary>
    public static string Name(Resource resource) => $"{resource.Kind}/{resource.Name}";

    private static void WriteEdits(TextWriter writer, ImmutableArray<FieldEdit> edits)
    {
        string[][] rows = [.. edits.Select(edit => (string[])
        [
            $"{edit.Place.File.Path}:{edit.Place.Start.Line + 1}", Name(edit.Resource), edit.Path.ToString(), $"{Show(edit.Before)} -> {(edit.After is null ? "(removed)" : Show(edit.After))}",
        ])];
        foreach (string line in Columns(rows))
            writer.WriteLine(VisibleText.Escape($"  {line}"));
    }

    private static void WriteSteps(TextWriter writer, ReleaseChange change)
    {
        int number = 0;
        foreach (RolloutStep step in change.Steps)
        {
            string label = change.Steps.Length == 1 ? "apply: " : $"{++number}.     ";
            foreach (string command in step.Commands)
            {
                writer.WriteLine(VisibleText.Escape($"{label}{command}"));
                label = "       ";
            }

            if (step.Wait is { } wait)
                writer.WriteLine(VisibleText.Escape($"wait:  {wait}"));
        }
    }

    /// <summary>Rows with columns under each other.</summary>
    public static IEnumerable<string> Columns(IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
            yield break;

        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            yield return string.Join("  ", row.Select((cell, column) => column == row.Length - 1 ? cell : cell.PadRight(widths[column]))).TrimEnd();
    }
}
