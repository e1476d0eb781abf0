using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Inputs.Helm;
using ManifestLint.Cli.Inputs.Markdown;
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

    // What is told when the run is over.
    private readonly List<string> _notes = [];

    // Wrong use that came up along the way; the run goes on and ends with exit code 2.
    private bool _hasTrouble;

    private ConfigurationFiles? _configurations;

    private ConfigurationMap _map = new(LintConfiguration.Default);
    private LintFilters _filters = LintFilters.None;

    /// <summary>Runs and tells the exit code.</summary>
    public int Run()
    {
        ImmutableArray<Rule> rules = environment.CreateRules();
        LintFilters.Check(options);
        bool writes = options.Fix == FixMode.Write || !options.Outputs.IsEmpty || options.NewBaseline is not null || options.PrunesBaseline || options.Renders;
        CancellationToken cancellation = writes ? environment.WatchForInterrupt() : default;

        using var progress = new Progress(ShowsProgress ? environment.Error : null);
        var reader = new ManifestReader(environment.Disk, options.Jobs, progress) { ReadsMarkdown = true };
        var schemas = new SchemaInputs(environment, options.IsOffline, reader, cancellation);
        _configurations = CreateConfigurations(rules, schemas);
        LintInputs inputs = new LintInputReader(environment, options, reader) { Note = Note }.Read(_configurations, cancellation);
        if (ConfigurationCheck.Find(_configurations, inputs, schemas) is { IsEmpty: false } mistakes)
            return Report(mistakes, cancellation);

        _map = _configurations.ToMap();
        _filters = LintFilters.Create(environment, options, rules, _map, inputs);
        var linter = new Linter(rules, _map) { Filters = [new DocumentationFilter(), .. _filters.All], Relocations = Relocations(inputs) };
        LintReport report;
        FixResult? changes = null;
        if (options.Fix == FixMode.None)
        {
            report = CreateReport(inputs, Lint(linter, inputs.Bundles, cancellation));
        }
        else
        {
            changes = options.AddsSuppressions
                ? new SuppressionSession(options, inputs, rules, linter).Write(_notes, cancellation)
                : new FixApplier(linter, options.AllowsUnsafeFixes ? FixSafety.Unsafe : FixSafety.Safe, options.Jobs).Apply(inputs.Bundles, cancellation);
            report = options.Fix == FixMode.Diff
                ? CreateReport(inputs, changes.Found)
                : Write(linter, inputs, changes, cancellation);
        }

        report = _filters.WriteBaseline(report, inputs, Complain, options.IsQuiet ? _ => { } : Note, cancellation);
        progress.Dispose();
        Tell(inputs, schemas, report, changes);
        var output = new LintOutput(environment, options);
        WriteFiles(output, report, cancellation);
        output.Write(report, inputs, changes);
        return Judge(report, inputs);
    }

    private bool ShowsProgress => environment.ShowsProgress && !options.IsQuiet;

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
        var output = new LintOutput(environment, options);
        Note("nothing was linted, because a configuration file has a mistake");
        WriteFiles(output, report, cancellation);
        output.Write(report, inputs: null, changes: null);
        return ExitCode.WrongUse;
    }

    // A fix repairs what is given, so its findings stay there.
    private ImmutableArray<IFindingRelocation> Relocations(LintInputs inputs)
    {
        if (options.Fix != FixMode.None)
            return [];

        IFindingRelocation?[] relocations = [inputs.Rendered?.Relocation, HelmTemplates.Find(environment, inputs)];
        return [.. relocations.OfType<IFindingRelocation>()];
    }

    private LintResult Lint(Linter linter, ImmutableArray<Bundle> bundles, CancellationToken cancellation) =>
        linter.Lint(ResourceSet.Create(bundles), options.Jobs, cancellation);

    private LintReport Write(Linter linter, LintInputs inputs, FixResult changes, CancellationToken cancellation)
    {
        var writer = new FixWriter(environment.Disk, inputs);
        writer.Write(changes, cancellation);
        foreach ((string path, string reason) in writer.Failures)
            Complain($"{path} is not {LintOutput.Verb(options)}: {reason}");

        if (writer.Failures.Count == 0)
            return CreateReport(inputs, changes.Remaining, options.AddsSuppressions ? null : changes.Applied, changes.NotApplied);

        // What could not be written stands as it was, and so do its findings.
        ImmutableArray<Bundle> written = writer.Apply(inputs.Bundles, changes);
        ImmutableArray<Diagnostic> applied = [.. changes.Applied.Where(finding => !writer.Failures.ContainsKey(finding.Location.File.Path))];
        IEnumerable<Diagnostic> dropped = changes.NotApplied.Where(finding => !writer.Failures.ContainsKey(finding.Location.File.Path));
        return CreateReport(inputs, Lint(linter, written, cancellation), options.AddsSuppressions ? null : applied, [.. dropped]);
    }

    private static ImmutableArray<Diagnostic> Merge(ImmutableArray<Diagnostic> findings, IEnumerable<Diagnostic> others)
    {
        ImmutableArray<Diagnostic> all = findings.AddRange(others);
        return all.Length == findings.Length ? findings : all.Sort(Diagnostic.Compare);
    }

    private LintReport CreateReport(LintInputs inputs, LintResult result, ImmutableArray<Diagnostic>? applied = null, IEnumerable<Diagnostic>? dropped = null) => new()
    {
        Findings = Merge(result.Diagnostics, [.. dropped ?? [], .. NothingLinted.Find(inputs, _configurations!, options.AllowsEmpty), .. KustomizationFindings.Find(inputs, _map)]),
        Suppressed = result.Suppressed,
        Baselined = _filters.CountBaselined(result),
        Unchanged = _filters.CountUnchanged(result),
        Fixed = applied,
        Files = inputs.CountFiles(),
        Paths = [.. inputs.Linted.Where(file => !file.IsTemplate).Select(file => file.Path)],
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
        foreach (string told in _notes)
            Note(told);
        foreach (ManifestFile file in inputs.Unopened)
            Complain($"cannot read {file.Path}: {file.ReadError}");
        if (options.FilesFrom is not null && inputs.Unopened.FirstOrDefault(file => !options.Paths.Contains(file.Path, StringComparer.Ordinal)) is { } missing)
            Note(PathList.HintFor(missing.Path));
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

    private void WriteFiles(LintOutput output, LintReport report, CancellationToken cancellation)
    {
        foreach ((string path, string reason) in output.WriteFiles(report, cancellation))
            Complain($"cannot write {path}: {reason}");
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
        if (options.NewBaseline is null && report.Findings.Any(finding => _map.For(finding.Location.File).Fails(finding) && !NothingLinted.IsIt(finding)))
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
