using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Releases.Generation;
using ManifestLint.Resources;
using ManifestLint.Rules;
using ManifestLint.Tests;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Release.Tests.Generation;

/// <summary>A folder of <c>Sources</c>: the manifests, and what is asked for beside the strategy (<c>recipe.txt</c>, a line for each option).</summary>
internal sealed class SourceCase
{
    public static readonly string Folder = RepositoryRoot.Combine("tests", "ManifestLint.Release.Tests", "Generation", "Sources");

    private readonly string[] _options;

    private SourceCase(string name)
    {
        Name = name;
        string recipe = System.IO.Path.Combine(Folder, name, "recipe.txt");
        _options = File.Exists(recipe) ? File.ReadAllLines(recipe) : [];
        Source = ManifestFile.Parse("source.yaml", File.ReadAllBytes(Path("source.yaml")));
        Resources = ResourceSet.Create([new Bundle([Source], IsReadWhole: true)]);
    }

    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Folder).Select(folder => System.IO.Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    public static string[] Modes { get; } = ["blue-green", "canary", "adopt"];

    public string Name { get; }

    public ManifestFile Source { get; }

    public ResourceSet Resources { get; }

    public static SourceCase Read(string name) => new(name);

    public string Path(string file) => System.IO.Path.Combine(Folder, Name, file);

    public ReleaseRecipe Recipe(string mode)
    {
        var recipe = new ReleaseRecipe { Strategy = mode == "canary" ? ReleaseStrategy.Canary : ReleaseStrategy.BlueGreen, Adopts = mode == "adopt" };
        foreach (string line in _options)
        {
            string[] parts = line.Split('=', 2);
            recipe = (parts[0], parts[^1]) switch
            {
                ("workload", var value) => recipe with { Workload = value },
                ("service", var value) => recipe with { Service = value },
                ("namespace", var value) => recipe with { Namespace = value },
                ("label", var value) => recipe with { SlotKey = value },
                ("slots", var value) => recipe with { Slots = [.. value.Split(',')] },
                ("replicas", var value) => recipe with { Replicas = long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) },
                ("host", var value) => recipe with { Host = value },
                ("class", var value) => recipe with { IngressClass = value },
                ("no-preview", _) => recipe with { HasPreview = false },
                ("adopt", _) => recipe with { Adopts = true },
                ("hpa", var value) when value.Split(',') is [var low, var high, var cpu] => recipe with { Autoscaler = new AutoscalerRange(Number(low), Number(high), (int)Number(cpu)) },
                ("with", var value) => recipe with { Companions = [.. value.Split(',').Select(CompanionOf)] },
                _ => throw new InvalidDataException($"{Name}/recipe.txt: {line}"),
            };
        }

        return recipe;
    }

    /// <summary>The set; null when it is refused.</summary>
    public GeneratedSet? TryGenerate(string mode)
    {
        try
        {
            return ReleaseGenerator.Generate(Resources, Recipe(mode));
        }
        catch (ReleaseRefusedException)
        {
            return null;
        }
    }

    /// <summary>What a person reads: the objects as one stream, before it what the user is told, behind it what strict linting says; or the refusal.</summary>
    public string Describe(string mode)
    {
        GeneratedSet set;
        try
        {
            set = ReleaseGenerator.Generate(Resources, Recipe(mode));
        }
        catch (ReleaseRefusedException refused)
        {
            return DescribeRefusal(refused.Refusal);
        }

        var text = new StringBuilder();
        text.Append("# ").Append(set.Name).Append(": ").AppendJoin(", ", set.Workloads).Append('\n');
        foreach (string note in set.Notes)
            text.Append("# note: ").Append(note).Append('\n');
        foreach (GeneratedObject generated in set.Objects)
            text.Append("--- # ").Append(generated.FileStem).Append(": ").Append(generated.Kind).Append(' ').Append(generated.Name).Append('\n').Append(generated.Text);
        foreach (Diagnostic finding in Lint(set))
            text.Append("# lint: ").Append(finding).Append('\n');
        return text.ToString();
    }

    public static string DescribeRefusal(ReleaseRefusal refusal) =>
        $"# refused, {refusal.Kind}: {refusal.Reason}\n"
        + (refusal.Remedy is { } remedy ? $"# remedy: {remedy}\n" : "")
        + (refusal.Place is { } place ? $"# at {place.File.Path}:{place.Start.Line + 1}:{place.Start.Character + 1}\n" : "");

    /// <summary>The set as it would be read again, each object in a file of its own.</summary>
    public static ResourceSet ReadAgain(GeneratedSet set) => ResourceSet.Create(
    [
        new Bundle([.. set.Objects.GroupBy(generated => generated.FileStem, StringComparer.Ordinal).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file =>
            ManifestFile.Parse(file.Key + ".yaml", SourceText.From(string.Join("---\n", file.Select(generated => generated.Text)))))], IsReadWhole: true),
    ]);

    public static IReadOnlyList<Diagnostic> Lint(GeneratedSet set) => Lint(ReadAgain(set));

    public static IReadOnlyList<Diagnostic> Lint(ResourceSet resources) =>
        [.. new Linter(RuleCatalog.CreateRules(), LintConfiguration.Default with { Preset = RulePreset.Strict }).Lint(resources).Diagnostics];

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Companion CompanionOf(string name) => name switch
    {
        "pdb" => Companion.DisruptionBudget,
        "hpa" => Companion.Autoscaler,
        "ingress" => Companion.Ingress,
        "config" => Companion.Configuration,
        _ => throw new InvalidDataException(name),
    };
}
