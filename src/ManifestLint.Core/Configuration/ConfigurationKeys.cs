using System.Collections.Immutable;

namespace ManifestLint.Configuration;

/// <summary>What a key of a configuration file takes.</summary>
public enum ConfigurationValueKind
{
    /// <summary>Yes or no.</summary>
    Switch,

    /// <summary>One of <see cref="ConfigurationKey.Values"/>.</summary>
    Choice,

    /// <summary>One text.</summary>
    Text,

    /// <summary>A list of texts; a single text stands for a list of one.</summary>
    Texts,

    /// <summary>A list of path globs; a single one stands for a list of one.</summary>
    Globs,

    /// <summary>A Kubernetes version or a range of them: <c>1.31</c>, <c>1.29-1.34</c>.</summary>
    Versions,

    /// <summary>A list of rules by id or name.</summary>
    RuleList,

    /// <summary>Rules by id or name, each with a severity, or with a severity and options.</summary>
    Rules,

    /// <summary>A mapping with the keys in <see cref="ConfigurationKey.Keys"/>.</summary>
    Mapping,

    /// <summary>A list of mappings with the keys in <see cref="ConfigurationKey.Keys"/>.</summary>
    Mappings,
}

/// <summary>A key of a configuration file.</summary>
/// <param name="Name">The key as written.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Description">What it decides, one sentence without final period.</param>
public sealed record ConfigurationKey(string Name, ConfigurationValueKind Kind, string Description)
{
    /// <summary>The words that a choice takes, or that are known beside others.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>The keys of a mapping.</summary>
    public ImmutableArray<ConfigurationKey> Keys { get; init; } = [];

    /// <summary>What holds when the key is not written, as YAML on one line.</summary>
    public required string Default { get; init; }
}

/// <summary>Every key that a configuration file may hold: what is read, documented and in the JSON Schema comes from here.</summary>
public static class ConfigurationKeys
{
    /// <summary>The names of configuration files, in the order in which they are looked for.</summary>
    public static ImmutableArray<string> FileNames { get; } = [".manifestlint.yaml", ".manifestlint.yml"];

    /// <summary>The names of presets.</summary>
    public static ImmutableArray<string> Presets { get; } = ["recommended", "strict", "security", "all"];

    /// <summary>What a rule's severity may be.</summary>
    public static ImmutableArray<string> Severities { get; } = ["off", "info", "warning", "error"];

    /// <summary>What <c>failOn</c> may be.</summary>
    public static ImmutableArray<string> FailLevels { get; } = ["error", "warning", "info", "never"];

    /// <summary>The key for the severity in the mapping of a rule; every other key there is an option of the rule.</summary>
    public static ConfigurationKey Severity { get; } = new("severity", ConfigurationValueKind.Choice, "How findings of the rule are reported; off switches it off") { Default = "what the rule says", Values = Severities };

    /// <summary><c>root</c>.</summary>
    public static ConfigurationKey Root { get; } = new("root", ConfigurationValueKind.Switch, "Whether the configuration files of the directories above are left out") { Default = "false" };

    /// <summary><c>extends</c>.</summary>
    public static ConfigurationKey Extends { get; } = new("extends", ConfigurationValueKind.Texts, "A preset, and configuration files by relative path, to build on; later ones win") { Default = "[recommended]", Values = Presets };

    /// <summary><c>kubernetesVersion</c>.</summary>
    public static ConfigurationKey KubernetesVersion { get; } = new("kubernetesVersion", ConfigurationValueKind.Versions, "The Kubernetes to judge for, a version or a range") { Default = "the newest known one" };

    /// <summary><c>failOn</c>.</summary>
    public static ConfigurationKey FailOn { get; } = new("failOn", ConfigurationValueKind.Choice, "The severity from which on a finding makes the command fail") { Default = "warning", Values = FailLevels };

    /// <summary><c>include</c>.</summary>
    public static ConfigurationKey Include { get; } = new("include", ConfigurationValueKind.Globs, "The files to take from a directory; files that are named are always linted") { Default = "[\"**\"]" };

    /// <summary><c>exclude</c>.</summary>
    public static ConfigurationKey Exclude { get; } = new("exclude", ConfigurationValueKind.Globs, "The files to leave out of a directory") { Default = "[]" };

    /// <summary><c>rules</c>.</summary>
    public static ConfigurationKey Rules { get; } = new("rules", ConfigurationValueKind.Rules, "Severities and options of rules, by id or name") { Default = "{}", Keys = [Severity] };

    /// <summary><c>locked</c>.</summary>
    public static ConfigurationKey Locked { get; } = new("locked", ConfigurationValueKind.RuleList, "Rules that nobody may suppress, switch off or lower: no manifest, no inner file, no option") { Default = "[]" };

    /// <summary><c>overrides[].files</c>.</summary>
    public static ConfigurationKey OverrideFiles { get; } = new("files", ConfigurationValueKind.Globs, "The files that are meant") { Default = "all" };

    /// <summary><c>overrides[].kinds</c>.</summary>
    public static ConfigurationKey OverrideKinds { get; } = new("kinds", ConfigurationValueKind.Texts, "The kinds of objects that are meant") { Default = "all" };

    /// <summary><c>overrides[].namespaces</c>.</summary>
    public static ConfigurationKey OverrideNamespaces { get; } = new("namespaces", ConfigurationValueKind.Globs, "The namespaces that are meant, as written in the objects") { Default = "all" };

    /// <summary><c>overrides[].names</c>.</summary>
    public static ConfigurationKey OverrideNames { get; } = new("names", ConfigurationValueKind.Globs, "The names of objects that are meant") { Default = "all" };

    /// <summary><c>overrides[].reason</c>.</summary>
    public static ConfigurationKey OverrideReason { get; } = new("reason", ConfigurationValueKind.Text, "Why") { Default = "none" };

    /// <summary><c>overrides[].rules</c>.</summary>
    public static ConfigurationKey OverrideRules { get; } = new("rules", ConfigurationValueKind.Rules, "Severities and options of rules there") { Default = "{}", Keys = [Severity] };

    /// <summary><c>overrides</c>.</summary>
    public static ConfigurationKey Overrides { get; } = new("overrides", ConfigurationValueKind.Mappings, "Other settings for some files or objects: all given conditions must hold, and later entries win")
    {
        Default = "[]",
        Keys = [OverrideFiles, OverrideKinds, OverrideNamespaces, OverrideNames, OverrideReason, OverrideRules],
    };

    /// <summary><c>schemaLocations</c>.</summary>
    public static ConfigurationKey SchemaLocations { get; } = new("schemaLocations", ConfigurationValueKind.Texts, "Where schemas of custom resources are, as for --schema-location; default stands for the built-in ones") { Default = "[]", Values = ["default"] };

    /// <summary><c>crds</c>.</summary>
    public static ConfigurationKey Definitions { get; } = new("crds", ConfigurationValueKind.Texts, "Files and directories of CustomResourceDefinitions to use as schemas, as for --crds") { Default = "[]" };

    /// <summary><c>suppressions.inline</c>.</summary>
    public static ConfigurationKey InlineSuppressions { get; } = new("inline", ConfigurationValueKind.Switch, "Whether comments and annotations in manifests may suppress findings") { Default = "true" };

    /// <summary><c>suppressions.requireReason</c>.</summary>
    public static ConfigurationKey RequireReason { get; } = new("requireReason", ConfigurationValueKind.Switch, "Whether every suppression has to say why") { Default = "as the preset: true in strict and all" };

    /// <summary><c>suppressions</c>.</summary>
    public static ConfigurationKey Suppressions { get; } = new("suppressions", ConfigurationValueKind.Mapping, "What holds for suppressions in manifests")
    {
        Default = "{}",
        Keys = [InlineSuppressions, RequireReason],
    };

    /// <summary>The keys of a configuration file, in the order in which they are explained.</summary>
    public static ImmutableArray<ConfigurationKey> All { get; } =
    [
        Root, Extends, KubernetesVersion, FailOn, Include, Exclude, Rules, Locked, Overrides, SchemaLocations, Definitions, Suppressions,
    ];
}
