using System.Collections.Immutable;
using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;
using ManifestLint.Diagnostics;
using ManifestLint.Releases.Generation;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Commands;

/// <summary>Brings generated files to the user: held to the rules, shown as a difference, or written where nothing else stands.</summary>
/// <param name="environment">The world around.</param>
/// <param name="isForced">Whether the user insists.</param>
/// <param name="isQuiet">Whether only errors are told.</param>
internal sealed class GeneratedOutput(CommandEnvironment environment, bool isForced, bool isQuiet)
{
    /// <summary>Holds manifests to the rules of a preset and tells what they find: errors, and with <paramref name="tellsAll"/> everything else.</summary>
    /// <param name="manifests">The manifests, by the paths that they will have.</param>
    /// <param name="preset">The rules.</param>
    /// <param name="tellsAll">Whether warnings and infos are told.</param>
    /// <param name="source">What they were made of; null when it is no manifest.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <returns>The exit code when they must not be written; null when they may.</returns>
    public int? Judge(IEnumerable<GeneratedFile> manifests, RulePreset preset, bool tellsAll, ResourceSet? source, CancellationToken cancellation)
    {
        ImmutableArray<ManifestFile> files = [.. manifests.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => ManifestFile.Parse(file.Path, SourceText.From(file.Text)))];
        ImmutableArray<Rule> rules = environment.CreateRules();
        var linter = new Linter(rules, CommandConfiguration.Read(environment, rules, preset, cancellation));
        ImmutableArray<Diagnostic> findings = linter.Lint(ResourceSet.Create([new Bundle(files, IsReadWhole: true)]), 1, cancellation).Diagnostics;
        ImmutableArray<Diagnostic> errors = [.. findings.Where(finding => finding.Severity == DiagnosticSeverity.Error)];
        if (errors.IsEmpty || isForced)
        {
            TellFindings(tellsAll && !isQuiet ? findings : errors);
            return null;
        }

        // The files of the result do not exist, so what is wrong is shown where it can be repaired.
        ImmutableArray<Diagnostic> causes = source is null ? [] : [.. linter.Lint(source, 1, cancellation).Diagnostics.Where(finding =>
            finding.Severity == DiagnosticSeverity.Error && errors.Any(error => error.Descriptor.Id == finding.Descriptor.Id))];
        TellFindings(causes.IsEmpty ? errors : causes);
        Note(causes.IsEmpty
            ? $"the result would have {ReportText.Count(errors.Length, "error")}, so nothing was written; repair the manifests that it is made of, or insist with --force"
            : $"the result would keep {(causes.Length == 1 ? "this error" : $"these {causes.Length} errors")}, so nothing was written; repair the manifests, or insist with --force");
        return ExitCode.Findings;
    }

    /// <summary>Shows what writing would change.</summary>
    public void ShowDifferences(ImmutableArray<TargetFile> targets) => Write(writer =>
    {
        var diff = new UnifiedDiff(writer, environment.WantsColor, environment.IsOutputTerminal);
        foreach (TargetFile target in targets)
            diff.Write(target.ShownPath, target.Present is { } present ? Encoding.UTF8.GetString(present) : null, target.Text);
    });

    /// <summary>Writes the files, all or none, unless other ones are in their place.</summary>
    /// <returns>The exit code when nothing was written; null when they were.</returns>
    public int? Write(ImmutableArray<TargetFile> targets, CancellationToken cancellation)
    {
        if (!isForced && targets.Any(target => target.State == FileState.Different))
        {
            Note("these files are there and differ, so nothing was written; --dry-run shows the differences, --force replaces the files");
            foreach (TargetFile target in targets.Where(target => target.State == FileState.Different))
                environment.Error.WriteLine($"  {VisibleText.Escape(target.ShownPath)}");
            return ExitCode.Differs;
        }

        new GeneratedFileWriter(environment).Write(targets, cancellation);
        return null;
    }

    /// <summary>Tells of each file what became of it.</summary>
    public static void TellFiles(TextWriter writer, ImmutableArray<TargetFile> targets)
    {
        foreach (TargetFile target in targets)
        {
            string word = target.State switch { FileState.New => "created  ", FileState.Identical => "identical", _ => "replaced " };
            writer.WriteLine($"{word} {VisibleText.Escape(target.ShownPath)}");
        }
    }

    /// <summary>Writes to standard output.</summary>
    /// <exception cref="WrongUseException">Nobody takes it.</exception>
    public void Write(Action<StreamWriter> write)
    {
        try
        {
            using (StreamWriter writer = ReportText.Open(environment.Output))
                write(writer);
            environment.Output.Flush();
        }
        catch (IOException exception)
        {
            throw new WrongUseException($"cannot write to standard output: {FileTrouble.Describe("", exception)}");
        }
    }

    /// <summary>Tells sentences on standard error, unless the user wants it quiet.</summary>
    public void Tell(IEnumerable<string> notes)
    {
        foreach (string note in isQuiet ? [] : notes)
            Note(note);
    }

    private void TellFindings(IEnumerable<Diagnostic> findings)
    {
        foreach (Diagnostic finding in findings)
            environment.Error.WriteLine($"{ReportText.Place(finding.Location)}: {ReportText.Name(finding.Severity)} {finding.Descriptor}: {VisibleText.Escape(finding.Message)}");
    }

    private void Note(string message) => environment.Error.WriteLine($"manifestlint: {VisibleText.Escape(message)}");
}
