using System.Globalization;
using System.Text;

namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>Which part of a run a machine takes.</summary>
public sealed class ShardOptionTests
{
    [Theory]
    [InlineData("auto", "CI_NODE_INDEX=2 CI_NODE_TOTAL=4", "2/4")]
    [InlineData("auto", "CI_NODE_TOTAL=1", "1/1")]
    [InlineData("auto", "BUILDKITE_PARALLEL_JOB=0 BUILDKITE_PARALLEL_JOB_COUNT=3", "1/3")]
    [InlineData("auto", "CIRCLE_NODE_INDEX=2 CIRCLE_NODE_TOTAL=3", "3/3")]
    [InlineData("auto/4", "JOB_COMPLETION_INDEX=0", "1/4")]
    [InlineData("auto/4", "JOB_COMPLETION_INDEX=3", "4/4")]
    [InlineData("auto/4", "CI_NODE_INDEX=2 CI_NODE_TOTAL=4", "2/4")]
    [InlineData("auto/4", "CI_NODE_TOTAL=1 JOB_COMPLETION_INDEX=1", "2/4")]
    [InlineData("1/1", "CI_NODE_INDEX=9", "1/1")]
    public void The_part_is_given_or_told_by_a_variable(string option, string variables, string expected)
    {
        using Workspace workspace = WithVariables(variables);

        Assert.Contains($"manifestlint: part {expected}: ", workspace.Run("lint", "--shard", option).Error, StringComparison.Ordinal);
        Assert.Equal("", workspace.Run("lint", "--quiet", "--shard", option).Error);
    }

    [Theory]
    [InlineData("2", "", "--shard 2 does not have the form I/N, for example 2/4, nor is it auto or auto/N")]
    [InlineData("1/2/3", "", "--shard 1/2/3 does not have the form I/N")]
    [InlineData("a/2", "", "--shard a/2 does not have the form I/N")]
    [InlineData("atuo/2", "", "--shard atuo/2 does not have the form I/N")]
    [InlineData("-1/2", "", "--shard -1/2 does not have the form I/N")]
    [InlineData("0/4", "", "--shard 0/4: there is no part 0 of 4; parts count from 1")]
    [InlineData("5/4", "", "--shard 5/4: there is no part 5 of 4; parts count from 1")]
    [InlineData("1/0", "", "--shard 1/0: at least one part is needed")]
    [InlineData("auto", "", "--shard auto: no variable tells which part this is; looked for CI_NODE_INDEX (GitLab), BUILDKITE_PARALLEL_JOB (Buildkite), CIRCLE_NODE_INDEX (CircleCI), JOB_COMPLETION_INDEX (an Indexed Job)")]
    [InlineData("auto", "JOB_COMPLETION_INDEX=1", "--shard auto: JOB_COMPLETION_INDEX says which part this is, but an Indexed Job is not told how many there are; write --shard auto/N")]
    [InlineData("auto", "CI_NODE_INDEX=1", "--shard auto: CI_NODE_INDEX is set, but CI_NODE_TOTAL is not")]
    [InlineData("auto", "CI_NODE_INDEX=x CI_NODE_TOTAL=2", "--shard auto: CI_NODE_INDEX=x is no number")]
    [InlineData("auto", "CI_NODE_INDEX=1 CI_NODE_TOTAL=x", "CI_NODE_TOTAL=x")]
    [InlineData("auto", "BUILDKITE_PARALLEL_JOB=3 BUILDKITE_PARALLEL_JOB_COUNT=3", "--shard auto: BUILDKITE_PARALLEL_JOB=3: there is no part 4 of 3")]
    [InlineData("auto/3", "CI_NODE_INDEX=1 CI_NODE_TOTAL=2", "--shard auto/3 speaks of 3 parts, but CI_NODE_TOTAL is 2")]
    public void A_part_that_is_not_there_is_wrong_use(string option, string variables, string expected)
    {
        using Workspace workspace = WithVariables(variables);

        CommandResult result = workspace.Run("lint", "--shard", option);

        Assert.Equal((ExitCode.WrongUse, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"manifestlint: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lint - --shard 1/2", "--shard shares out files; standard input is one stream")]
    [InlineData("lint --shard 1/2 --write-baseline b.json", "need the findings of the whole run")]
    [InlineData("lint --shard 1/2 --baseline b.json --prune-baseline", "need the findings of the whole run")]
    public void What_needs_the_whole_run_is_refused(string arguments, string expected)
    {
        using Workspace workspace = WithVariables("");

        CommandResult result = workspace.Run(arguments.Split(' '));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_is_never_cut_and_its_part_depends_on_its_path_alone()
    {
        using var workspace = new Workspace();
        string[] services = [.. Enumerable.Range(1, 12).Select(number => string.Create(CultureInfo.InvariantCulture, $"services/s{number:00}"))];
        foreach (string directory in services)
        {
            workspace.Write($"{directory}/kustomization.yaml", "resources: [web.yaml, more/service.yaml]\n");
            workspace.Write($"{directory}/web.yaml", Manifests.Deployment("web"));
            workspace.Write($"{directory}/more/service.yaml", Manifests.Service("web", "web"));
        }

        string[][] parts = [.. Enumerable.Range(1, 3).Select(number => Findings(workspace, "services", "--shard", $"{number}/3"))];

        Assert.Equal(Findings(workspace, "services").Order(StringComparer.Ordinal), parts.SelectMany(part => part).Order(StringComparer.Ordinal));
        Assert.All(services, path => Assert.Single(parts, part => part.Any(line => line.StartsWith(path + "/", StringComparison.Ordinal))));
        Assert.All(parts, part => Assert.NotEmpty(part));

        // The same, whatever else there is.
        string service = string.Join('/', parts[1][0].Split('/')[..2]);
        Assert.Contains(parts[1][0], Findings(workspace, service, "--shard", "2/3"));
        Assert.Empty(Findings(workspace, service, "--shard", "1/3"));
    }

    [Fact]
    public void Files_named_one_by_one_are_shared_out_by_their_directories()
    {
        using var workspace = new Workspace();
        string[] files = [.. Enumerable.Range(0, 12).Select(number => string.Create(CultureInfo.InvariantCulture, $"d{number % 6}/f{number:00}.yaml"))];
        foreach (string file in files)
            workspace.Write(file, Manifests.Deployment("web"));

        string[][] parts = [.. Enumerable.Range(1, 2).Select(number => Findings(workspace, [.. files, "--no-context", "--shard", $"{number}/2"]))];

        Assert.Equal(12, parts.Sum(part => part.Length));
        Assert.All(Enumerable.Range(0, 6), number => Assert.Single(parts, part => part.Any(line => line.StartsWith($"d{number}/", StringComparison.Ordinal))));
    }

    [Fact]
    public void Only_the_files_of_the_part_are_parsed_but_definitions_of_all_are_known()
    {
        using var workspace = new Workspace { Rules = [new FieldRule()] };
        for (int i = 0; i < 8; i++)
        {
            workspace.Write($"s{i}/Chart.yaml", "name: chart\n");
            workspace.Write($"s{i}/widget.yaml", $"apiVersion: example.com/v1\nkind: Widget\nmetadata: {{name: w{i}}}\nspec: {{colour: red}}\n");
        }

        workspace.Write("crds/Chart.yaml", "name: crds\n");
        workspace.Write("crds/widget.yaml", """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.example.com}
            spec:
              group: example.com
              names: {kind: Widget, plural: widgets}
              scope: Namespaced
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {color: {type: string}}}}}}
            """);
        string[] whole = Findings(workspace, ".");
        string[] parts = [.. Enumerable.Range(1, 4).SelectMany(number => Findings(workspace, ".", "--shard", $"{number}/4"))];

        Assert.Equal(8, whole.Length);
        Assert.Equal(whole, parts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_part_without_files_is_clean_and_a_run_without_files_is_not()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web", "web-ok"));
        Directory.CreateDirectory(workspace.PathOf("empty"));

        for (int part = 1; part <= 3; part++)
        {
            CommandResult result = workspace.Run("lint", "k8s", "--format", "concise", "--shard", $"{part}/3");
            Assert.Equal((0, ""), (result.ExitCode, result.Output));
        }

        Assert.Equal(0, workspace.Run("lint", "k8s", "empty", "--shard", "1/3").ExitCode);
        Assert.Equal(ExitCode.NothingLinted, workspace.Run("lint", "empty", "--shard", "1/3").ExitCode);
    }

    [Fact]
    public void One_bundle_for_everything_is_told()
    {
        using var workspace = new Workspace();
        for (int i = 0; i < 5; i++)
            workspace.Write($"k8s/{i}.yaml", Manifests.Deployment("web", "web-ok"));

        Assert.Contains("all 5 files belong together, so one part lints them all; name directories one by one to share them out\n", workspace.Run("lint", "k8s", "--shard", "1/2").Error, StringComparison.Ordinal);
        Assert.DoesNotContain("belong together", workspace.Run("lint", "k8s", "--shard", "1/1").Error, StringComparison.Ordinal);
    }

    private static Workspace WithVariables(string variables)
    {
        var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web", "web-ok"));
        workspace.Input = Encoding.UTF8.GetBytes(Manifests.Deployment("web"));
        foreach (string variable in variables.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            workspace.Variables[variable.Split('=')[0]] = variable.Split('=')[1];
        return workspace;
    }

    private static string[] Findings(Workspace workspace, params string[] arguments) =>
        workspace.Run(["lint", "--format", "concise", .. arguments]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
