using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Configuration;

/// <summary>Has an option of each type, and says at every name what they are.</summary>
internal sealed class OptionRule : Rule
{
    private static readonly NumberOption MinimumShare = new("minimumShare", 10, 0, 100, "a number") { Strict = 20 };
    private static readonly ChoiceOption Scope = new("scope", "some", ["some", "all"], "a word");
    private static readonly SwitchOption Strictly = new("strictly", false, "yes or no");
    private static readonly ListOption Names = new("names", [], "texts");

    public override DiagnosticDescriptor Descriptor { get; } = new("ML9980", "option-rule", "Says its options", DiagnosticSeverity.Warning);

    public override ImmutableArray<RuleOption> Options => [MinimumShare, Scope, Strictly, Names];

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(resource =>
    {
        if (resource.Resource.NameNode is { } name)
        {
            resource.Report(name.Node, $"{resource.GetOption(MinimumShare)} {resource.GetOption(Scope)} {(resource.GetOption(Strictly) ? "yes" : "no")} [{string.Join(' ', resource.GetOption(Names))}] {resource.Target}");
        }
    });
}

/// <summary>Reports every name, as information of the strict preset.</summary>
internal sealed class NamedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new("ML9990", "named", "Reports every name", DiagnosticSeverity.Info, RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(resource =>
    {
        if (resource.Resource.NameNode is { } name)
            resource.Report(name.Node, "a name");
    });
}

/// <summary>Reports every name once for a whole bundle.</summary>
internal sealed class BundleRule : Rule
{
    private static readonly ListOption Names = new("names", ["x"], "texts");

    public override DiagnosticDescriptor Descriptor { get; } = new("ML9970", "bundled", "Reports every name of a bundle", DiagnosticSeverity.Warning);

    public override ImmutableArray<RuleOption> Options => [Names];

    public override void Initialize(AnalysisContext context) => context.RegisterBundleAction(bundle =>
    {
        foreach (Resource resource in bundle.Bundle.Files.SelectMany(file => file.Resources))
            bundle.Report(resource, resource.NameNode!.Value.Node, $"bundle {string.Join(' ', bundle.GetOption(Names))}");
    });
}

/// <summary>Configurations out of texts.</summary>
internal static class Configured
{
    public static ConfigurationRules Rules { get; } = new([new OptionRule(), new NamedRule(), new BundleRule()]);

    public static ConfigurationDocument Read(string yaml, string path = ".manifestlint.yaml") =>
        new ConfigurationReader(Rules).Read(ManifestFile.Parse(path, SourceText.From(yaml)));

    /// <summary>The layer of a text for the files below a directory; the first preset of <c>extends</c> counts.</summary>
    public static ConfigurationLayer Layer(string yaml, string directory = "/")
    {
        ConfigurationDocument document = Read(yaml, directory.TrimEnd('/') + "/.manifestlint.yaml");
        Assert.Empty(document.Mistakes);
        Setting<RulePreset>? preset = document.Extends.FirstOrDefault() is { Preset: { } chosen, Origin: var origin } ? new Setting<RulePreset>(chosen, origin) : null;
        return document.Layer with { Directory = directory, PathsFrom = directory, Preset = preset };
    }

    public static ConfigurationScope Scope(params ConfigurationLayer[] layers) => new([.. layers], Rules, _ => []);
}
