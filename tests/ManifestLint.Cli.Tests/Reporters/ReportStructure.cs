using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using System.Xml.Schema;
using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.Reporters;

/// <summary>The form of each format as those who read it document it: fails where a report breaks it, and reads the findings back.</summary>
internal static partial class ReportStructure
{
    /// <summary>For each format, what checks a report and tells how many findings a reader finds in it.</summary>
    public static IReadOnlyDictionary<string, Func<string, int>> Checks { get; } = new Dictionary<string, Func<string, int>>(StringComparer.Ordinal)
    {
        ["text"] = report => FindingLine().Count(report),
        ["concise"] = report => Lines(report, line => Assert.Matches(FindingLine(), line)),
        ["json"] = CheckJson,
        ["sarif"] = CheckSarif,
        ["github"] = report => Lines(report, line => Assert.Matches(GithubCommand(), line)),
        ["gitlab"] = CheckGitlab,
        ["junit"] = CheckJunit,
        ["azure"] = report => Lines(report, CheckAzure),
        ["checkstyle"] = report => ReadXml(report, "checkstyle").Descendants("error").Count(),
        ["markdown"] = CheckMarkdown,
        ["html"] = HtmlStructure.Check,
    };

    /// <summary>Reads XML and holds it to the form of its readers.</summary>
    public static XElement ReadXml(string report, string form)
    {
        // Both forms are one of their readers' each, and have no namespace.
        var schemas = new XmlSchemaSet();
        schemas.Add("", RepositoryRoot.Combine("tests", "ManifestLint.Cli.Tests", "Reporters", "Forms", $"{form}.xsd"));
        XDocument document = XDocument.Parse(report, LoadOptions.PreserveWhitespace);
        document.Validate(schemas, (_, problem) => Assert.Fail(problem.Message));
        Assert.Equal(form == "junit" ? "testsuites" : form, document.Root!.Name.LocalName);
        return document.Root;
    }

    /// <summary>The issues of a Code Quality report.</summary>
    public static JsonElement[] ReadGitlab(string report)
    {
        using JsonDocument json = JsonDocument.Parse(report);
        return [.. json.RootElement.Clone().EnumerateArray()];
    }

    private static int Lines(string report, Action<string> check)
    {
        string[] lines = report.Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.All(lines[..^1], check);
        return lines.Length - 1;
    }

    private static int CheckJson(string report)
    {
        using JsonDocument json = JsonDocument.Parse(report);
        Assert.Equal(1, json.RootElement.GetProperty("version").GetInt32());
        return json.RootElement.GetProperty("findings").GetArrayLength();
    }

    private static int CheckSarif(string report)
    {
        using JsonDocument json = JsonDocument.Parse(report);
        Assert.Equal("2.1.0", json.RootElement.GetProperty("version").GetString());
        return json.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength();
    }

    // https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    private static int CheckGitlab(string report)
    {
        Assert.False(report.StartsWith('\uFEFF'));
        JsonElement[] issues = ReadGitlab(report);
        foreach (JsonElement issue in issues)
        {
            Assert.Equal(["description", "check_name", "fingerprint", "severity", "location"], issue.EnumerateObject().Select(property => property.Name));
            Assert.NotEmpty(issue.GetProperty("description").GetString()!);
            Assert.Matches("^[a-z0-9-]+$", issue.GetProperty("check_name").GetString());
            Assert.Contains(issue.GetProperty("severity").GetString(), (string[])["info", "minor", "major", "critical", "blocker"]);
            string path = issue.GetProperty("location").GetProperty("path").GetString()!;
            Assert.False(path.StartsWith("./", StringComparison.Ordinal) || path.StartsWith('/'), path);
            JsonElement lines = issue.GetProperty("location").GetProperty("lines");
            Assert.True(lines.GetProperty("begin").GetInt32() >= 1);
            Assert.True(lines.GetProperty("end").GetInt32() >= lines.GetProperty("begin").GetInt32());
        }

        Assert.Equal(issues.Length, issues.Select(issue => issue.GetProperty("fingerprint").GetString()).Distinct(StringComparer.Ordinal).Count());
        return issues.Length;
    }

    private static int CheckJunit(string report)
    {
        XElement root = ReadXml(report, "junit");
        Assert.Equal(root.Descendants("testcase").Count(), Number(root, "tests"));
        Assert.Equal(root.Descendants("failure").Count(), Number(root, "failures"));
        foreach (XElement suite in root.Elements())
        {
            Assert.Equal(suite.Elements().Count(), Number(suite, "tests"));
            Assert.Equal(suite.Descendants("failure").Count(), Number(suite, "failures"));
            Assert.Equal(suite.Descendants("skipped").Count(), Number(suite, "skipped"));
        }

        return root.Descendants("testcase").Count(test => test.HasElements);
    }

    // The agent takes the first ##vso[ of a line, up to the first ], and parts the properties by semicolons.
    private static void CheckAzure(string line)
    {
        int start = line.IndexOf("##vso[", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            Assert.Matches(FindingLine(), line);
            Assert.DoesNotContain("##[", line, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(0, start);
        string command = line["##vso[".Length..line.IndexOf(']', StringComparison.Ordinal)];
        Assert.StartsWith("task.logissue ", command, StringComparison.Ordinal);
        string[] properties = command["task.logissue ".Length..].Split(';');
        Assert.Equal(["type", "sourcepath", "linenumber", "columnnumber", "code"], properties.Select(property => property.Split('=')[0]));
        Assert.Contains(properties[0], (string[])["type=error", "type=warning"]);
        Assert.Matches("^linenumber=[1-9][0-9]*$", properties[2]);
        Assert.Matches("^columnnumber=[1-9][0-9]*$", properties[3]);
        Assert.DoesNotMatch("%(?!AZP25|0D|0A|3B|5D)", line);
    }

    // Every row has as many cells as its table; what is left out is told.
    private static int CheckMarkdown(string report)
    {
        int rows = 0;
        int cells = 0;
        foreach (string line in report.Split('\n'))
        {
            int bars = UnescapedBar().Count(line);
            if (line.StartsWith("|---", StringComparison.Ordinal))
            {
                cells = bars;
                rows--;
            }
            else if (line.StartsWith('|'))
            {
                Assert.True(cells is 0 || cells == bars || line.StartsWith("| place |", StringComparison.Ordinal) || line.StartsWith("| file |", StringComparison.Ordinal), line);
                rows++;
            }
        }

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(report), 1, 1 << 20);
        return rows + (LeftOut().Match(report) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0);
    }

    private static int Number(XElement element, string attribute) => int.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^\S.*?:[1-9][0-9]*:[1-9][0-9]*: (error|warning|info) ML[0-9]{4} [a-z0-9-]+: .+$""", RegexOptions.Multiline)]
    private static partial Regex FindingLine();

    // https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    [GeneratedRegex("^::(error|warning|notice) file=[^,:]+,line=[1-9][0-9]*,endLine=[1-9][0-9]*(,col=[1-9][0-9]*,endColumn=[1-9][0-9]*)?,title=[^,:]+::.+$")]
    private static partial Regex GithubCommand();

    [GeneratedRegex("""(?<!\\)\|""")]
    private static partial Regex UnescapedBar();

    [GeneratedRegex("""^\*\*([0-9]+) more findings are left out here""", RegexOptions.Multiline)]
    private static partial Regex LeftOut();
}
