using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace ManifestLint.Cli.Tests.Commands;

/// <summary>The reports of several runs as one.</summary>
public sealed class MergeTests
{
    private static readonly Arbitrary<(int Seed, int Parts)> Repositories =
        Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(1, 8)).Select(drawn => (drawn.Item1, drawn.Item2)).ToArbitrary();

    [Fact]
    public void Merging_the_parts_of_a_run_gives_the_report_of_the_run()
    {
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(40), Prop.ForAll(Repositories, drawn =>
        {
            using Workspace workspace = Generate(drawn.Seed);
            foreach (string format in (string[])["json", "sarif"])
            {
                CommandResult whole = workspace.Run("lint", ".", "--format", format);
                string[] reports = [.. Enumerable.Range(1, drawn.Parts).Select(part => $"out/{part}.report")];
                for (int part = 1; part <= drawn.Parts; part++)
                    workspace.Write(reports[part - 1], workspace.Run("lint", ".", "--format", format, "--shard", $"{part}/{drawn.Parts}").Output);

                CommandResult merged = workspace.Run(["merge", .. reports]);

                Assert.Equal(whole.Output, merged.Output);
                Assert.Equal((whole.ExitCode, ""), (merged.ExitCode, merged.Error));
                Assert.Equal(whole.Output, workspace.Run(["merge", .. Enumerable.Reverse(reports)]).Output);
                Directory.Delete(workspace.PathOf("out"), recursive: true);
            }
        }));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    public void One_report_stays_as_it_is_byte_for_byte(string format)
    {
        using Workspace workspace = Generate(7);
        string report = workspace.Run("lint", ".", "--format", format).Output;
        string minified = report.Replace("\n", "", StringComparison.Ordinal);
        workspace.Write("a.json", report);
        workspace.Write("b.json", minified);

        Assert.Equal(report, workspace.Run("merge", "a.json").Output);
        Assert.Equal(minified, workspace.Run("merge", "b.json").Output);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    public void What_overlapping_runs_both_found_stands_once(string format)
    {
        using var workspace = new Workspace();
        workspace.Write("a/web.yaml", Manifests.Deployment("web", replicas: 1));
        workspace.Write("b/web.yaml", Manifests.Deployment("web"));
        workspace.Write("both", workspace.Run("lint", "a", "b", "--format", format).Output);
        workspace.Write("one", workspace.Run("lint", "b", "--format", format).Output);

        CommandResult merged = workspace.Run("merge", "one", "both", "one");

        using var report = JsonDocument.Parse(merged.Output);
        JsonElement findings = format == "json" ? report.RootElement.GetProperty("findings") : report.RootElement.GetProperty("runs")[0].GetProperty("results");
        Assert.Equal(3, findings.GetArrayLength());
        if (format == "json")
            Assert.Equal((1, 2), (report.RootElement.GetProperty("summary").GetProperty("errors").GetInt32(), report.RootElement.GetProperty("summary").GetProperty("warnings").GetInt32()));
    }

    [Theory]
    [InlineData("", ExitCode.Findings)]
    [InlineData("--fail-on error", ExitCode.Clean)]
    [InlineData("--fail-on info", ExitCode.Findings)]
    [InlineData("--fail-on never", ExitCode.Clean)]
    public void The_exit_code_is_that_of_lint(string options, int expected)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));
        string[] words = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        workspace.Write("a.json", workspace.Run("lint", "web.yaml", "--format", "json").Output);
        workspace.Write("a.sarif", workspace.Run("lint", "web.yaml", "--format", "sarif").Output);

        Assert.Equal(expected, workspace.Run(["merge", "a.json", .. words]).ExitCode);
        Assert.Equal(expected, workspace.Run(["merge", "a.sarif", .. words]).ExitCode);
        Assert.Equal(expected, workspace.Run(["lint", "web.yaml", .. words]).ExitCode);
    }

    [Fact]
    public void The_exit_code_of_a_run_that_saw_nothing_or_failed_is_kept()
    {
        using var workspace = new Workspace { Rules = [.. new Workspace().Rules, new ThrowingRule()] };
        Directory.CreateDirectory(workspace.PathOf("empty"));
        workspace.Write("web.yaml", Manifests.Deployment("web", "web-ok"));
        workspace.Write("empty.json", workspace.Run("lint", "empty", "--format", "json").Output);
        workspace.Write("failed.json", workspace.Run("lint", "web.yaml", "--format", "json").Output);

        Assert.Equal(ExitCode.NothingLinted, workspace.Run("merge", "empty.json", "empty.json").ExitCode);
        Assert.Equal(ExitCode.Defect, workspace.Run("merge", "empty.json", "failed.json").ExitCode);
    }

    [Fact]
    public void A_file_is_written_when_asked_for_be_it_one_of_the_reports()
    {
        using Workspace workspace = Generate(3);
        string report = workspace.Run("lint", ".", "--format", "json").Output;
        workspace.Write("a.json", report);
        workspace.Write("b.json", report);

        CommandResult result = workspace.Run("merge", "a.json", "b.json", "-o", "a.json", "--fail-on", "never");

        Assert.Equal(new CommandResult(0, "", ""), result);
        Assert.Contains("\"findings\"", workspace.Read("a.json"), StringComparison.Ordinal);
        Assert.Contains("cannot write nowhere/x.json: no such file or directory", workspace.Run("merge", "a.json", "-o", "nowhere/x.json").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "x.json is empty; expected a report that manifestlint lint wrote")]
    [InlineData("{\n  \"version\": 1,\n  x", "x.json:3:3: this is no JSON; expected a report")]
    [InlineData("[]", "x.json is no report; expected a report")]
    [InlineData("{\"version\": 1}", "x.json is no report; expected a report")]
    [InlineData("{\"version\": 2, \"findings\": [], \"summary\": {}}", "x.json has version 2 of the report; this manifestlint knows version 1")]
    [InlineData("{\"version\": 1, \"findings\": [{}], \"summary\": {}}", "x.json is no report: its findings or its summary have another form")]
    [InlineData("{\"version\": 1, \"findings\": 1, \"summary\": {}}", "x.json is no report: its findings or its summary have another form")]
    [InlineData("{\"version\": \"2.0.0\", \"runs\": []}", "x.json is SARIF \"2.0.0\"; expected \"2.1.0\"")]
    [InlineData("{\"version\": \"2.1.0\", \"runs\": []}", "x.json holds 0 runs; a report of manifestlint holds one")]
    [InlineData("{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"Other\"}}}]}", "x.json is a report of Other; expected a report")]
    [InlineData("{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"ManifestLint\"}}}]}", "x.json is no report: its rules or its results have another form")]
    public void What_is_no_report_is_told(string content, string expected)
    {
        using var workspace = new Workspace();
        workspace.Write("x.json", content);

        CommandResult result = workspace.Run("merge", "x.json");

        Assert.Equal((ExitCode.WrongUse, ""), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_of_one_kind_and_version_are_merged()
    {
        using Workspace workspace = Generate(3);
        workspace.Write("a.json", workspace.Run("lint", ".", "--format", "json").Output);
        string sarif = workspace.Run("lint", ".", "--format", "sarif").Output;
        workspace.Write("a.sarif", sarif);
        workspace.Write("old.sarif", sarif.Replace($"\"semanticVersion\": \"{CommandLine.Version}\"", "\"semanticVersion\": \"0.0.9\"", StringComparison.Ordinal));

        Assert.Equal("manifestlint: a.sarif is sarif, a.json is json; merge reports of one format\n", workspace.Run("merge", "a.json", "a.sarif").Error);
        Assert.Equal($"manifestlint: old.sarif was written by ManifestLint 0.0.9, a.sarif by {CommandLine.Version}; merge reports of one version\n", workspace.Run("merge", "a.sarif", "old.sarif").Error);
        Assert.Equal("manifestlint: cannot read gone.json: no such file or directory\n", workspace.Run("merge", "a.json", "gone.json").Error);
        Assert.Contains("Unknown option '--fial-on'. Did you mean '--fail-on'?", workspace.Run("merge", "a.json", "--fial-on", "error").Error, StringComparison.Ordinal);
        Assert.Contains("Required argument 'REPORT' missing", workspace.Run("merge").Error, StringComparison.Ordinal);
    }

    private static Workspace Generate(int seed)
    {
        // The same tree for a seed on every machine.
        var random = new Random(seed);
        var workspace = new Workspace();
        int services = random.Next(1, 9);
        for (int i = 0; i < services; i++)
        {
            string directory = $"{(random.Next(2) == 0 ? "apps/" : "")}s{random.Next(100)} ö{i}";
            if (random.Next(4) > 0)
                workspace.Write($"{directory}/kustomization.yaml", "resources: [web.yaml]\n");
            workspace.Write($"{directory}/web.yaml", Manifests.Deployment($"web{i}", random.Next(2) == 0 ? "web" : "web-ok", random.Next(1, 3)));
            if (random.Next(2) == 0)
                workspace.Write($"{directory}/more/service.yaml", Manifests.Service($"web{i}", $"web{(random.Next(2) == 0 ? i : 99)}") + "---\n# manifestlint-ignore ML2901\n" + Manifests.Deployment($"more{i}"));
            if (random.Next(5) == 0)
                workspace.Write($"{directory}/broken.yaml", "a: b: c\n");
        }

        return workspace;
    }
}
