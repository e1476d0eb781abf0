using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ManifestLint.Cli.Reporters;
using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.Reporters;

/// <summary>Every format keeps its form, whatever manifests and files are called and however many findings there are.</summary>
public sealed class ReportStructureTests(ReportStructureTests.Reports reports) : IClassFixture<ReportStructureTests.Reports>
{
    private const int Many = 10_000;

    // What steers a log, a page, a table, or has no character in XML, as YAML can write it.
    private static readonly string[] Names =
    [
        "", " ", "%0A::error::x", "##vso[task.setvariable variable=x]y", "##[section]", "a;b]c%d", "]]>", "<!--", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
        "&lt;&#10;", "|", "\\\\|", "`", "``` ", "@octocat #12 !3 ~bug $4 %5 &6", "[x](https://evil.example)", "![x](y)", "https://evil.example www.evil.example", "**x** __y__ ~~z~~ $z$",
        "\\\"quoted\\\" 'single'", "\\n", "\\r\\n", "\\t", "\\0", "\\e[31mred", "\\x7F\\x9B", "\\u2028\\u2029", "\\u202Ertl\\u2066", "\\uFFFE\\uFFFF", "\\uFEFF", "\\uD800", "\\uDC00x", "🚀é中文", "‎",
    ];

    private static readonly string[] Paths =
    [
        "a b.yaml", "a#b.yaml", "100%.yaml", "a;b,c:d].yaml", "back\\slash.yaml", "new\nline.yaml", "tab\t.yaml", "bell\u0007.yaml", "'single' \"double\".yaml", "<b>&amp;.yaml", "`tick`|bar.yaml",
        "@octocat #1.yaml", "##vso[x]y.yaml", "🚀.yaml", "\u202Ertl.yaml", "]]>.yaml", "::error::.yaml",
    ];

    public static TheoryData<string> Formats => ReportRun.Formats;

    [Fact]
    public void Every_format_has_a_check() => Assert.Equal(ReportFormat.Names, ReportStructure.Checks.Keys);

    [Fact]
    public void Every_format_is_in_the_readme()
    {
        string page = File.ReadAllText(RepositoryRoot.Combine("README.md"));
        string section = page[page.IndexOf("\n## Reports\n", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", 1, StringComparison.Ordinal)];

        Assert.All(ReportFormat.Names, name => Assert.Contains($"| `{name}` |", section, StringComparison.Ordinal));
        Assert.Contains($"| `--format {string.Join("\\|", ReportFormat.Names)}` |", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Difficult_names_keep_the_form(string format)
    {
        string report = reports.Difficult[format];

        Assert.Equal(reports.DifficultCount, ReportStructure.Checks[format](report));
        Assert.DoesNotContain(report, c => char.IsControl(c) && c != '\n' && !(c == '\t' && format == "junit"));
        if (format is not ("json" or "sarif" or "gitlab" or "junit" or "checkstyle"))
            Assert.DoesNotContain('\u202E', report);
    }

    [Fact]
    public void Paths_read_back_as_they_are()
    {
        string[] expected = [.. reports.DifficultPaths.Order(StringComparer.Ordinal)];
        string[] inXml = [.. expected.Select(path => path.Replace("\u0007", "\\u0007", StringComparison.Ordinal))];

        Assert.Equal(expected, ReportStructure.ReadGitlab(reports.Difficult["gitlab"]).Select(issue => issue.GetProperty("location").GetProperty("path").GetString()!).Distinct(StringComparer.Ordinal));
        Assert.Equal(inXml, ReportStructure.ReadXml(reports.Difficult["checkstyle"], "checkstyle").Elements().Select(file => file.Attribute("name")!.Value));
        Assert.Equal(inXml, ReportStructure.ReadXml(reports.Difficult["junit"], "junit").Elements().Select(suite => suite.Attribute("name")!.Value));
        string[] inAzure = [.. Regex.Matches(reports.Difficult["azure"], "sourcepath=([^;]*);").Select(match => Decode(match.Groups[1].Value))];
        Assert.All(expected.Where(path => !path.Any(c => char.IsControl(c) || c == '\u202E')), path => Assert.Contains(path, inAzure));
    }

    [Fact]
    public void Markdown_shows_names_as_they_are_and_calls_nobody()
    {
        string report = reports.Difficult["markdown"];

        Assert.Contains("@&#8203;octocat #&#8203;12 !&#8203;3 \\~&#8203;bug \\$&#8203;4 %&#8203;5 &amp;&#8203;6", report, StringComparison.Ordinal);
        Assert.Contains("\\[x\\](https:\\//evil.example)", report, StringComparison.Ordinal);
        Assert.Contains("www\\.evil.example", report, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", report, StringComparison.Ordinal);
        string text = Regex.Replace(report, "(?<!\\\\)(`+)[^`].*?\\1|\\]\\(https://manifestlint\\.dev[^)]*\\)|</?details>|</?summary>", "");
        Assert.DoesNotMatch("@[A-Za-z]|<[a-z/!]|(?<!&)#[0-9]|https?://", text);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Ten_thousand_findings_are_all_there(string format) => Assert.Equal(Many, ReportStructure.Checks[format](reports.Long[format]));

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_bytes_for_any_number_of_threads(string format) => Assert.Equal(reports.Difficult[format], reports.DifficultOnOneThread[format]);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nothing_found_is_a_report_too(string format)
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/good.yaml", Manifests.Deployment("web", "web-ok"));

        Assert.Equal(0, ReportStructure.Checks[format](ReportRun.Write(workspace)[format]));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_manifest_is_a_report_too(string format)
    {
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace.PathOf("k8s"));

        Assert.Equal(0, ReportStructure.Checks[format](ReportRun.Write(workspace, "--allow-empty")[format]));
    }

    private static string Decode(string property) =>
        property.Replace("%3B", ";", StringComparison.Ordinal).Replace("%5D", "]", StringComparison.Ordinal).Replace("%AZP25", "%", StringComparison.Ordinal);

    /// <summary>The reports that several tests look at.</summary>
    public sealed class Reports
    {
        public Reports()
        {
            using var workspace = new Workspace();
            var names = new StringBuilder();
            foreach (string name in Names.Append(new string('x', 50_000) + " long"))
                names.Append(CultureInfo.InvariantCulture, $"---\napiVersion: v1\nkind: Pod\nmetadata: {{name: \"{name}\"}}\nspec:\n  containers:\n    - name: \"{name}\"\n");
            workspace.Write("k8s/names.yaml", names.ToString());
            foreach (string path in OperatingSystem.IsWindows() ? ["a b.yaml", "a#b.yaml", "100%.yaml", "🚀.yaml"] : Paths)
                workspace.Write($"k8s/{path}", Manifests.Deployment("web") + "---\n" + Manifests.Service("nobody", "nobody"));
            Difficult = ReportRun.Write(workspace, "--jobs", "4");
            DifficultOnOneThread = ReportRun.Write(workspace, "--jobs", "1");
            using JsonDocument json = JsonDocument.Parse(Difficult["json"]);
            DifficultCount = json.RootElement.GetProperty("findings").GetArrayLength();
            DifficultPaths = [.. json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("file").GetString()!).Distinct(StringComparer.Ordinal)];

            using var large = new Workspace();
            var manifests = new StringBuilder();
            for (int i = 0; i < Many / 10; i++)
            {
                manifests.Append(CultureInfo.InvariantCulture, $"---\napiVersion: v1\nkind: Pod\nmetadata: {{name: pod-{i}}}\nspec:\n  containers:\n");
                for (int container = 0; container < 10; container++)
                    manifests.Append(CultureInfo.InvariantCulture, $"    - name: c{container}\n");
                if (i % 100 == 99)
                {
                    large.Write($"k8s/{i}.yaml", manifests.ToString());
                    manifests.Clear();
                }
            }

            Long = ReportRun.Write(large);
        }

        public IReadOnlyDictionary<string, string> Difficult { get; }

        public IReadOnlyDictionary<string, string> DifficultOnOneThread { get; }

        public IReadOnlyDictionary<string, string> Long { get; }

        public int DifficultCount { get; }

        public string[] DifficultPaths { get; }
    }
}
