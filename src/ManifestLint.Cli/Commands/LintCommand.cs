using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;

namespace ManifestLint.Cli.Commands;

/// <summary>The options of <c>manifestlint lint</c>.</summary>
internal sealed class LintCommand
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Files, directories (read whole), globs, or - for standard input; the current directory when none is given.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _select = Words("--select", "RULES", "Run only these rules: ids, names, or beginnings of ids (ML2), separated by commas. What cannot be read is always reported.");
    private readonly Option<string[]> _ignore = Words("--ignore", "RULES", "Do not run these rules.");
    private readonly Option<string[]> _severities = Words("--severity", "RULE=LEVEL", "Report a rule as off, info, warning or error.");
    private readonly Option<string?> _preset = new("--preset") { HelpName = "SET", Description = "Rules to run: recommended, strict, security or all; recommended when no configuration file says another one." };
    private readonly Option<string?> _failOn = new("--fail-on") { HelpName = "LEVEL", Description = "Exit with 1 from this severity on: error, warning, info or never; warning when no configuration file says another one." };
    private readonly Option<bool> _fix = Flag("--fix", "Repair what can be repaired safely, in place.");
    private readonly Option<bool> _unsafeFixes = Flag("--unsafe-fixes", "With --fix or --diff: also apply fixes that change how the service behaves.");
    private readonly Option<bool> _diff = Flag("--diff", "Show what --fix would change, and write nothing, also together with --fix.");
    private readonly Option<string> _format = Word("--format", "FORMAT", $"Report on standard output: {string.Join(", ", ReportFormat.Names)}.", "text");
    private readonly Option<string[]> _outputs = Words("--output", "FORMAT=FILE", "Write a further report to a file; may be given several times.");
    private readonly Option<int?> _jobs = WholeNumberOption.Create("--jobs", "Threads to use; one for each processor when not given.");
    private readonly Option<bool> _quiet = Flag("--quiet", "Report findings and errors, nothing else.", "-q");
    private readonly Option<string[]> _context = Words("--context", "DIR", "Also read the manifests of a directory, without reporting them.");
    private readonly Option<bool> _noContext = Flag("--no-context", "Do not read the manifests beside a named file.");
    private readonly Option<string?> _inputName = new("--stdin-filename") { HelpName = "FILE", Description = "What to call standard input in reports; its neighbours are read as context." };
    private readonly Option<bool> _complete = Flag("--complete", "Standard input holds everything that belongs together, so what is not there is missing.");
    private readonly Option<string?> _version = new("--kubernetes-version") { HelpName = "VERSION", Description = "The Kubernetes to judge for: a version such as 1.31, or a range such as 1.29-1.34; the newest known one when not given." };
    private readonly Option<string[]> _definitions = Words("--crds", "PATH", "Use the CustomResourceDefinitions of a file or directory as schemas, without reporting them.");
    private readonly Option<string[]> _schemaLocations = Words("--schema-location", "LOCATION", "Look for schemas of custom resources in a directory, or at a path or URL with kubeconform's placeholders; default stands for the built-in ones.");
    private readonly Option<bool> _offline = Flag("--offline", "Do not fetch schemas over the network; those that were fetched before are used.");
    private readonly Option<bool> _strictSchemas = Flag("--strict-schemas", "Report every object whose kind has no schema as an error.");
    private readonly Option<bool> _allowEmpty = Flag("--allow-empty", "A directory or glob without a manifest is fine.");
    private readonly Option<bool> _strictInputs = Flag("--strict-inputs", "Fail on template sources instead of passing over them.");
    private readonly Option<bool> _forceExclude = Flag("--force-exclude", "Pass over named files that are excluded, ignored or templates, as in a directory; for hooks, which name every changed file.");
    private readonly Option<string?> _config = new("--config") { HelpName = "FILE", Description = "Use this configuration file in place of the .manifestlint.yaml files around the manifests." };
    private readonly Option<bool> _noConfig = Flag("--no-config", "Read no configuration file.");
    private readonly Option<bool> _noInlineSuppressions = Flag("--no-inline-suppressions", "Report also what comments and annotations in the manifests suppress.");
    private readonly Option<bool> _addSuppressions = Flag("--add-suppressions", "Write a suppression comment for every finding, in place; with --diff, show it.");
    private readonly Option<string?> _reason = new("--reason") { HelpName = "TEXT", Description = "With --add-suppressions: why the findings do not count." };
    private readonly Option<string?> _baseline = new("--baseline") { HelpName = "FILE", Description = "Report only what this file, made by --write-baseline, does not hold." };
    private readonly Option<string?> _writeBaseline = new("--write-baseline") { HelpName = "FILE", Description = "Write all findings to a file, which --baseline then hides." };
    private readonly Option<bool> _pruneBaseline = Flag("--prune-baseline", "With --baseline: remove the entries that are no longer found.");
    private readonly Option<string?> _since = new("--since") { HelpName = "REVISION", Description = "Report only findings on objects and lines that changed since a git revision." };
    private readonly Option<string?> _filesFrom = new("--files-from") { HelpName = "FILE", Description = "Read further paths from a file, or from standard input with -: one on a line, or parted by NUL." };
    private readonly Option<bool> _markdown = Flag("--markdown", "Also read the YAML of fenced code blocks in the Markdown files of directories.");
    private readonly Option<bool> _render = Flag("--render", "Build each kustomization with kubectl or kustomize, lint the result, and show findings where they come from.");
    private readonly Option<string?> _shard = new("--shard") { HelpName = "I/N", Description = "Lint only the I-th of N parts, the same ones on every machine; auto or auto/N takes them from the variables of GitLab, Buildkite, CircleCI or an Indexed Job." };
    private readonly Option<bool> _color = Flag("--color", "Use colours whatever the terminal.");
    private readonly Option<bool> _noColor = Flag("--no-color", "Use no colours.");

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var lint = new LintCommand();
        var command = new GroupedCommand("lint", "Find problems in Kubernetes manifests, and repair them with --fix.", lint.Groups());
        command.Arguments.Add(lint._paths);
        lint._preset.CompletionSources.Add("recommended", "strict", "security", "all");
        lint._failOn.CompletionSources.Add("error", "warning", "info", "never");
        lint._format.CompletionSources.Add(_ => ReportFormat.Names);
        MisspeltOptions.Refuse(command, lint._paths);
        command.SetAction(parsed => new LintSession(environment, lint.Read(parsed)).Run());
        return command;
    }

    // In the order in which help shows them.
    private ImmutableArray<OptionGroup> Groups() =>
    [
        new("Rules", [_preset, _select, _ignore, _severities, _failOn]),
        new("Repair", [_fix, _unsafeFixes, _diff]),
        new("Report", [_format, _outputs, _quiet, _color, _noColor]),
        new("What to read", [_filesFrom, _inputName, _complete, _context, _noContext, _markdown, _render, _forceExclude, _strictInputs, _allowEmpty]),
        new("Only what is new", [_since, _baseline, _writeBaseline, _pruneBaseline]),
        new("Configuration and suppression", [_config, _noConfig, _noInlineSuppressions, _addSuppressions, _reason]),
        new("Kubernetes and schemas", [_version, _definitions, _schemaLocations, _offline, _strictSchemas]),
        new("Work", [_jobs, _shard]),
    ];

    private LintOptions Read(ParseResult parsed)
    {
        bool isFix = parsed.GetValue(_fix);
        bool isDiff = parsed.GetValue(_diff);
        if (parsed.GetValue(_unsafeFixes) && !isFix && !isDiff)
            throw new WrongUseException("--unsafe-fixes says which fixes may be applied; add --fix to apply them or --diff to see them");
        if (isDiff && parsed.GetResult(_format) is { Implicit: false })
            throw new WrongUseException("--diff prints a diff in place of a report; write the report to a file with --output FORMAT=FILE");
        if (parsed.GetValue(_color) && parsed.GetValue(_noColor))
            throw new WrongUseException("--color and --no-color exclude each other");
        if (parsed.GetValue(_config) is not null && parsed.GetValue(_noConfig))
            throw new WrongUseException("--config and --no-config exclude each other");
        int jobs = parsed.GetValue(_jobs) ?? Environment.ProcessorCount;
        if (jobs < 1)
            throw new WrongUseException($"--jobs {jobs.ToString(CultureInfo.InvariantCulture)}: at least one thread has to work");

        CheckSuppressions(parsed);
        if (parsed.GetValue(_render) && (isFix || isDiff))
            throw new WrongUseException("--render looks at what kustomize makes of the files, which cannot be repaired; run --fix without --render, which repairs the files as they are written");

        string[] paths = parsed.GetValue(_paths) ?? [];
        if ((parsed.GetValue(_inputName) is not null || parsed.GetValue(_complete)) && !paths.Contains("-", StringComparer.Ordinal))
            throw new WrongUseException("--stdin-filename and --complete speak of standard input; give - as a path");

        CheckSharing(parsed, paths);
        string format = parsed.GetValue(_format)!;
        return new LintOptions
        {
            Paths = [.. paths],
            Select = Split(parsed.GetValue(_select)),
            Ignore = Split(parsed.GetValue(_ignore)),
            Severities = Split(parsed.GetValue(_severities)),
            Preset = parsed.GetValue(_preset) is { } preset ? LintOptions.ParsePreset(preset) : null,
            FailOn = parsed.GetValue(_failOn),
            Fix = (isDiff, isFix || parsed.GetValue(_addSuppressions)) switch { (true, _) => FixMode.Diff, (_, true) => FixMode.Write, _ => FixMode.None },
            AllowsUnsafeFixes = parsed.GetValue(_unsafeFixes),
            Format = ReportFormat.Check(format) is { } wrong ? throw new WrongUseException(wrong) : format,
            Outputs = ReadOutputs(parsed.GetValue(_outputs) ?? []),
            Jobs = jobs,
            IsQuiet = parsed.GetValue(_quiet),
            Color = parsed.GetValue(_color) ? true : parsed.GetValue(_noColor) ? false : null,
            AllowsEmpty = parsed.GetValue(_allowEmpty),
            IsStrictAboutInputs = parsed.GetValue(_strictInputs),
            ForcesExclude = parsed.GetValue(_forceExclude),
            ReadsSiblings = !parsed.GetValue(_noContext),
            ContextDirectories = [.. parsed.GetValue(_context) ?? []],
            InputName = parsed.GetValue(_inputName),
            InputIsComplete = parsed.GetValue(_complete),
            Version = parsed.GetValue(_version),
            Definitions = [.. parsed.GetValue(_definitions) ?? []],
            SchemaLocations = [.. parsed.GetValue(_schemaLocations) ?? []],
            IsOffline = parsed.GetValue(_offline),
            RequiresSchemas = parsed.GetValue(_strictSchemas),
            ConfigurationFile = parsed.GetValue(_config),
            ReadsConfiguration = !parsed.GetValue(_noConfig),
            AllowsInlineSuppressions = !parsed.GetValue(_noInlineSuppressions),
            AddsSuppressions = parsed.GetValue(_addSuppressions),
            SuppressionReason = parsed.GetValue(_reason)?.Trim(),
            Baseline = parsed.GetValue(_baseline),
            NewBaseline = parsed.GetValue(_writeBaseline),
            PrunesBaseline = parsed.GetValue(_pruneBaseline),
            Since = parsed.GetValue(_since),
            FilesFrom = parsed.GetValue(_filesFrom),
            ReadsMarkdown = parsed.GetValue(_markdown),
            Renders = parsed.GetValue(_render),
            Shard = parsed.GetValue(_shard),
        };
    }

    private void CheckSuppressions(ParseResult parsed)
    {
        bool adds = parsed.GetValue(_addSuppressions);
        string? reason = parsed.GetValue(_reason);
        if (adds && (parsed.GetValue(_fix) || parsed.GetValue(_unsafeFixes)))
            throw new WrongUseException("--add-suppressions and --fix exclude each other; fix first, then suppress what remains");
        if (adds && parsed.GetValue(_noInlineSuppressions))
            throw new WrongUseException("--add-suppressions writes what --no-inline-suppressions does not count");
        if (reason is not null && !adds)
            throw new WrongUseException("--reason is written with suppressions; add --add-suppressions");
        if (reason is not null && (string.IsNullOrWhiteSpace(reason) || reason.Any(char.IsControl)))
            throw new WrongUseException("--reason has to be one line of text");
    }

    private static ImmutableArray<(string Format, string Path)> ReadOutputs(string[] settings)
    {
        ImmutableArray<(string Format, string Path)> outputs = [.. settings.Select(ReadOutput)];
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string format, string path) in outputs)
        {
            if (path == "-")
                throw new WrongUseException($"--output {format}=-: standard output has the report of --format; use --format {format} for it");
            if (!paths.Add(path))
                throw new WrongUseException($"--output names {path} twice, and the second report would replace the first");
        }

        return outputs;
    }

    private void CheckSharing(ParseResult parsed, string[] paths)
    {
        bool readsInput = paths.Contains("-", StringComparer.Ordinal);
        if (readsInput && parsed.GetValue(_filesFrom) == PathList.Input)
            throw new WrongUseException("standard input is either a manifest (-) or the list of --files-from -, not both");
        if (parsed.GetValue(_shard) is null)
            return;
        if (readsInput)
            throw new WrongUseException("--shard shares out files; standard input is one stream");
        if (parsed.GetValue(_writeBaseline) is not null || parsed.GetValue(_pruneBaseline))
            throw new WrongUseException("--write-baseline and --prune-baseline need the findings of the whole run, not those of one part; leave --shard out");
    }

    private static (string Format, string Path) ReadOutput(string setting)
    {
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == setting.Length - 1)
            throw new WrongUseException($"--output {setting} does not have the form FORMAT=FILE");
        if (ReportFormat.Check(setting[..equals]) is { } wrong)
            throw new WrongUseException($"{wrong} (in --output)");
        return (setting[..equals], setting[(equals + 1)..]);
    }

    /// <summary>Words that commas part.</summary>
    public static ImmutableArray<string> Split(string[]? words) =>
        [.. (words ?? []).SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static Option<string[]> Words(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    private static Option<string> Word(string name, string helpName, string description, string defaultValue) =>
        new(name) { HelpName = helpName, Description = description, DefaultValueFactory = _ => defaultValue };

    private static Option<bool> Flag(string name, string description, params string[] aliases) => new(name, aliases) { Description = description };
}
