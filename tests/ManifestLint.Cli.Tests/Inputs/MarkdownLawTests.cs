using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs.Markdown;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Rules;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;
using Xunit.Abstractions;

namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>Fixing a page changes only what stands in its fences, and each fence as it would be changed by itself. The seed is fixed.</summary>
public sealed class MarkdownLawTests(ITestOutputHelper output)
{
    private static readonly string[] Prose =
    [
        "# Page", "Some *text*, `code` and ünïcode 🚀.", "| a | b |\n|---|---|\n| 1 | 2 |", "<!-- apiVersion: v1 -->", "```sh\nkubectl apply -f - # \"80\"\n```",
        "> ```yaml\n> apiVersion: v1\n> kind: Pod\n> ```", "```yaml\nspec: a: b: c\n```", "```yaml\nname: {{ .x }}\n```", "***", "\ttab", "- item\n  more",
    ];

    private static readonly string[] Manifests =
    [
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {0}\nspec:\n  containers:\n    - name: web\n      image: x:1\n      ports:\n      - containerPort: \"80\"",
        "# head\napiVersion: v1\nkind: Service\nmetadata: {{name: {0}, labels: {{on: yes}}}}\nspec:\n  ports:\n    - port: 80   # http\n      protocl: TCP\n  selector:\n    app: web\n    app: web",
        "kind: ConfigMap\napiVersion: v1\nmetadata:\n    name: {0}\ndata:\n    script: |\n      echo ```\n      a: b\n    enabled: true",
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: {0}}}\nspec:\n    restartPolicy: always\n    containers: [{{name: web, image: x:1}}]",
        "{{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {{\"name\": \"{0}\"}}, \"spec\": {{\"containers\": [{{\"name\": \"web\", \"ports\": [{{\"containerPort\": \"80\"}}]}}]}}}}",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {0}\n  ...\nspec:\n  containers:\n  - name: web\n  ...",
    ];

    // It would forbid the field that is added to see how lines are added.
    private const string UnknownField = "ML1001";

    private static readonly Linter Linter = new([.. RuleCatalog.CreateRules().Where(rule => rule.Descriptor.Id != UnknownField), new ContainerNameRule(), new OwnerRule()], LintConfiguration.Default) { Filters = [new DocumentationFilter()] };

    [Fact]
    public void Fixing_a_page_is_fixing_each_of_its_fences()
    {
        int changed = 0;
        int fences = 0;
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 9).WithMaxTest(400), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var page = Page.Draw(new Random(seed));
            ManifestFile before = ManifestFile.ParseHosted("page.md", SourceText.From(page.Text), MarkdownFences.Find);
            string after = Fix(before);
            string expected = page.With(fence => Fix(AsPage(fence)));

            Assert.Equal(expected, after);
            Assert.Equal(page.Fences, before.Hosted!.Blocks.Select(block => before.Text!.ToString(block)));
            Assert.Equal(page.Text.Length, before.Tree!.Text.Length);
            fences += page.Fences.Length;
            changed += page.Fences.Count(fence => Fix(AsPage(fence)) != fence);
        }));

        output.WriteLine($"{changed} of {fences} fences changed");
        Assert.True(changed * 2 > fences, $"{changed} of {fences}");
    }

    // A file of YAML whose objects are as partial as those of a page; dashes stand at the beginning of their line.
    private static ManifestFile AsPage(string yaml) => ManifestFile.ParseHosted("page.md", SourceText.From(yaml), text => AlonePage(text));

    private static HostedText AlonePage(SourceText text)
    {
        HostedText found = MarkdownFences.Find(SourceText.From($"```yaml\n{text.Text}```\n"));
        return new HostedText(text, SourceText.From(found.Yaml.Text.Substring("```yaml\n".Length, text.Length)), [new TextSpan(0, text.Length)]);
    }

    private static string Fix(ManifestFile file)
    {
        FixResult result = new FixApplier(Linter, FixSafety.Unsafe).Apply([new Bundle([file], IsReadWhole: false)]);
        Assert.Empty(result.Refused);
        return result.Files is [var changed] ? changed.After.Text!.Text : file.Text!.Text;
    }

    /// <summary>Adds an annotation where there is none, and a last entry to the document: lines that were not there.</summary>
    private sealed class OwnerRule : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new("ML2904", "owner", "Nobody owns it", DiagnosticSeverity.Warning, fixAvailability: FixAvailability.Always);

        public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(resource =>
        {
            if (resource.Resource.Root.Get("owner") is null)
                resource.Report(resource.Resource.Root, "Nobody owns it", CodeFix.Safe("Add an owner", resource.Resource.Root, editor => editor.InsertEntry(YamlPath.Of(resource.Resource.Root), "owner", YamlValue.Map(("team", "a"), ("mail", "b")), EntryPosition.Last)));
        });
    }

    /// <summary>A page in pieces: texts, and every second one the inside of a fence.</summary>
    private sealed record Page(ImmutableArray<string> Pieces)
    {
        public string Text => string.Concat(Pieces);

        public ImmutableArray<string> Fences => [.. Pieces.Where((_, i) => i % 2 == 1)];

        public string With(Func<string, string> change) => string.Concat(Pieces.Select((piece, i) => i % 2 == 1 ? change(piece) : piece));

        public static Page Draw(Random random)
        {
            string end = random.Next(3) == 0 ? "\r\n" : "\n";
            var pieces = ImmutableArray.CreateBuilder<string>();
            var text = new System.Text.StringBuilder(random.Next(4) == 0 ? "---\ntitle: x\napiVersion: v1\nkind: Pod\n---\n" : "");
            int fences = random.Next(1, 5);
            for (int i = 0; i < fences; i++)
            {
                for (int line = random.Next(3); line > 0; line--)
                    text.Append(Prose[random.Next(Prose.Length)]).Append("\n\n");
                string indentation = "";
                if (random.Next(3) == 0)
                {
                    string mark = ((string[])["- ", "1. ", "10.   "])[random.Next(3)];
                    text.Append(mark).Append("text\n\n");
                    indentation = new string(' ', mark.Length);
                }

                string fence = new(random.Next(2) == 0 ? '`' : '~', random.Next(4, 6));
                text.Append(indentation).Append(fence).Append(((string[])["yaml", " yml", "YAML title=\"x\"", "{.yaml}"])[random.Next(4)]).Append('\n');
                pieces.Add(text.ToString().ReplaceLineEndings(end));
                pieces.Add(DrawFence(random, i, indentation).ReplaceLineEndings(end));
                text.Clear();
                bool isOpen = i == fences - 1 && random.Next(4) == 0;
                if (!isOpen)
                    text.Append(indentation).Append(fence).Append(random.Next(2) == 0 ? " " : "").Append("\n\n");
            }

            pieces.Add(text.ToString().ReplaceLineEndings(end));
            return new Page(pieces.DrainToImmutable());
        }

        private static string DrawFence(Random random, int number, string indentation)
        {
            var documents = new List<string>();
            for (int i = random.Next(1, 4); i > 0; i--)
                documents.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, Manifests[random.Next(Manifests.Length)], $"a{number}-{i}"));
            string[] lines = string.Join("\n---\n", documents).Split('\n');
            return string.Concat(lines.Select(line => (line.Length == 0 ? "" : indentation) + line + "\n"));
        }
    }
}
