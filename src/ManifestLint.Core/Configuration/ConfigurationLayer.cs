using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;

namespace ManifestLint.Configuration;

/// <summary>What one configuration file says, or the command line; null is what it leaves to others.</summary>
public sealed record ConfigurationLayer
{
    /// <summary>The name of the layer that the command line makes.</summary>
    public const string CommandLine = "command line";

    /// <summary>The file as reports show it, or <see cref="CommandLine"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The full path, with forward slashes, of the directory that globs are relative to.</summary>
    public string Directory { get; init; } = "/";

    /// <summary>Whether a file further in says <c>root: true</c>, so that only what is locked here counts (<see cref="OuterLocks"/>).</summary>
    public bool IsAboveRoot { get; init; }

    /// <summary>The rules that run when nothing else is said.</summary>
    public Setting<RulePreset>? Preset { get; init; }

    /// <summary>The Kubernetes versions, in the form of <see cref="TargetVersions.Parse"/>.</summary>
    public Setting<string>? Version { get; init; }

    /// <summary>The lowest severity that makes the command fail; a null value is never.</summary>
    public Setting<DiagnosticSeverity?>? FailOn { get; init; }

    /// <summary>What to take from directories.</summary>
    public Setting<ImmutableArray<PathGlob>>? Include { get; init; }

    /// <summary>What to leave out of directories.</summary>
    public Setting<ImmutableArray<PathGlob>>? Exclude { get; init; }

    /// <summary>Severities and options, a rule once.</summary>
    public ImmutableArray<RuleSetting> Rules { get; init; } = [];

    /// <summary>Rules that nobody may switch off, by id, each with its place.</summary>
    public ImmutableArray<Setting<string>> Locked { get; init; } = [];

    /// <summary>Other settings for some files and objects, in order.</summary>
    public ImmutableArray<ConfigurationOverride> Overrides { get; init; } = [];

    /// <summary>Where schemas of custom resources are; paths lead from <see cref="PathsFrom"/>.</summary>
    public Setting<ImmutableArray<Setting<string>>>? SchemaLocations { get; init; }

    /// <summary>Where CustomResourceDefinitions are; paths lead from <see cref="PathsFrom"/>.</summary>
    public Setting<ImmutableArray<Setting<string>>>? Definitions { get; init; }

    /// <summary>The full path of the directory that paths are relative to.</summary>
    public string PathsFrom { get; init; } = "/";

    /// <summary>Whether manifests may suppress findings.</summary>
    public Setting<bool>? InlineSuppressions { get; init; }

    /// <summary>Whether suppressions have to say why.</summary>
    public Setting<bool>? RequireReason { get; init; }

    /// <summary>When it is set, exactly these rules run.</summary>
    public Setting<ImmutableArray<SelectedRule>>? Selected { get; init; }

    /// <summary>Whether an object whose kind nobody knows is an error.</summary>
    public bool RequiresSchemas { get; init; }
}

/// <summary>What is set for a rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Level">How its findings are reported, a null value is off; null when that is left to others.</param>
/// <param name="Options">The options that are set.</param>
public sealed record RuleSetting(DiagnosticDescriptor Rule, Setting<DiagnosticSeverity?>? Level, ImmutableArray<OptionSetting> Options);

/// <summary>What is set for an option of a rule.</summary>
/// <param name="Option">The option.</param>
/// <param name="Value">A value of the option's type.</param>
public sealed record OptionSetting(RuleOption Option, Setting<object> Value);

/// <summary>A rule that was selected.</summary>
/// <param name="Id">The rule.</param>
/// <param name="IsExact">Whether it was named, not a family of it: then it runs although a file switches it off.</param>
public readonly record struct SelectedRule(string Id, bool IsExact);

/// <summary>Other settings for some files and objects. Every condition that is given must hold; one that is not is null.</summary>
public sealed record ConfigurationOverride
{
    /// <summary>Where it is written.</summary>
    public required SettingOrigin Origin { get; init; }

    /// <summary>The files.</summary>
    public ImmutableArray<PathGlob>? Files { get; init; }

    /// <summary>The kinds of objects.</summary>
    public ImmutableArray<string>? Kinds { get; init; }

    /// <summary>The namespaces of objects as written, in the form of <see cref="Wildcards"/>.</summary>
    public ImmutableArray<string>? Namespaces { get; init; }

    /// <summary>The names of objects, in the form of <see cref="Wildcards"/>.</summary>
    public ImmutableArray<string>? Names { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Severities and options there.</summary>
    public ImmutableArray<RuleSetting> Rules { get; init; } = [];

    /// <summary>Whether it is about objects, so that a file as a whole is never meant.</summary>
    public bool IsAboutObjects => Kinds is not null || Namespaces is not null || Names is not null;

    /// <summary>Whether a file is meant, or objects in it may be.</summary>
    /// <param name="path">Relative to the directory of the layer, with forward slashes.</param>
    public bool IsMatch(string path) => Files is not { } files || files.Any(glob => glob.IsMatch(path));

    /// <summary>Whether an object of a file that is meant is meant too.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="namespace">The namespace as written; null when none is.</param>
    /// <param name="name">The name.</param>
    public bool IsMatch(string kind, string? @namespace, string name) =>
        (Kinds is not { } kinds || kinds.Contains(kind, StringComparer.OrdinalIgnoreCase))
        && (Namespaces is not { } namespaces || (@namespace is not null && namespaces.Any(glob => Wildcards.Match(glob, @namespace))))
        && (Names is not { } names || names.Any(glob => Wildcards.Match(glob, name)));
}
