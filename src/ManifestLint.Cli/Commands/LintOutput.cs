using System.Text;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;
using ManifestLint.Fixes;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands;

/// <summary>Puts what a run of <c>lint</c> came to where the options want it.</summary>
internal sealed class LintOutput(CommandEnvironment environment, LintOptions options)
{
    private bool HasColor => options.Color ?? environment.WantsColor;

    /// <summary>What the changes of a run do to findings: <c>fixed</c>.</summary>
    public static string Verb(LintOptions options) => options.AddsSuppressions ? "suppressed" : "fixed";

    /// <summary>Writes the further reports and tells which could not be written, with the reason.</summary>
    public IEnumerable<(string Path, string Reason)> WriteFiles(LintReport report, CancellationToken cancellation) =>
        new ReportFiles(environment).Write(options.Outputs, report, cancellation);

    /// <summary>Writes standard output: the report, the difference, or the changed input.</summary>
    /// <exception cref="WrongUseException">Nobody takes it.</exception>
    public void Write(LintReport report, LintInputs? inputs, FixResult? changes)
    {
        try
        {
            if (options.Fix == FixMode.Diff && changes is not null)
                WriteDiff(changes);
            else if (options.Fix == FixMode.Write && changes is not null && inputs?.Input is { } input)
                WriteChangedInput(input, report, changes);
            else
                WriteReport(report, environment.Output, HasColor, environment.GetOutputWidth());
            environment.Output.Flush();
        }
        catch (IOException exception)
        {
            throw new WrongUseException($"cannot write to standard output: {FileTrouble.Describe("", exception)}");
        }
    }

    private void WriteReport(LintReport report, Stream output, bool hasColor, int? width) =>
        ReportFormat.Create(options.Format, hasColor, hasSummary: !options.IsQuiet, width).Write(report, output);

    // A filter gives back what it was given, changed or not; what there is to say goes to the other stream.
    private void WriteChangedInput(ManifestFile input, LintReport report, FixResult changes)
    {
        ManifestFile after = changes.Files.Where(file => file.Before.Path == input.Path).Select(file => file.After).FirstOrDefault(input);
        if (after.Text is { } content)
            environment.Output.Write(content.ToBytes());
        using var text = new MemoryStream();
        WriteReport(report, text, hasColor: false, width: null);
        environment.Error.Write(Encoding.UTF8.GetString(text.ToArray()));
    }

    private void WriteDiff(FixResult changes)
    {
        using StreamWriter writer = ReportText.Open(environment.Output);
        var diff = new UnifiedDiff(writer, HasColor, isTerminal: environment.IsOutputTerminal);
        foreach (FixedFile file in changes.Files)
            diff.Write(file.After.Path, file.Before.Text!.Text, file.After.Text!.Text);
        if (!options.IsQuiet)
            environment.Error.WriteLine($"{ReportText.Count(changes.Applied.Length, "finding")} in {ReportText.Count(changes.Files.Length, "file")} would be {Verb(options)}, {ReportText.Count(changes.Remaining.Diagnostics.Length, "finding")} would remain.");
    }
}
