using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Releases.Generation;
using ManifestLint.Releases.Providers;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>One run of <c>release convert</c>: read, make, look at the result, write.</summary>
internal sealed class ReleaseConvertSession(CommandEnvironment environment, ReleaseConvertOptions options)
{
    /// <summary>Runs and tells the exit code.</summary>
    public int Run()
    {
        CancellationToken cancellation = environment.WatchForInterrupt();
        ReleaseConversion conversion;
        try
        {
            conversion = Convert();
        }
        catch (ReleaseRefusedException exception)
        {
            return Refuse(exception.Refusal);
        }

        if (conversion.Objection is { } objection && !options.IsForced)
            return Refuse(objection);
        ImmutableArray<GeneratedFile> files = conversion.ToFiles();
        if (Judge(files, cancellation) is { } refused)
            return refused;
        if (options.Output == "-")
            return WriteStream(conversion);

        ImmutableArray<TargetFile> targets = new GeneratedFileWriter(environment).Look(options.Output ?? $"{conversion.Name}-{options.Provider}", files);
        return options.IsDryRun ? ShowDifferences(targets) : Write(conversion, targets, cancellation);
    }

    private ReleaseConversion Convert()
    {
        var provider = ReleaseProvider.Find(options.Provider);
        var input = ReleaseInput.Read(environment, options.Set.Paths);
        return provider.Convert(ReleaseRecognizer.Recognize(input.Resources, input.Complete(options.Set.Query)), options.Request);
    }

    private int Refuse(ReleaseRefusal refusal)
    {
        Refusals.Write(environment, refusal, mayForce: refusal.CanBeForced);
        return refusal.Kind == RefusalKind.WrongUse ? ExitCode.WrongUse : ExitCode.Findings;
    }

    // Null when it may be written.
    private int? Judge(ImmutableArray<GeneratedFile> files, CancellationToken cancellation)
    {
        ImmutableArray<ManifestFile> manifests = [.. files.Where(file => file.IsManifest).OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => ManifestFile.Parse(file.Path, SourceText.From(file.Text)))];
        var linter = new Linter(environment.CreateRules(), LintConfiguration.Default);
        Diagnostic[] errors = [.. linter.Lint(ResourceSet.Create([new Bundle(manifests, IsReadWhole: true)]), 1, cancellation).Diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Error)];
        foreach (Diagnostic error in errors)
            environment.Error.WriteLine($"{ReportText.Place(error.Location)}: {ReportText.Name(error.Severity)} {error.Descriptor}: {VisibleText.Escape(error.Message)}");
        if (errors.Length == 0 || options.IsForced)
            return null;
        Note($"the result would have {ReportText.Count(errors.Length, "error")}, so nothing was written; repair the manifests that it is made of, or insist with --force");
        return ExitCode.Findings;
    }

    private int WriteStream(ReleaseConversion conversion)
    {
        foreach (string note in options.IsQuiet ? [] : conversion.Notes)
            Note(note);
        if (!options.IsQuiet)
            Note("how to migrate stands in the README.md that --output DIR writes");
        WriteOutput(writer => writer.Write(conversion.ToStream()));
        return ExitCode.Clean;
    }

    private int ShowDifferences(ImmutableArray<TargetFile> targets)
    {
        WriteOutput(writer =>
        {
            var diff = new UnifiedDiff(writer, environment.WantsColor, environment.IsOutputTerminal);
            foreach (TargetFile target in targets)
                diff.Write(target.ShownPath, target.Present is { } present ? Encoding.UTF8.GetString(present) : null, target.Text);
        });
        return ExitCode.Clean;
    }

    private int Write(ReleaseConversion conversion, ImmutableArray<TargetFile> targets, CancellationToken cancellation)
    {
        if (!options.IsForced && targets.Any(target => target.State == FileState.Different))
        {
            Note("these files are there and differ, so nothing was written; --dry-run shows the differences, --force replaces the files");
            foreach (TargetFile target in targets.Where(target => target.State == FileState.Different))
                environment.Error.WriteLine($"  {VisibleText.Escape(target.ShownPath)}");
            return ExitCode.Differs;
        }

        new GeneratedFileWriter(environment).Write(targets, cancellation);
        if (!options.IsQuiet)
            WriteOutput(writer => Tell(writer, conversion, targets));
        return ExitCode.Clean;
    }

    private static void Tell(StreamWriter writer, ReleaseConversion conversion, ImmutableArray<TargetFile> targets)
    {
        foreach (TargetFile target in targets)
            writer.WriteLine($"{(target.State switch { FileState.New => "created  ", FileState.Identical => "identical", _ => "replaced " })} {VisibleText.Escape(target.ShownPath)}");
        writer.WriteLine();
        writer.WriteLine("what is lost, and what changes:");
        foreach (ConversionDifference difference in conversion.Differences)
            writer.WriteLine(VisibleText.Escape($"  {difference.Topic}: {difference.Plain} -> {difference.Converted}"));
        foreach (string note in conversion.Notes)
            writer.WriteLine(VisibleText.Escape($"note: {note}"));
        writer.WriteLine();
        writer.WriteLine(VisibleText.Escape($"to migrate ({targets[^1].ShownPath} says why and what to look at):"));
        for (int i = 0; i < conversion.Migration.Length; i++)
        {
            writer.WriteLine(VisibleText.Escape($"  {(i + 1).ToString(CultureInfo.InvariantCulture)}. {conversion.Migration[i].Title}"));
            foreach (string command in conversion.Migration[i].Commands)
                writer.WriteLine(VisibleText.Escape($"       {command}"));
        }
    }

    private void WriteOutput(Action<StreamWriter> write)
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

    private void Note(string message) => environment.Error.WriteLine($"manifestlint: {VisibleText.Escape(message)}");
}
