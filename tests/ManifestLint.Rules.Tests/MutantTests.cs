using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Tests;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules.Tests;

/// <summary>
/// 10,000 manifests that somebody spoilt: fields dropped, renamed, retyped, nested and doubled at random places of valid ones. Whatever is in them, no rule
/// fails, every finding has a place, and the same mutant gives the same report. The seed is fixed, so that a failure can be looked at.
/// </summary>
public sealed class MutantTests
{
    private const int Mutants = 10_000;
    private const int MostSlips = 4;

    private static readonly Linter Linter = new(RuleCatalog.CreateRules(), LintConfiguration.Default with { Preset = RulePreset.All, Target = new TargetVersions(TargetVersions.Oldest, TargetVersions.Newest) });

    private static readonly ImmutableArray<YamlDocument> Valid =
    [
        .. RuleCase.All.Where(rule => rule.Has("good.yaml")).Select(rule => rule.ReadText("good.yaml"))
            .Concat(RepositoryRoot.Samples.Select(sample => File.ReadAllText(RepositoryRoot.Combine("tests", "samples", sample))))
            .Select(text => YamlTree.Parse(SourceText.From(text)))
            .SelectMany(tree => tree.Documents)
            .Where(document => document.Errors.IsEmpty && document.RootMapping is not null),
    ];

    [Fact]
    public void No_mutant_breaks_a_rule_and_every_finding_has_a_place()
    {
        var failures = new List<string>();
        Parallel.For(0, Mutants, number =>
        {
            string text = Make(number);
            if (Check(text) is not { } failure)
                return;
            lock (failures)
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"mutant {number}: {failure}\n{text}"));
        });

        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Take(3)));
    }

    [Fact]
    public void Mutants_differ_and_most_are_noticed()
    {
        string[] texts = [.. Enumerable.Range(0, 500).Select(Make)];

        Assert.InRange(texts.Distinct(StringComparer.Ordinal).Count(), 450, 500);
        Assert.InRange(texts.Count(text => Lint(text).Diagnostics.Length > 0), 300, 500);
    }

    private static string? Check(string text)
    {
        LintResult result = Lint(text);
        foreach (Diagnostic finding in result.Diagnostics)
        {
            if (finding.Descriptor.Id == EngineDiagnostics.RuleFailed.Id)
                return finding.ToString();
            if (finding.Location.Span.End > text.Length || (finding.Location.Span.Length == 0 && finding.Node?.Resolve() is not YamlScalar))
                return $"no place: {finding}";
            if (finding.Fix is { } fix && TextChangeList.Apply(text, fix.Changes) == text)
                return $"a fix without effect: {finding}";
        }

        return Report(result) == Report(Lint(text)) ? null : "two runs differ";
    }

    private static LintResult Lint(string text) =>
        Linter.Lint(ResourceSet.Create([new Bundle([ManifestFile.Parse("mutant.yaml", SourceText.From(text))], IsReadWhole: true)]));

    private static string Report(LintResult result) => string.Join('\n', result.Diagnostics.Select(finding => finding.ToString()));

    /// <summary>The mutant with a number, always the same one.</summary>
    internal static string Make(int number)
    {
        var random = new Random(number);
        YamlDocument document = Valid[random.Next(Valid.Length)];
        var editor = new YamlEditor(YamlTree.Parse(SourceText.From(document.Source.ToString(document.Span))).Documents[0]);
        int slips = 1 + random.Next(MostSlips);
        for (int i = 0; i < slips; i++)
        {
            YamlEditor next = Spoil(editor, random);
            if (next.Refusal is null)
                editor = next;
        }

        return Double(editor.NewText.Text, random);
    }

    private static YamlEditor Spoil(YamlEditor editor, Random random)
    {
        YamlEntry[] entries = [.. editor.Document.DescendantsAndSelf().OfType<YamlEntry>()];
        if (entries.Length == 0)
            return editor;

        YamlEntry entry = entries[random.Next(entries.Length)];
        YamlPath path = YamlPath.Of(entry);
        YamlValue value = YamlValue.From(entry.Value);
        return random.Next(6) switch
        {
            0 => editor.RemoveEntry(path),
            1 => editor.RenameKey(path, Misspell(entry.KeyText ?? "x", random)),
            2 => editor.Set(path, Retype(random)),
            3 => editor.Set(path, YamlValue.Map((entry.KeyText ?? "x", value))),
            4 => editor.Set(path, YamlValue.List(value, value)),
            _ => editor.MoveEntry(path, YamlPath.Of(entries[random.Next(entries.Length)].Parent!), EntryPosition.Last),
        };
    }

    private static string Misspell(string key, Random random) => random.Next(4) switch
    {
        0 when key.Length > 1 => key.Remove(random.Next(key.Length), 1),
        1 => key.ToUpperInvariant(),
        2 => key + "s",
        _ => key.Insert(random.Next(key.Length + 1), "e"),
    };

    private static YamlValue Retype(Random random) => random.Next(9) switch
    {
        0 => YamlValue.Null,
        1 => YamlValue.Boolean(true),
        2 => YamlValue.Integer(random.NextInt64(long.MinValue, long.MaxValue)),
        3 => YamlValue.Integer(random.Next(-2, 3)),
        4 => YamlValue.Float("2.5"),
        5 => YamlValue.String(""),
        6 => YamlValue.String("ünvalid/ %name\n"),
        7 => YamlValue.Map(),
        _ => YamlValue.List(),
    };

    // A line or two once more, at the same depth: doubled keys and items, or a document that does not parse.
    private static string Double(string text, Random random)
    {
        if (random.Next(4) > 0)
            return text;

        string[] lines = text.Split('\n');
        int line = random.Next(lines.Length);
        return string.Join('\n', lines.Take(line + 1).Concat(lines.Skip(line)));
    }
}
