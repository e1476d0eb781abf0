using System.Text.RegularExpressions;

namespace ManifestLint.Cli.Tests.Reporters;

/// <summary>Every format on the same difficult manifests.</summary>
public sealed class FormatTests
{
    // Percent, line feed, comma, colon, escape, C1 control, bell, right-to-left override, Chinese, emoji, tab.
    private const string Names = """
        apiVersion: v1
        kind: Pod
        metadata: {name: "100%, \u001B[31mred\u0007\u009B\u202E:\n中文 🚀"}
        spec:
          containers:
            - name: "a,b:c%d\ne\tf\u001B"
            - {image: "中文🚀é", name: wide}	# tab
            - {image: x,	name: tabbed}
        ---
        apiVersion: v1
        kind: List
        items:
          - apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              replicas: 1
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web-ok}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {selector: {app: web}, ports: [{port: 80}]}

        """;

    public static TheoryData<string> Formats => ReportRun.Formats;

    [Theory]
    [MemberData(nameof(Formats))]
    public void Difficult_names_are_written_safely(string format)
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/a b%,ü.yaml", Names);
        workspace.Write("k8s/broken.yaml", "a: b: c\n");
        workspace.Write("k8s/invalid.yaml", [(byte)'a', (byte)':', 0xFF]);

        CommandResult result = workspace.Run("lint", "k8s", "--format", format);

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.DoesNotContain(result.Output, c => char.IsControl(c) && c != '\n');
        if (format is not ("json" or "sarif"))
            Assert.DoesNotContain('\u202E', result.Output);
        Snapshot.Match(Show(result), format);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_finding(string format)
    {
        using var workspace = new Workspace();
        workspace.Write("good.yaml", Manifests.Deployment("web", "web-ok"));

        CommandResult result = workspace.Run("lint", "--format", format);

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Snapshot.Match(Show(result), format);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Ordinary_findings(string format)
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/api.yaml", Manifests.Deployment("api", "api-ok") + "---\n" + Manifests.Service("api", "api"));
        workspace.Write("k8s/shop.yaml", Manifests.Deployment("shop", replicas: 1) + "---\n" + Manifests.Service("shop", "shp"));
        workspace.Write("k8s/web.yaml", "# manifestlint-ignore-file ML2901 -- named by the vendor\n" + Manifests.Deployment("web"));
        workspace.Write("k8s/worker.yaml", Manifests.Deployment("worker"));

        Snapshot.Match(Show(workspace.Run("lint", "k8s", "--format", format)), format);
    }

    [Fact]
    public void A_terminal_gets_colours()
    {
        using var workspace = new Workspace { IsTerminal = true };
        workspace.Write("web.yaml", Manifests.Deployment("web", replicas: 1));

        Snapshot.Match(workspace.Run("lint").Output);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("CI", "true")]
    [InlineData("TERM", "dumb")]
    public void A_terminal_that_wants_no_colour_gets_none(string variable, string value)
    {
        using var workspace = new Workspace { IsTerminal = true, Variables = { [variable] = value } };
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        Assert.DoesNotContain('\u001B', workspace.Run("lint").Output);
        Assert.Contains('\u001B', workspace.Run("lint", "--color").Output);
    }

    [Fact]
    public void No_color_beats_the_terminal()
    {
        using var workspace = new Workspace { IsTerminal = true };
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        Assert.DoesNotContain('\u001B', workspace.Run("lint", "--no-color").Output);
    }

    [Fact]
    public void Quiet_leaves_out_the_summary()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web", "web-ok"));

        Assert.Equal("", workspace.Run("lint", "-q").Output);
    }

    [Fact]
    public void The_same_bytes_for_any_number_of_threads()
    {
        using var workspace = new Workspace();
        for (int i = 0; i < 60; i++)
            workspace.Write($"k8s/{i % 7}/web{i}.yaml", Manifests.Deployment($"web{i}") + "---\n" + Manifests.Service($"web{i}", $"web{i}"));

        string expected = workspace.Run("lint", "--jobs", "1", "--format", "json").Output;

        Assert.Equal(expected, workspace.Run("lint", "--jobs", "4", "--format", "json").Output);
    }

    [Fact]
    public void What_is_suppressed_is_counted()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", "# manifestlint-ignore-file container-name, ML3901 -- named by the vendor\n" + Manifests.Deployment("web", replicas: 1));

        Assert.Equal("1 file, 1 manifest: no findings (0 ms)\nSuppressed: 2 findings by comments or annotations.\n", workspace.Run("lint").Output);
        Assert.Contains("\"suppressed\": 2", workspace.Run("lint", "--format", "json").Output, StringComparison.Ordinal);
        Assert.Contains("\"suppressed\": 2", workspace.Run("lint", "--fix", "--unsafe-fixes", "--format", "json").Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Clean, workspace.Run("lint").ExitCode);
    }

    [Fact]
    public void What_was_passed_over_is_counted()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web", "web-ok") + "---\nsome: values\n---\n# nothing\n");
        workspace.Write("values.yaml", "replicas: 1\n");
        workspace.Write("templates/web.yaml", "kind: Deployment\nname: {{ .Values.name }}\n");

        Snapshot.Match(workspace.Run("lint").ToString());
    }

    // The style and the script of a page are files of their own, and the policy their hashes.
    private static string Show(CommandResult result) =>
        Regex.Replace(Regex.Replace(result.ToString(), "<(style|script)>.*?</\\1>", "<$1>…</$1>", RegexOptions.Singleline), "'sha256-[^']*'", "'sha256-…'");
}
