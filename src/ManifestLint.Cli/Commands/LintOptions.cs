using System.Collections.Immutable;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Commands;

/// <summary>What to do about fixes.</summary>
internal enum FixMode
{
    /// <summary>Only report.</summary>
    None,

    /// <summary>Write the fixed files.</summary>
    Write,

    /// <summary>Show what would be written.</summary>
    Diff,
}

/// <summary>The arguments of <c>lint</c> as they were given.</summary>
internal sealed record LintOptions
{
    /// <summary>Files, directories, globs, <c>-</c>.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Rules that shall run, and no others.</summary>
    public ImmutableArray<string> Select { get; init; } = [];

    /// <summary>Rules that shall not run.</summary>
    public ImmutableArray<string> Ignore { get; init; } = [];

    /// <summary><c>RULE=LEVEL</c>.</summary>
    public ImmutableArray<string> Severities { get; init; } = [];

    /// <summary>The rules that run when none are selected; null leaves it to configuration files.</summary>
    public RulePreset? Preset { get; init; }

    /// <summary>The lowest severity that makes the command fail, or <c>never</c>; null leaves it to configuration files.</summary>
    public string? FailOn { get; init; }

    /// <summary>What to do about fixes.</summary>
    public FixMode Fix { get; init; }

    /// <summary>Whether fixes that change behaviour are allowed.</summary>
    public bool AllowsUnsafeFixes { get; init; }

    /// <summary>The format on standard output.</summary>
    public required string Format { get; init; }

    /// <summary>Further reports: format and file.</summary>
    public ImmutableArray<(string Format, string Path)> Outputs { get; init; } = [];

    /// <summary>How many threads work.</summary>
    public int Jobs { get; init; }

    /// <summary>Whether nothing but findings and errors is told.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether colours are wanted; null lets the terminal decide.</summary>
    public bool? Color { get; init; }

    /// <summary>Whether a directory without a manifest is fine.</summary>
    public bool AllowsEmpty { get; init; }

    /// <summary>Whether a template source is an error.</summary>
    public bool IsStrictAboutInputs { get; init; }

    /// <summary>Whether named files may be excluded, ignored or templates, like those of a directory.</summary>
    public bool ForcesExclude { get; init; }

    /// <summary>Whether the manifests beside a named file are read too.</summary>
    public bool ReadsSiblings { get; init; }

    /// <summary>Further directories to read.</summary>
    public ImmutableArray<string> ContextDirectories { get; init; } = [];

    /// <summary>What standard input is called.</summary>
    public string? InputName { get; init; }

    /// <summary>Whether standard input holds everything that belongs together.</summary>
    public bool InputIsComplete { get; init; }

    /// <summary>The Kubernetes versions to judge for; null leaves it to configuration files.</summary>
    public string? Version { get; init; }

    /// <summary>Files and directories whose CustomResourceDefinitions are used as schemas.</summary>
    public ImmutableArray<string> Definitions { get; init; } = [];

    /// <summary>Where to look for schemas of kinds that are not Kubernetes' own.</summary>
    public ImmutableArray<string> SchemaLocations { get; init; } = [];

    /// <summary>Whether the network is not to be used.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Whether an object without schema is an error.</summary>
    public bool RequiresSchemas { get; init; }

    /// <summary>The configuration file that the user names; null when files are looked for.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Whether configuration files are read at all.</summary>
    public bool ReadsConfiguration { get; init; } = true;

    /// <summary>Whether comments and annotations may suppress findings.</summary>
    public bool AllowsInlineSuppressions { get; init; } = true;

    /// <summary>Whether a suppression is written for every finding.</summary>
    public bool AddsSuppressions { get; init; }

    /// <summary>The reason that these suppressions give.</summary>
    public string? SuppressionReason { get; init; }

    /// <summary>The file of findings that are not reported.</summary>
    public string? Baseline { get; init; }

    /// <summary>The file to write the findings to.</summary>
    public string? NewBaseline { get; init; }

    /// <summary>Whether entries of the baseline that are no longer found are removed.</summary>
    public bool PrunesBaseline { get; init; }

    /// <summary>The git revision since which a change has to be for a finding to be reported.</summary>
    public string? Since { get; init; }

    /// <summary>A file of paths, or <c>-</c>.</summary>
    public string? FilesFrom { get; init; }

    /// <summary>Whether Markdown files met in directories are read.</summary>
    public bool ReadsMarkdown { get; init; }

    /// <summary>Whether kustomizations are built and their results linted.</summary>
    public bool Renders { get; init; }

    /// <summary>The part to lint, <c>I/N</c> or <c>auto</c>.</summary>
    public string? Shard { get; init; }

    /// <summary>The preset of a name.</summary>
    /// <exception cref="WrongUseException">There is none.</exception>
    public static RulePreset ParsePreset(string name) =>
        SeverityText.ParsePreset(name) ?? throw new WrongUseException($"Unknown preset '{name}'{Spelling.SuggestOrList(name, ConfigurationKeys.Presets)}");
}
