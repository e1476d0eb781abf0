using System.Text.Json;

namespace ManifestLint.Cli.Tests.Reporters;

/// <summary>The properties that the SARIF 2.1.0 schema requires, and those that code scanning services need.</summary>
public sealed class SarifStructureTests
{
    [Fact]
    public void Required_properties_are_there()
    {
        using JsonDocument sarif = JsonDocument.Parse(Report());
        JsonElement root = sarif.RootElement;

        Assert.Equal("2.1.0", root.GetProperty("version").GetString());
        Assert.EndsWith("sarif-2.1.0.json", root.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        JsonElement run = Assert.Single(root.GetProperty("runs").EnumerateArray());
        Assert.Equal("utf16CodeUnits", run.GetProperty("columnKind").GetString());
        JsonElement driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("ManifestLint", driver.GetProperty("name").GetString());
        JsonElement[] rules = [.. driver.GetProperty("rules").EnumerateArray()];
        Assert.All(rules, CheckRule);
        Assert.All(run.GetProperty("results").EnumerateArray(), result => CheckResult(result, rules));
        Assert.NotEmpty(run.GetProperty("results").EnumerateArray());
    }

    [Fact]
    public void Fixes_say_what_to_replace()
    {
        using JsonDocument sarif = JsonDocument.Parse(Report());
        JsonElement result = Results(sarif).First(result => result.GetProperty("ruleId").GetString() == "ML3901");
        JsonElement change = Assert.Single(result.GetProperty("fixes")[0].GetProperty("artifactChanges").EnumerateArray());
        JsonElement replacement = Assert.Single(change.GetProperty("replacements").EnumerateArray());

        Assert.Equal("k8s/a%20b.yaml", change.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(6, replacement.GetProperty("deletedRegion").GetProperty("startLine").GetInt32());
        Assert.Equal(13, replacement.GetProperty("deletedRegion").GetProperty("startColumn").GetInt32());
        Assert.Equal(14, replacement.GetProperty("deletedRegion").GetProperty("endColumn").GetInt32());
        Assert.Equal("2", replacement.GetProperty("insertedContent").GetProperty("text").GetString());
    }

    [Fact]
    public void Fingerprints_survive_moved_lines_and_tell_findings_apart()
    {
        string[] before = Fingerprints(Report());
        string[] after = Fingerprints(Report("# a comment\n\n\n"));

        Assert.Equal(before, after);
        Assert.Equal(before.Length, before.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_file_outside_of_the_working_directory_has_an_absolute_uri()
    {
        using var workspace = new Workspace();
        using var elsewhere = new Workspace();
        string path = elsewhere.Write("web.yaml", Manifests.Deployment("web"));

        using JsonDocument sarif = JsonDocument.Parse(workspace.Run("lint", path, "--format", "sarif").Output);
        JsonElement artifact = Results(sarif).First().GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");

        Assert.Equal(new Uri(path).AbsoluteUri, artifact.GetProperty("uri").GetString());
        Assert.False(artifact.TryGetProperty("uriBaseId", out _));
    }

    private static string Report(string before = "")
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/a b.yaml", before + Manifests.Deployment("web", replicas: 1) + "---\n" + Manifests.Deployment("other") + "---\n" + Manifests.Service("web", "web"));
        return workspace.Run("lint", "k8s", "--format", "sarif").Output;
    }

    private static IEnumerable<JsonElement> Results(JsonDocument sarif) => sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray();

    private static string[] Fingerprints(string report)
    {
        using JsonDocument sarif = JsonDocument.Parse(report);
        return [.. Results(sarif).Select(result => result.GetProperty("partialFingerprints").GetProperty("manifestlint/v2").GetString()!)];
    }

    private static void CheckRule(JsonElement rule)
    {
        Assert.Matches("^ML[0-9]{4}$", rule.GetProperty("id").GetString());
        Assert.NotEmpty(rule.GetProperty("name").GetString()!);
        Assert.NotEmpty(rule.GetProperty("shortDescription").GetProperty("text").GetString()!);
        Assert.Equal("A container whose name does not end in `-ok`, wherever it *stands*.", rule.GetProperty("fullDescription").GetProperty("text").GetString());
        Assert.NotEmpty(rule.GetProperty("help").GetProperty("text").GetString()!);
        Assert.StartsWith("# ML", rule.GetProperty("help").GetProperty("markdown").GetString(), StringComparison.Ordinal);
        Assert.Contains(rule.GetProperty("defaultConfiguration").GetProperty("level").GetString(), (string[])["note", "warning", "error"]);
        Assert.True(Uri.IsWellFormedUriString(rule.GetProperty("helpUri").GetString(), UriKind.Absolute));
    }

    private static void CheckResult(JsonElement result, JsonElement[] rules)
    {
        Assert.Equal(rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString(), result.GetProperty("ruleId").GetString());
        Assert.Contains(result.GetProperty("level").GetString(), (string[])["note", "warning", "error"]);
        Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
        JsonElement[] locations = [.. result.GetProperty("locations").EnumerateArray()];
        if (result.TryGetProperty("relatedLocations", out JsonElement related))
            locations = [.. locations, .. related.EnumerateArray()];
        foreach (JsonElement location in locations.Select(location => location.GetProperty("physicalLocation")))
        {
            JsonElement artifact = location.GetProperty("artifactLocation");
            Assert.True(Uri.IsWellFormedUriString(artifact.GetProperty("uri").GetString(), UriKind.Relative));
            Assert.Equal("%SRCROOT%", artifact.GetProperty("uriBaseId").GetString());
            JsonElement region = location.GetProperty("region");
            Assert.True(region.GetProperty("startLine").GetInt32() >= 1);
            Assert.True(region.GetProperty("startColumn").GetInt32() >= 1);
            Assert.True(region.GetProperty("endLine").GetInt32() >= region.GetProperty("startLine").GetInt32());
            Assert.True(region.GetProperty("endColumn").GetInt32() >= 1);
        }
    }
}
