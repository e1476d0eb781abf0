using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Releases.Generation;
using ManifestLint.Releases.Providers;
using ManifestLint.Resources;
using ManifestLint.Rules;
using ManifestLint.Tests;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Release.Tests.Providers;

/// <summary>A set that is converted, with what is asked for.</summary>
internal sealed record ConversionCase(string Name, string Path, ConversionRequest Request)
{
    private static readonly ConversionRequest WorkloadReference = new() { Template = TemplatePlace.WorkloadReference };

    public static IReadOnlyList<ConversionCase> All { get; } =
    [
        new("blue-green", Sample("blue-green"), new()),
        new("blue-green-hpa", Sample("blue-green-hpa"), new()),
        new("blue-green-hpa-workload-ref", Sample("blue-green-hpa"), WorkloadReference),
        new("single-file", Sample("single-file"), new()),
        new("canary", Sample("canary"), new()),
        new("canary-timed", Sample("canary"), new() { Steps = [5, 8, 25, 33, 90], Pause = "10m" }),
        new("canary-workload-ref", Sample("canary"), WorkloadReference with { ScaleDown = WorkloadScaleDown.OnSuccess }),
        new("hand-written", Source("hand-written.yaml"), new()),
        new("hand-written-workload-ref", Source("hand-written.yaml"), WorkloadReference),
    ];

    public string ExpectedPath => RepositoryRoot.Combine("tests", "ManifestLint.Release.Tests", "Providers", "Expected", Name + ".expected.md");

    public ResourceSet Read() => Read([.. (Directory.Exists(Path) ? Directory.EnumerateFiles(Path, "*.yaml") : [Path]).Order(StringComparer.Ordinal).Select(file => ("k8s/" + System.IO.Path.GetFileName(file), File.ReadAllText(file)))]);

    public ReleaseConversion Convert() => ReleaseProvider.Find("argo").Convert(ReleaseRecognizer.Recognize(Read(), new ReleaseQuery()), Request);

    /// <summary>What a person reads: the files, and what strict linting says of them.</summary>
    public string Describe()
    {
        ReleaseConversion conversion = Convert();
        var text = new StringBuilder();
        foreach (GeneratedFile file in conversion.ToFiles())
            text.Append("=== ").Append(file.Path).Append('\n').Append(file.Text);
        foreach (Diagnostic finding in Lint(ReadAgain(conversion)))
            text.Append("=== lint: ").Append(finding).Append('\n');
        return text.ToString();
    }

    public static ResourceSet Read(params (string Path, string Text)[] files) =>
        ResourceSet.Create([new Bundle([.. files.Select(file => ManifestFile.Parse(file.Path, SourceText.From(file.Text)))], IsReadWhole: true)]);

    public static ResourceSet ReadAgain(ReleaseConversion conversion) => Read([.. conversion.ToFiles().Where(file => file.IsManifest).OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => (file.Path, file.Text))]);

    public static IReadOnlyList<Diagnostic> Lint(ResourceSet resources) =>
        [.. new Linter(RuleCatalog.CreateRules(), LintConfiguration.Default with { Preset = RulePreset.Strict }).Lint(resources).Diagnostics];

    private static string Sample(string name) => RepositoryRoot.Combine("tests", "samples", "release", name);

    private static string Source(string name) => RepositoryRoot.Combine("tests", "ManifestLint.Release.Tests", "Providers", "Sources", name);
}
