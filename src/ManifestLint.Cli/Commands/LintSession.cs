using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;
using ManifestLint.Cli.Schemas;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands;

/// <summary>One run of <c>lint</c>: read, look, repair, report.</summary>
internal sealed class LintSession(CommandEnvironment environment, LintOptions options)
{
    private readonly long _start = environment.Clock.GetTimestamp();

    // Wrong use that came up along the way; the run goes on and ends with exit code 2.
    private bool _hasTrouble;

    private ConfigurationFiles? _configurations;

    private ConfigurationMap _map = new(LintConfiguration.Default);

    /// <summary>Runs and tells the exit code.</summary>
    public int Run()
    {
        ImmutableArray<Rule> rules = environment.CreateRules();
        bool writes = options.Fix == FixMode.Write || !options.Outputs.IsEmpty;
        CancellationToken cancellation = writes ? environment.WatchForInterrupt() : default;

        using var progress = new Progress(ShowsProgress ? environment.Error : null);
        var reader = new ManifestReader(environment.Disk, options.Jobs, progress);
        var schemas = new SchemaInputs(environment, options.IsOffline, reader, cancellation);
        _configurations = CreateConfigurations(rules, schemas);
        LintInputs inputs = ReadInputs(reader);
        if (ConfigurationCheck.Find(_configurations, inputs, schemas) is { IsEmpty: false } mistakes)
            return Report(mistakes, cancellation);

        _map = _configurations.ToMap();
        var linter = new Linter(rules, _map);
        LintReport report;
        FixResult? changes = null;
        if (options.Fix == FixMode.None)
        {
            report = CreateReport(inputs, Lint(linter, inputs.Bundles, cancellation));
        }
        else
        {
            changes = new FixApplier(linter, options.AllowsUnsafeFixes ? FixSafety.Unsafe : FixSafety.Safe, options.Jobs).Apply(inputs.Bundles, cancellation);
            report = options.Fix == FixMode.Diff
                ? CreateReport(inputs, changes.Found)
                : Write(linter, inputs, changes, cancellation);
        }

        progress.Dispose();
        Tell(inputs, schemas, report, changes);
        WriteOutputs(report, cancellation);
        WriteMain(report, inputs, changes);
        return Judge(report, inputs);
    }

    private bool ShowsProgress => environment.IsErrorTerminal && !environment.IsContinuousIntegration && !options.IsQuiet;

    private ConfigurationFiles CreateConfigurations(ImmutableArray<Rule> rules, SchemaInputs schemas) =>
        new(environment, rules, RuleSelection.CreateLayer(rules, options, environment.WorkingDirectory))
        {
            File = options.ConfigurationFile,
            LooksForFiles = options.ReadsConfiguration,
            SourcesOf = schemas.For,
        };

    // With the wrong rules nothing would mean what it says, so nothing else is linted.
    private int Report(ImmutableArray<Diagnostic> mistakes, CancellationToken cancellation)
    {
        var report = new LintReport
        {
            Findings = mistakes,
            Files = mistakes.Select(mistake => mistake.Location.File.Path).Distinct(StringComparer.Ordinal).Count(),
            Manifests = 0,
            Elapsed = environment.Clock.GetElapsedTime(_start),
            WorkingDirectory = environment.WorkingDirectory,
            Version = CommandLine.Version,
            GetPage = environment.GetPage,
        };
        Note("nothing was linted, because a configuration file has a mistake");
        WriteOutputs(report, cancellation);
        WriteReport(report, environment.Output, options.Color ?? environment.WantsColor);
        environment.Output.Flush();
        return ExitCode.WrongUse;
    }

    private LintInputs ReadInputs(ManifestReader reader)
    {
        FoundInputs found = _configurations!.Select(new InputFinder(environment).Find(options.Paths));
        var contexts = ImmutableArray.CreateBuilder<string>();
        foreach (string directory in options.ContextDirectories)
        {
            string full = environment.FullPath(directory);
            if (!Directory.Exists(full))
                throw new WrongUseException($"--context {directory} is no directory");
            contexts.Add(Path.TrimEndingDirectorySeparator(full));
        }

        var bundles = new BundleOptions
        {
            ReadsSiblings = options.ReadsSiblings,
            ContextDirectories = contexts.DrainToImmutable(),
            InputName = options.InputName,
            InputIsComplete = options.InputIsComplete,
        };
        return new BundleReader(environment, reader, bundles).Read(found);
    }

    private LintResult Lint(Linter linter, ImmutableArray<Bundle> bundles, CancellationToken cancellation) =>
        linter.Lint(ResourceSet.Create(bundles), options.Jobs, cancellation);

    private LintReport Write(Linter linter, LintInputs inputs, FixResult changes, CancellationToken cancellation)
    {
        var writer = new FixWriter(environment.Disk, inputs);
        writer.Write(changes, cancellation);
        foreach ((string path, string reason) in writer.Failures)
            Complain($"{path} is not fixed: {reason}");

        if (writer.Failures.Count == 0)
            return CreateReport(inputs, changes.Remaining, changes.Applied, changes.NotApplied);

        // What could not be written stands as it was, and so do its findings.
        ImmutableArray<Bundle> written = writer.Apply(inputs.Bundles, changes);
        ImmutableArray<Diagnostic> applied = [.. changes.Applied.Where(finding => !writer.Failures.ContainsKey(finding.Location.File.Path))];
        IEnumerable<Diagnostic> dropped = changes.NotApplied.Where(finding => !writer.Failures.ContainsKey(finding.Location.File.Path));
        return CreateReport(inputs, Lint(linter, written, cancellation), applied, [.. dropped]);
    }

    private static ImmutableArray<Diagnostic> Merge(ImmutableArray<Diagnostic> findings, IEnumerable<Diagnostic> others)
    {
        ImmutableArray<Diagnostic> all = findings.AddRange(others);
        return all.Length == findings.Length ? findings : all.Sort(Diagnostic.Compare);
    }

    private LintReport CreateReport(LintInputs inputs, LintResult result, ImmutableArray<Diagnostic>? applied = null, IEnumerable<Diagnostic>? dropped = null) => new()
    {
        Findings = Merge(result.Diagnostics, [.. dropped ?? [], .. NothingLinted.Find(inputs, _configurations!, options.AllowsEmpty)]),
        Suppressed = result.Suppressed,
        Fixed = applied,
        Files = inputs.Linted.Count(file => !file.IsTemplate),
        Manifests = inputs.Linted.Sum(file => file.Resources.Length),
        Templates = inputs.Templates.Count(),
        OtherDocuments = inputs.OtherDocuments,
        WithoutSchema = result.WithoutSchema,
        Elapsed = environment.Clock.GetElapsedTime(_start),
        WorkingDirectory = environment.WorkingDirectory,
        Version = CommandLine.Version,
        GetPage = environment.GetPage,
    };

    private void Tell(LintInputs inputs, SchemaInputs schemas, LintReport report, FixResult? changes)
    {
        foreach (string note in ConfigurationCheck.FindNotes(_configurations!, inputs))
        {
            if (!options.IsQuiet)
                Note(note);
        }

        if (_map.First.Preset == RulePreset.Security && options.Select.IsEmpty && !RuleSelection.IdsOf(environment.CreateRules(), RulePreset.Security).Any())
            Note("the preset security holds no rule yet, so only unreadable input is reported");
        foreach (string trouble in schemas.Troubles)
            Complain(trouble);
        foreach (ManifestFile file in inputs.Unopened)
            Complain($"cannot read {file.Path}: {file.ReadError}");
        if (options.IsStrictAboutInputs)
        {
            foreach (ManifestFile file in inputs.Templates)
                Complain($"{file.Path} is a template source; render it and lint the result");
        }

        if (!options.AllowsEmpty && !report.Findings.Any(NothingLinted.IsIt))
        {
            foreach (string area in inputs.EmptyAreas)
                Note($"{area} holds no manifest{(inputs.Templates.Any() ? " besides template sources" : "")}");
        }

        foreach ((string path, string reason) in (changes?.Refused ?? ImmutableDictionary<string, string>.Empty).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Note($"{path} is not fixed: {reason}");
    }

    private void WriteOutputs(LintReport report, CancellationToken cancellation)
    {
        var file = new AtomicFile(environment.Disk);
        foreach ((string format, string path) in options.Outputs)
        {
            using var content = new MemoryStream();
            ReportFormat.Create(format, hasColor: false, hasSummary: true).Write(report, content);
            if (file.TryWrite(environment.FullPath(path), content.ToArray(), cancellation) is { } reason)
                Complain($"cannot write {path}: {reason}");
        }
    }

    private void WriteMain(LintReport report, LintInputs inputs, FixResult? changes)
    {
        try
        {
            if (options.Fix == FixMode.Diff)
                WriteDiff(changes!);
            else if (options.Fix == FixMode.Write && inputs.Input is { } input)
                WriteFixedInput(input, report, changes!);
            else
                WriteReport(report, environment.Output, options.Color ?? environment.WantsColor);
            environment.Output.Flush();
        }
        catch (IOException exception)
        {
            throw new WrongUseException($"cannot write to standard output: {FileTrouble.Describe("", exception)}");
        }
    }

    private void WriteReport(LintReport report, Stream output, bool hasColor) =>
        ReportFormat.Create(options.Format, hasColor, hasSummary: !options.IsQuiet).Write(report, output);

    // A filter gives back what it was given, fixed or not; what there is to say goes to the other stream.
    private void WriteFixedInput(ManifestFile input, LintReport report, FixResult changes)
    {
        ManifestFile after = changes.Files.Where(file => file.Before.Path == input.Path).Select(file => file.After).FirstOrDefault(input);
        if (after.Tree is { } tree)
            environment.Output.Write(tree.Text.ToBytes());
        using var text = new MemoryStream();
        WriteReport(report, text, hasColor: false);
        environment.Error.Write(System.Text.Encoding.UTF8.GetString(text.ToArray()));
    }

    private void WriteDiff(FixResult changes)
    {
        using StreamWriter writer = ReportText.Open(environment.Output);
        var diff = new UnifiedDiff(writer, options.Color ?? environment.WantsColor, isTerminal: environment.IsOutputTerminal);
        foreach (FixedFile file in changes.Files)
            diff.Write(file.After.Path, file.Before.Tree!.Text.Text, file.After.Tree!.Text.Text);
        if (!options.IsQuiet)
            environment.Error.WriteLine($"{ReportText.Count(changes.Applied.Length, "finding")} in {ReportText.Count(changes.Files.Length, "file")} would be fixed, {ReportText.Count(changes.Remaining.Diagnostics.Length, "finding")} would remain.");
    }

    private int Judge(LintReport report, LintInputs inputs)
    {
        if (report.Findings.Any(finding => finding.Descriptor.Id == EngineDiagnostics.RuleFailed.Id))
        {
            Note($"a rule failed, which is a defect in ManifestLint itself: please report the {EngineDiagnostics.RuleFailed.Id} finding with its manifest at {CommandLine.IssuesUri}");
            return ExitCode.Defect;
        }

        if (_hasTrouble)
            return ExitCode.WrongUse;
        if (report.Findings.Any(finding => _map.For(finding.Location.File).FailOn is { } level && finding.Severity >= level && !NothingLinted.IsIt(finding)))
            return ExitCode.Findings;
        return !options.AllowsEmpty && !inputs.EmptyAreas.IsEmpty ? ExitCode.NothingLinted : ExitCode.Clean;
    }

    private void Complain(string message)
    {
        _hasTrouble = true;
        Note(message);
    }

    private void Note(string message) => environment.Error.WriteLine($"manifestlint: {VisibleText.Escape(message)}");
}
