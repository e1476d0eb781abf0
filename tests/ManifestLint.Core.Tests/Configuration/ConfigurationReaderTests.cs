using System.Collections.Immutable;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Tests;

namespace ManifestLint.Core.Tests.Configuration;

/// <summary>Each file of <c>Mistakes</c> has the findings beside it; <c>MANIFESTLINT_UPDATE=1</c> writes them, read the difference.</summary>
public sealed class ConfigurationReaderTests
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1";
    private static readonly string Folder = RepositoryRoot.Combine("tests", "ManifestLint.Core.Tests", "Configuration", "Mistakes");

    private static readonly string[] Names = [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => [.. Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_mistake_is_told_at_its_characters(string name)
    {
        ManifestFile file = ManifestFile.Parse($"{name}.yaml", File.ReadAllBytes(Path.Combine(Folder, $"{name}.yaml")));
        ConfigurationDocument document = new ConfigurationReader(Configured.Rules).Read(file);
        string actual = string.Concat(document.Mistakes.Select(mistake => $"{mistake}\n{Excerpt(mistake)}"));

        string expected = Path.Combine(Folder, $"{name}.expected.txt");
        if (Updates)
            File.WriteAllText(expected, actual);
        Assert.Equal(File.ReadAllText(expected), actual);
        Assert.Equal(name == "no-mistake", document.Mistakes.IsEmpty);
    }

    [Fact]
    public void Every_expectation_belongs_to_a_file() =>
        Assert.Equal(Names, Directory.EnumerateFiles(Folder, "*.txt").Select(path => Path.GetFileName(path)[..^".expected.txt".Length]).Order(StringComparer.Ordinal));

    [Fact]
    public void All_that_is_said_is_read()
    {
        ConfigurationDocument document = new ConfigurationReader(Configured.Rules).Read(ManifestFile.Parse(".manifestlint.yaml", File.ReadAllBytes(Path.Combine(Folder, "no-mistake.yaml"))));
        ConfigurationLayer layer = document.Layer;
        ConfigurationOverride entry = Assert.Single(layer.Overrides);

        Assert.True(document.IsRoot);
        Assert.Equal([RulePreset.Strict, null], document.Extends.Select(extended => extended.Preset));
        Assert.Equal("../base.yaml", document.Extends[1].Written);
        Assert.Equal("1.30", layer.Version!.Value);
        Assert.Null(layer.FailOn!.Value);
        Assert.Equal(["k8s/**"], layer.Include!.Value.Select(glob => glob.Written));
        Assert.Equal(3, layer.Exclude!.Value.Length);
        Assert.Equal(["ML9980", "ML9990"], layer.Rules.Select(rule => rule.Rule.Id));
        Assert.All(layer.Rules, rule => Assert.Null(rule.Level!.Value));
        Assert.Empty(layer.Locked);
        Assert.Equal("parked until May", entry.Reason);
        Assert.Equal(4, Assert.Single(entry.Rules).Options.Length);
        Assert.Equal(["default", "schemas/{{.Group}}/{{.ResourceKind}}.json"], layer.SchemaLocations!.Value.Select(path => path.Value));
        Assert.False(layer.InlineSuppressions!.Value);
        Assert.True(layer.RequireReason!.Value);
        Assert.Equal(".manifestlint.yaml:6", layer.Include.Origin.ToString());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("# nothing yet\n", "")]
    [InlineData("off: true\n", "off")]
    [InlineData("failOn: &a error\nrules: {option-rule: *a}\n", "")]
    [InlineData("rules:\n  ? [a]\n  : off\n", "rules: a key has to be a word")]
    [InlineData("x: &x {severity: error}\nrules: {option-rule: *x}\n", "x: no such key")]
    public void Odd_YAML_is_read_too(string yaml, string mistake)
    {
        ImmutableArray<Diagnostic> mistakes = Configured.Read(yaml).Mistakes;

        Assert.True(mistake.Length == 0 ? mistakes.IsEmpty : mistakes.Any(found => found.Message.StartsWith(mistake, StringComparison.Ordinal)), string.Join('\n', mistakes));
    }

    [Theory]
    [InlineData("vendor", "vendor/a/b.yaml", true)]
    [InlineData("vendor", "k8s/vendor/b.yaml", true)]
    [InlineData("vendor/", "vendor/b.yaml", true)]
    [InlineData("b.yaml/", "b.yaml", false)]
    [InlineData("/vendor", "k8s/vendor/b.yaml", false)]
    [InlineData("vendor/**", "vendor/a/b.yaml", true)]
    [InlineData("vendor/**", "k8s/vendor/b.yaml", false)]
    [InlineData("**/vendor/**", "k8s/vendor/b.yaml", true)]
    [InlineData("*.gen.yaml", "k8s/a.gen.yaml", true)]
    [InlineData("k8s/*.yaml", "k8s/sub/a.yaml", false)]
    [InlineData("./k8s", "k8s/a.yaml", true)]
    [InlineData("**", "a.yaml", true)]
    public void Globs_are_those_of_ignore_files(string glob, string path, bool isMatch) =>
        Assert.Equal(isMatch, PathGlob.Parse(glob, out _)!.IsMatch(path));

    private static string Excerpt(Diagnostic mistake) => mistake.Location.File.Tree is { } tree && !mistake.Location.Span.IsEmpty
        ? $"    {tree.Text.ToString(mistake.Location.Span)}\n"
        : "";
}
