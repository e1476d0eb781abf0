using ManifestLint.Tests;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Tests.Syntax;

/// <summary>Holds the resolver to kubectl's own answers, one row a scalar; see <c>Scalars/README.md</c>.</summary>
public sealed class ScalarTableTests
{
    // What the two scanners take differently, before any scalar is resolved: go-yaml knows neither the escape \/ nor surrogate pairs and does
    // know \', takes U+2028 inside quotes for no line end, and refuses an empty tag.
    private static readonly HashSet<string> ScannerDifferences = new(StringComparer.Ordinal)
    {
        "\"\\/\"", "\"\\ud83d\\ude00\"", "\"\\'\"", "\"\u2028\"", "!!",
    };

    [Fact]
    public void Every_scalar_is_resolved_as_kubectl_resolves_it()
    {
        List<string> differences = [];
        foreach (string[] row in Rows("kubectl-scalars.tsv", 3))
        {
            string expected = $"{row[1]} {(row[1] == "error" ? "" : row[2])}";
            string actual = Describe(row[0]);
            if ((actual != expected) != ScannerDifferences.Contains(row[0]))
                differences.Add($"{row[0]}: kubectl {expected}, here {actual}");
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    [Fact]
    public void Every_key_becomes_the_key_that_kubectl_makes_of_it()
    {
        List<string> differences = [];
        foreach (string[] row in Rows("kubectl-keys.tsv", 2))
        {
            YamlTree tree = YamlTree.Parse($"{row[0]}: 1\n");
            string? key = tree.Errors.Any() ? null : ScalarResolver.GetKey(Assert.IsType<YamlMapping>(tree.Documents[0].Root).Entries[0].Key);
            string actual = key is null ? "error" : Json(key);
            if (actual != (row[1].StartsWith("error", StringComparison.Ordinal) ? "error" : row[1]))
                differences.Add($"{row[0]}: kubectl {row[1]}, here {actual}");
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    private static IEnumerable<string[]> Rows(string file, int columns)
    {
        string[] lines = File.ReadAllText(RepositoryRoot.Combine("tests", "ManifestLint.Yaml.Tests", "Scalars", file)).Split('\n');
        string[][] rows = [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split('\t'))];
        Assert.All(rows, row => Assert.Equal(columns, row.Length));
        Assert.True(rows.Length > 100);
        return rows;
    }

    private static string Describe(string written)
    {
        YamlTree tree = YamlTree.Parse($"v: {written}\n");
        if (tree.Errors.Any())
            return "error ";

        YamlNode node = Assert.IsType<YamlMapping>(tree.Documents[0].Root).Entries[0].Value;
        if (node is not YamlScalar scalar)
            return "no scalar";

        ResolvedScalar resolved = scalar.Resolve();
        return resolved.Kind switch
        {
            YamlScalarKind.Invalid => "error ",
            YamlScalarKind.String => "string " + Json(resolved.Json),
            _ => $"{resolved.Kind.ToString().ToLowerInvariant()} {resolved.Json}",
        };
    }

    // Go's encoding/json escapes these for HTML; U+2028 and U+2029 for JavaScript.
    private static string Json(string text)
    {
        var json = new System.Text.StringBuilder("\"");
        foreach (char c in text)
        {
            json.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '<' or '>' or '&' or < ' ' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return json.Append('"').ToString();
    }
}
