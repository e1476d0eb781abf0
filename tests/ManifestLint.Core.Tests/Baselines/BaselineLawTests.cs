using FsCheck;
using FsCheck.Fluent;
using ManifestLint.Analysis;
using ManifestLint.Baselines;

namespace ManifestLint.Core.Tests.Baselines;

/// <summary>The laws of a baseline over generated files. The seed is fixed; FsCheck prints it when a law breaks.</summary>
public sealed class BaselineLawTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20261121, 1);
    private static readonly string[] Values = ["good", "bad", "bad", "worse"];

    private static Gen<string> Document =>
        from name in Gen.Elements("a", "b", "c")
        from kind in Gen.Elements("Pod", "Job")
        from values in Gen.ArrayOf(Gen.Elements(Values), 3)
        from items in Gen.ArrayOf(Gen.Elements(Values), 2)
        select $"apiVersion: v1\nkind: {kind}\nmetadata:\n  name: {name}\nspec:\n  containers:\n    - name: one\n      image: {values[0]}\n    - name: two\n      image: {values[1]}\n  other: {values[2]}\n  list:\n    - {items[0]}\n    - {items[1]}\n";

    private static Gen<string[]> Documents =>
        from count in Gen.Choose(1, 5)
        from documents in Gen.ArrayOf(Document, count)
        select documents;

    [Fact]
    public void Moving_lines_documents_and_items_hides_all_the_same()
    {
        Check.One(Fixed, Prop.ForAll(Documents.ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (documents, seed) =>
        {
            Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("a.yaml", Join(documents)));

            LintResult result = GivenFindings.Lint(baseline, GivenFindings.Bundles(seed % 2 == 0 ? "a.yaml" : "b.yaml", Join(Move(documents, seed))));

            Assert.Empty(result.Diagnostics);
            Assert.Equal(baseline.Entries.Length, Assert.Single(result.Filtered));
        }));
    }

    [Fact]
    public void A_new_finding_of_another_rule_is_never_hidden_and_no_entry_hides_two()
    {
        Check.One(Fixed, Prop.ForAll(Documents.ToArbitrary(), Documents.ToArbitrary(), (before, after) =>
        {
            string[] old = [.. before.Select(document => document.Replace("worse", "good", StringComparison.Ordinal))];
            Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("a.yaml", Join(old)));
            int found = GivenFindings.Find(GivenFindings.Bundles("a.yaml", Join(after))).Length;

            LintResult result = GivenFindings.Lint(baseline, GivenFindings.Bundles("a.yaml", Join(after)));

            Assert.Equal(Join(after).Split("worse").Length - 1, result.Diagnostics.Count(finding => finding.Descriptor.Id == "ML9992"));
            Assert.True(result.Filtered[0] <= baseline.Entries.Length);
            Assert.Equal(found, result.Filtered[0] + result.Diagnostics.Count(finding => finding.Descriptor.Id != "ML0021"));

            // Every entry either hides one or is told.
            Assert.Equal(baseline.Entries.Length, result.Filtered[0] + result.Diagnostics.Count(finding => finding.Descriptor.Id == "ML0021"));
        }));
    }

    private static string Join(string[] documents) => string.Join("---\n", documents);

    // Documents turn round, containers change places, comments and empty lines come in.
    private static string[] Move(string[] documents, int seed) =>
    [
        .. documents.Skip(seed % documents.Length).Concat(documents.Take(seed % documents.Length)).Select((document, i) =>
        {
            List<string> lines = [.. document.Split('\n')];
            if ((seed + i) % 3 == 0)
            {
                List<string> first = lines.GetRange(6, 2);
                lines.RemoveRange(6, 2);
                lines.InsertRange(8, first);
            }

            lines.Insert((seed + i) % 5, "# a comment");
            lines.Insert((seed + i) % 4, "");
            return string.Join('\n', lines);
        }),
    ];
}
