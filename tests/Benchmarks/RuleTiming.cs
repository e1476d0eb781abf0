using System.Collections.Immutable;
using System.Diagnostics;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Rules;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Benchmarks;

/// <summary>
/// What each rule costs by itself, in this process: a run with the rule alone, the best of several, less a run without any. What rules share (the nodes of an
/// object, the schema's walk) is counted for each of them, so the sum is more than the whole.
/// </summary>
internal static class RuleTiming
{
    private const int Documents = 20_000;
    private const int Runs = 3;
    private const int Shown = 15;

    public static int Run()
    {
        var bundle = new Bundle([ManifestFile.Parse("all.yaml", SourceText.From(Corpus.Services(Documents)))], IsReadWhole: true);
        var resources = ResourceSet.Create([bundle]);
        ImmutableArray<Rule> rules = RuleCatalog.CreateRules();
        Best(resources, rules); // once for the compiler
        TimeSpan everything = Best(resources, rules);
        TimeSpan nothing = Best(resources, []);
        TimeSpan schema = Best(resources, [.. rules.Where(rule => rule.Descriptor.Category is "reading" or "schema")]);
        Console.WriteLine($"{"all rules",-40}{everything.TotalMilliseconds,8:0.0} ms");
        Console.WriteLine($"{"reading and schema",-40}{schema.TotalMilliseconds,8:0.0} ms");
        foreach ((DiagnosticDescriptor rule, TimeSpan cost) in rules
            .Select(rule => (rule.Descriptor, Best(resources, [rule]) - nothing))
            .OrderByDescending(timing => timing.Item2)
            .Take(Shown))
        {
            Console.WriteLine($"{rule,-40}{cost.TotalMilliseconds,8:0.0} ms");
        }

        return 0;
    }

    private static TimeSpan Best(ResourceSet resources, ImmutableArray<Rule> rules)
    {
        var linter = new Linter(rules, LintConfiguration.Default with { Preset = RulePreset.All });
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < Runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            linter.Lint(resources);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        return best;
    }
}
