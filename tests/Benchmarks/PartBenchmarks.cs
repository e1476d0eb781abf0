using BenchmarkDotNet.Attributes;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Resources;
using ManifestLint.Rules;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;
using YamlDotNet.Core;

namespace ManifestLint.Benchmarks;

/// <summary>The parts of a run over 2,000 documents, beside YamlDotNet's own event loop.</summary>
[MemoryDiagnoser]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "BenchmarkDotNet calls instance methods.")]
public class PartBenchmarks
{
    private string _text = "";
    private ResourceSet _resources = ResourceSet.Create([]);
    private Linter _linter = new([], LintConfiguration.Default);

    [GlobalSetup]
    public void SetUp()
    {
        _text = Corpus.Deployments(2_000);
        _resources = ResourceSet.Create([Read()]);
        _linter = new Linter(RuleCatalog.CreateRules(), LintConfiguration.Default);
    }

    [Benchmark(Baseline = true)]
    public int YamlDotNetEvents()
    {
        var parser = new Parser(new Scanner(new StringReader(_text), skipComments: true));
        int events = 0;
        while (parser.MoveNext())
            events++;
        return events;
    }

    [Benchmark]
    public YamlTree Parse() => YamlTree.Parse(SourceText.From(_text));

    [Benchmark]
    public ResourceSet ParseAndIndex() => ResourceSet.Create([Read()]);

    [Benchmark]
    public LintResult Rules() => _linter.Lint(_resources);

    [Benchmark]
    public LintResult Everything() => _linter.Lint(ResourceSet.Create([Read()]));

    private Bundle Read() => new([ManifestFile.Parse("all.yaml", SourceText.From(_text))], IsReadWhole: true);
}
