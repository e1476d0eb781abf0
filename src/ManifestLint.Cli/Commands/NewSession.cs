using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Releases.Generation;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Commands;

/// <summary>One run of <c>new</c>: read, make, look at the result, write.</summary>
internal sealed class NewSession(CommandEnvironment environment, NewOptions options)
{
    private readonly NewInputs _inputs = new(environment);

    /// <summary>Runs and tells the exit code.</summary>
    public int Run()
    {
        CancellationToken cancellation = environment.WatchForInterrupt();
        NewProduct product;
        try
        {
            product = Make();
        }
        catch (ReleaseRefusedException exception)
        {
            Refusals.Write(environment, exception.Refusal);
            return Refusals.ExitCodeOf(exception.Refusal);
        }

        if (options.WritesToOutput)
            return Judge(product, [product.Manifests[0] with { Path = "<stdout>" }], cancellation) is { } refused ? refused : WriteStream(product);

        ImmutableArray<TargetFile> targets = new GeneratedFileWriter(environment).Look(Directory(product), Files(product));
        if (Judge(product, [.. targets.Zip(Files(product)).Where(pair => pair.Second.IsManifest).Select(pair => pair.Second with { Path = pair.First.ShownPath })], cancellation) is { } code)
            return code;
        return options.IsDryRun ? ShowDifferences(product, targets) : Write(product, targets, cancellation);
    }

    private NewProduct Make()
    {
        ScaffoldedService? scaffold = options.Scaffold is { } service ? Scaffold.Create(service) : null;
        if (options.Recipe is not { } recipe)
            return new NewProduct(scaffold!.Name, SetLayout.Arrange(scaffold.Objects, options.Layout, scaffold.Name), SetGuide.Write(scaffold, options.Layout), scaffold.Notes);

        ResourceSet source = scaffold is null ? _inputs.Read(options.Paths) : ResourceSet.Create([new Bundle([scaffold.ToFile("<options>")], IsReadWhole: true)]);
        GeneratedSet set = SwitchMark.Apply(ReleaseGenerator.Generate(source, recipe));
        set = set with { Notes = [.. scaffold?.Notes ?? [], .. set.Notes] };
        return new NewProduct(set.Name, SetLayout.Arrange(set.Objects, options.Layout, set.Name), SetGuide.Write(set, options.Layout), set.Notes) { Source = scaffold is null ? source : null };
    }

    private string Directory(NewProduct product) => options switch
    {
        { Output: null } => product.Name,
        { IsFile: true, Output: { } file } => Path.GetDirectoryName(file) is { Length: > 0 } directory ? directory : ".",
        { Output: { } directory } => directory,
    };

    // Beside a single file stands a page of its own name: the directory may well have a README.
    private ImmutableArray<GeneratedFile> Files(NewProduct product)
    {
        if (!options.IsFile)
            return product.Manifests.Add(new GeneratedFile("README.md", product.Guide));

        string file = Path.GetFileName(options.Output!);
        string guide = product.Guide.Replace($"{product.Name}.yaml", file, StringComparison.Ordinal);
        return [product.Manifests[0] with { Path = file }, new GeneratedFile(Path.ChangeExtension(file, ".md"), guide)];
    }

    // What is generated is held to the same rules as what is written by hand. Null when it may be written.
    private int? Judge(NewProduct product, ImmutableArray<GeneratedFile> manifests, CancellationToken cancellation)
    {
        ImmutableArray<ManifestFile> files = [.. manifests.Select(file => ManifestFile.Parse(file.Path, SourceText.From(file.Text)))];
        var linter = new Linter(environment.CreateRules(), LintConfiguration.Default with { Preset = RulePreset.Strict });
        ImmutableArray<Diagnostic> findings = linter.Lint(ResourceSet.Create([new Bundle([.. files.OrderBy(file => file.Path, StringComparer.Ordinal)], IsReadWhole: true)]), 1, cancellation).Diagnostics;
        ImmutableArray<Diagnostic> errors = [.. findings.Where(finding => finding.Severity == DiagnosticSeverity.Error)];
        if (errors.IsEmpty || options.IsForced)
        {
            Tell(options.IsQuiet ? errors : findings);
            return null;
        }

        // The files of the result do not exist, so what is wrong is shown where it can be repaired.
        ImmutableArray<Diagnostic> causes = product.Source is null ? [] : [.. linter.Lint(product.Source, 1, cancellation).Diagnostics.Where(finding =>
            finding.Severity == DiagnosticSeverity.Error && errors.Any(error => error.Descriptor.Id == finding.Descriptor.Id))];
        Tell(causes.IsEmpty ? errors : causes);
        Note(causes.IsEmpty
            ? $"the result would have {ReportText.Count(errors.Length, "error")}, so nothing was written; repair the manifests that it is made of, or insist with --force"
            : $"the result would keep {(causes.Length == 1 ? "this error" : $"these {causes.Length} errors")}, so nothing was written; repair the manifests, or insist with --force");
        return ExitCode.Findings;
    }

    private void Tell(IEnumerable<Diagnostic> findings)
    {
        foreach (Diagnostic finding in findings)
            environment.Error.WriteLine($"{ReportText.Place(finding.Location)}: {ReportText.Name(finding.Severity)} {finding.Descriptor}: {VisibleText.Escape(finding.Message)}");
    }

    private int WriteStream(NewProduct product)
    {
        TellNotes(product);
        WriteOutput(writer => writer.Write(product.Manifests[0].Text));
        return ExitCode.Clean;
    }

    private int ShowDifferences(NewProduct product, ImmutableArray<TargetFile> targets)
    {
        TellNotes(product);
        WriteOutput(writer =>
        {
            var diff = new UnifiedDiff(writer, environment.WantsColor, environment.IsOutputTerminal);
            foreach (TargetFile target in targets)
                diff.Write(target.ShownPath, target.Present is { } present ? System.Text.Encoding.UTF8.GetString(present) : null, target.Text);
        });
        if (!options.IsQuiet)
            environment.Error.WriteLine($"{ReportText.Count(Count(targets, FileState.New), "file")} would be created, {Count(targets, FileState.Different)} replaced{(options.IsForced || Count(targets, FileState.Different) == 0 ? "" : " (with --force)")}, {Count(targets, FileState.Identical)} are identical.");
        return ExitCode.Clean;
    }

    private int Write(NewProduct product, ImmutableArray<TargetFile> targets, CancellationToken cancellation)
    {
        if (!options.IsForced && Count(targets, FileState.Different) > 0)
        {
            Note("these files are there and differ, so nothing was written; --dry-run shows the differences, --force replaces the files");
            foreach (TargetFile target in targets.Where(target => target.State == FileState.Different))
                environment.Error.WriteLine($"  {VisibleText.Escape(target.ShownPath)}");
            return ExitCode.Differs;
        }

        new GeneratedFileWriter(environment).Write(targets, cancellation);
        if (options.IsQuiet)
            return ExitCode.Clean;
        WriteOutput(writer =>
        {
            foreach (TargetFile target in targets)
                writer.WriteLine($"{Word(target.State)} {VisibleText.Escape(target.ShownPath)}");
            writer.WriteLine($"next: the steps in {VisibleText.Escape(targets[^1].ShownPath)}");
        });
        TellNotes(product);
        TellSources(targets);
        return ExitCode.Clean;
    }

    private void TellNotes(NewProduct product)
    {
        foreach (string note in options.IsQuiet ? [] : product.Notes)
            Note(note);
    }

    // A directory that holds both the set and what it was made of would be applied with both.
    private void TellSources(ImmutableArray<TargetFile> targets)
    {
        var written = targets.Select(target => target.FullPath).ToHashSet(StringComparer.Ordinal);
        var directories = targets.Select(target => Path.GetDirectoryName(target.FullPath)).ToHashSet(StringComparer.Ordinal);
        foreach (string source in _inputs.FullPaths.Where(path => !written.Contains(path) && directories.Contains(Path.GetDirectoryName(path))))
            Note($"{environment.DisplayPath(source)} still stands beside the set that was made of it; take it away, or it is applied too");
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

    private static int Count(ImmutableArray<TargetFile> targets, FileState state) => targets.Count(target => target.State == state);

    private static string Word(FileState state) => state switch
    {
        FileState.New => "created  ",
        FileState.Identical => "identical",
        _ => "replaced ",
    };

    private void Note(string message) => environment.Error.WriteLine($"manifestlint: {VisibleText.Escape(message)}");

    /// <summary>What was made.</summary>
    /// <param name="Name">The application.</param>
    /// <param name="Manifests">The manifests.</param>
    /// <param name="Guide">The instructions, in Markdown.</param>
    /// <param name="Notes">What the user should know.</param>
    private sealed record NewProduct(string Name, ImmutableArray<GeneratedFile> Manifests, string Guide, ImmutableArray<string> Notes)
    {
        /// <summary>The manifests that it was made of; null when it was made of options.</summary>
        public ResourceSet? Source { get; init; }
    }
}
