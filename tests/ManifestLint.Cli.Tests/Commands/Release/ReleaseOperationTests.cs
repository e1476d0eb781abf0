namespace ManifestLint.Cli.Tests.Commands.Release;

/// <summary>The operations as one sees them, on copies of the samples.</summary>
public sealed class ReleaseOperationTests
{
    private const string Deploy = $"release deploy k8s --image {ReleaseWorkspace.Next}";

    [Fact]
    public void A_blue_green_release_from_deploy_to_retire()
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green");

        Snapshot.Match(workspace.Tell(
            Deploy, Deploy, "release switch k8s --to green", "release switch k8s --to green", "release rollback k8s", "release rollback k8s", "release switch k8s --to green",
            "release retire k8s", "release retire k8s", "release rollback k8s", "release rollback k8s --to blue", "release rollback k8s --to blue --start-old", "release rollback k8s", "release promote k8s"));
    }

    [Fact]
    public void A_blue_green_release_with_autoscalers()
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green-hpa");

        Snapshot.Match(workspace.Tell(
            Deploy, "release switch k8s --to green", "release promote k8s", "release rollback k8s --to blue --start-old", "release rollback k8s"));
    }

    [Fact]
    public void A_canary_release_from_deploy_to_promote()
    {
        using Workspace workspace = ReleaseWorkspace.Create("canary");

        Snapshot.Match(workspace.Tell(
            Deploy, Deploy, "release weight k8s 10", "release weight k8s 25", "release weight k8s 25", "release promote k8s", "release promote k8s", "release rollback k8s", "release retire k8s"));
    }

    [Fact]
    public void A_canary_release_in_phases_and_its_end()
    {
        using Workspace workspace = ReleaseWorkspace.Create("canary");

        Snapshot.Match(workspace.Tell(
            Deploy, "release weight k8s 30 --phase grow", "release weight k8s 30 --phase shrink", "release promote k8s --phase template", "release promote k8s --phase scale", "release promote k8s --phase cleanup", "release weight k8s 50", "release rollback k8s"));
    }

    [Theory]
    [InlineData("dry-run", "--dry-run")]
    [InlineData("diff", "--diff")]
    [InlineData("check", "--check")]
    [InlineData("patch", "--emit patch")]
    [InlineData("commands", "--emit commands")]
    [InlineData("json", "--format json --dry-run")]
    public void A_form_that_writes_nothing(string name, string form)
    {
        string told = TellWithoutWriting("blue-green", form, [Deploy], ["release switch k8s --to green"], ["release retire k8s", "release rollback k8s"])
            + TellWithoutWriting("blue-green-hpa", form, [Deploy], ["release switch k8s --to green"], ["release retire k8s"])
            + TellWithoutWriting("canary", form, [Deploy], ["release weight k8s 25"], ["release promote k8s", "release retire k8s", "release rollback k8s"]);

        Snapshot.Match(told, name);
    }

    [Fact]
    public void Json_tells_what_was_written()
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green");

        Snapshot.Match(workspace.Tell($"{Deploy} --format json", $"{Deploy} --format json"));
    }

    [Fact]
    public void Quiet_tells_only_what_is_wrong()
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green");

        Assert.Equal(
            $"""
            $ manifestlint release switch k8s --to green -q
            ! manifestlint: k8s/deployment-green.yaml:9:13: shop-green has 0 replicas, shop-blue has 4: after the switch no pod would answer
            !   try: release deploy starts it; switch when its pods are ready
            [1]

            $ manifestlint {Deploy} -q

            $ manifestlint {Deploy} --quiet --check

            $ manifestlint release switch k8s --to green --quiet --check
            [4]


            """,
            workspace.Tell("release switch k8s --to green -q", $"{Deploy} -q", $"{Deploy} --quiet --check", "release switch k8s --to green --quiet --check"));
    }

    [Fact]
    public void Force_insists_where_nothing_breaks_for_good()
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green");

        Snapshot.Match(workspace.Tell(
            "release switch k8s --to green --force",
            "release deploy k8s --image registry.example.com/shop:1.4.0",
            "release deploy k8s --image registry.example.com/shop:1.4.0 --replicas 2 --force",
            "release switch k8s --to green",
            "release switch k8s --to green --force --format json"));
    }

    [Theory]
    [InlineData("blue-green", "switch k8s --to green", "rollback k8s", "retire k8s")]
    [InlineData("blue-green-hpa", "switch k8s --to green", "rollback k8s", "retire k8s")]
    [InlineData("canary", "weight k8s 25", "promote k8s", "rollback k8s")]
    public void A_second_run_touches_no_file(string sample, params string[] commands)
    {
        using Workspace workspace = ReleaseWorkspace.Create(sample);
        foreach (string command in (string[])[Deploy, .. commands.Select(command => $"release {command}")])
        {
            workspace.After(command);
            Dictionary<string, string> texts = new(workspace.Texts());
            var old = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
            foreach (string file in texts.Keys)
                File.SetLastWriteTimeUtc(workspace.PathOf($"k8s/{file}"), old);

            CommandResult second = workspace.Run(command.Split(' '));

            Assert.Equal(ExitCode.Clean, second.ExitCode);
            Assert.Contains("(nothing to change)", second.Output, StringComparison.Ordinal);
            Assert.Equal(texts, workspace.Texts());
            Assert.All(texts.Keys, file => Assert.Equal(old, File.GetLastWriteTimeUtc(workspace.PathOf($"k8s/{file}"))));
        }
    }

    // Every state in turn: the commands that are due in it are told, then the first of them is carried out.
    private static string TellWithoutWriting(string sample, string form, params string[][] states)
    {
        using Workspace workspace = ReleaseWorkspace.Create(sample);
        string told = "";
        foreach (string[] commands in states)
        {
            SortedDictionary<string, string> before = workspace.Texts();
            told += workspace.Tell(commands.Select(command => $"{command} {form}"));
            Assert.Equal(before, workspace.Texts());
            if (commands.Length == 1)
                workspace.After(commands);
        }

        return told;
    }
}
