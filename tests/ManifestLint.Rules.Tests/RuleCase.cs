using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Cli.Commands;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Tests;
using ManifestLint.Yaml.Text;
using Xunit.Abstractions;

namespace ManifestLint.Rules.Tests;

/// <summary>
/// A folder with manifests of one rule: the rule's own folder, or one below its <c>cases</c>. A file <c>incomplete</c> in it says that the
/// manifest is looked at as a single file, of whose surroundings nothing is known; a file <c>named</c> that somebody asked for this very file; a file <c>target</c> holds the Kubernetes versions to judge for
/// (<c>1.28-1.31</c>), a file <c>preset</c> the preset that counts (else <c>recommended</c>), a file <c>options</c> the rule's options in lines
/// <c>key: value</c> (texts of a list with commas between them), a file <c>also</c> the ids of further rules that run and stay silent, a file
/// <c>locked</c> the ids of rules that may not be suppressed; a file <c>inline-off</c> says that no suppression counts.
/// </summary>
public sealed class RuleCase : IXunitSerializable
{
    public RuleCase()
    {
        RuleId = "";
        Folder = "";
    }

    public RuleCase(string ruleId, string folder)
    {
        RuleId = ruleId;
        Folder = folder;
    }

    public string RuleId { get; private set; }

    /// <summary>Relative to the repository, with forward slashes.</summary>
    public string Folder { get; private set; }

    public Rule Rule => RuleCatalog.CreateRules().Single(rule => rule.Descriptor.Id == RuleId);

    public bool IsIncomplete => File.Exists(PathOf("incomplete"));

    public TargetVersions Target => Has("target") ? TargetVersions.Parse(ReadText("target").Trim())!.Value : TargetVersions.Default;

    private RulePreset Preset => Has("preset") ? LintOptions.ParsePreset(ReadText("preset").Trim()) : RulePreset.Recommended;

    private string[] Also => Has("also") ? ReadText("also").Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>Every case of every rule, in ordinal order.</summary>
    public static IReadOnlyList<RuleCase> All { get; } = FindAll();

    public bool Has(string file) => File.Exists(PathOf(file));

    public string PathOf(string file) => RepositoryRoot.Combine(Folder, file);

    public byte[] ReadBytes(string file) => File.ReadAllBytes(PathOf(file));

    public string ReadText(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Lints bytes with the case's rule alone.</summary>
    public LintResult Lint(byte[] bytes) => Linter().Lint(ResourceSet.Create([Bundle(bytes)]));

    public Linter Linter() => new(RuleCatalog.CreateRules(), LintConfiguration.Default with
    {
        Selected = [RuleId, .. Also],
        Target = Target,
        Preset = Preset,
        Options = ReadOptions().ToImmutableDictionary(),
        Source = Has("locked") ? ".manifestlint.yaml" : null,
        Locked = [.. Has("locked") ? ReadText("locked").Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries) : []],
        AllowsInlineSuppressions = !Has("inline-off"),
    });

    public Bundle Bundle(byte[] bytes) => new([ManifestFile.Parse("bad.yaml", bytes, origin: new FileOrigin(IsNamed: Has("named")))], IsReadWhole: !IsIncomplete);

    public byte[] WithCarriageReturns(string file)
    {
        SourceText? text = SourceText.Decode(ReadBytes(file), out _);
        if (text is null)
            return ReadBytes(file);

        string lineFeeds = text.Text.Replace("\r\n", "\n", StringComparison.Ordinal);
        return SourceText.From(lineFeeds.Replace("\n", "\r\n", StringComparison.Ordinal), text.Encoding).ToBytes();
    }

    public override string ToString() => Folder;

    void IXunitSerializable.Deserialize(IXunitSerializationInfo info)
    {
        RuleId = info.GetValue<string>(nameof(RuleId));
        Folder = info.GetValue<string>(nameof(Folder));
    }

    void IXunitSerializable.Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(RuleId), RuleId);
        info.AddValue(nameof(Folder), Folder);
    }

    private IEnumerable<KeyValuePair<(string RuleId, string Key), object>> ReadOptions()
    {
        foreach (string line in Has("options") ? ReadText("options").Split('\n', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            string[] parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            RuleOption option = Rule.Options.Single(option => option.Key == parts[0]);
            yield return new((RuleId, option.Key), option switch
            {
                NumberOption => int.Parse(parts[1], CultureInfo.InvariantCulture),
                SwitchOption => bool.Parse(parts[1]),
                ChoiceOption choice when choice.Values.Contains(parts[1]) => parts[1],
                ListOption => parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToImmutableArray(),
                _ => throw new FormatException($"{Folder}/options: {line}"),
            });
        }
    }

    private static ImmutableArray<RuleCase> FindAll()
    {
        var cases = ImmutableArray.CreateBuilder<RuleCase>();
        foreach (Rule rule in RuleCatalog.CreateRules())
        {
            string folder = FolderOf(rule.Descriptor);
            cases.Add(new RuleCase(rule.Descriptor.Id, folder));
            string below = RepositoryRoot.Combine(folder, "cases");
            if (Directory.Exists(below))
                cases.AddRange(Directory.EnumerateDirectories(below).Order(StringComparer.Ordinal).Select(path => new RuleCase(rule.Descriptor.Id, $"{folder}/cases/{Path.GetFileName(path)}")));
        }

        return cases.DrainToImmutable();
    }

    public static string FolderOf(DiagnosticDescriptor rule) => $"rules/{rule.Category}/{rule.Id}-{rule.Name}";
}
