using System.Text.Json;
using ManifestLint.Configuration;
using ManifestLint.Resources;
using ManifestLint.Rules;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Tests.Commands;

/// <summary>What <c>config show</c> prints is read by a person, and is a configuration itself.</summary>
public sealed class ConfigShowTests
{
    [Fact]
    public void A_directory() => Snapshot.Match(Show("k8s"));

    [Fact]
    public void A_file_with_one_object() => Snapshot.Match(Show("k8s/legacy/one.yaml"));

    [Fact]
    public void A_file_with_several_objects() => Snapshot.Match(Show("k8s/many.yaml"));

    [Fact]
    public void The_command_line_is_named() => Snapshot.Match(Show(".", "--preset", "all", "--severity", "ML2001=info", "--ignore", "ML3003", "--fail-on", "never"));

    [Fact]
    public void Json() => Snapshot.Match(Show("k8s/many.yaml", "--format", "json"));

    [Fact]
    public void Nothing_is_set()
    {
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        Snapshot.Match(workspace.Run("config", "show", "--no-config").ToString());
    }

    [Theory]
    [InlineData("k8s")]
    [InlineData("k8s/many.yaml")]
    [InlineData("k8s/legacy/one.yaml", "--all")]
    [InlineData("shared", "--all", "--preset", "strict")]
    public void What_is_shown_can_be_read(params string[] arguments)
    {
        using Workspace workspace = Create();
        string output = workspace.Run(["config", "show", .. arguments]).Output;
        ConfigurationDocument document = new ConfigurationReader(new ConfigurationRules(RuleCatalog.CreateRules())).Read(ManifestFile.Parse("shown.yaml", SourceText.From(output)));

        Assert.Empty(document.Mistakes);
        Assert.True(document.IsRoot);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80 || !line.Contains("  # ", StringComparison.Ordinal), line));
    }

    [Fact]
    public void All_lists_every_rule_and_option()
    {
        using Workspace workspace = Create();
        using JsonDocument shown = JsonDocument.Parse(workspace.Run("config", "show", "--all", "--format", "json").Output);

        Assert.Equal(RuleCatalog.CreateRules().Length, shown.RootElement.GetProperty("rules").GetArrayLength());
        Assert.Equal(RuleCatalog.CreateRules().Sum(rule => rule.Options.Length), shown.RootElement.GetProperty("rules").EnumerateArray().Sum(rule => rule.GetProperty("options").EnumerateObject().Count()));
    }

    [Theory]
    [InlineData("nowhere: no such file or directory", "nowhere")]
    [InlineData("Unknown format 'jsn'. Did you mean 'json'?", "--format", "jsn")]
    [InlineData("exclude each other", "--config", "x", "--no-config")]
    public void Wrong_use_is_told(string message, params string[] arguments)
    {
        using var workspace = new Workspace();
        CommandResult result = workspace.Run(["config", "show", .. arguments]);

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
    }

    private static string Show(params string[] arguments)
    {
        using Workspace workspace = Create();
        return workspace.Run(["config", "show", .. arguments]).ToString();
    }

    private static Workspace Create()
    {
        var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        workspace.Write(".manifestlint.yaml", """
            root: true
            extends: [strict, shared/base.yaml]
            kubernetesVersion: 1.29-1.34
            exclude: [vendor, "*.gen.yaml"]
            rules:
              ML3001: {severity: error, minAvailablePercent: 50}
            locked: [grace-period-too-short]
            overrides:
              - files: ["k8s/legacy/**"]
                reason: parked until May
                rules: {readiness-probe-missing: off, pdb-missing: info}
              - kinds: [Deployment]
                names: ["shop-*"]
                rules: {single-replica-served: off, ML4002: {minGraceSeconds: 40}}

            """);
        workspace.Write("shared/base.yaml", "failOn: error\nrules: {image-tag-moving: off}\n");
        workspace.Write("k8s/.manifestlint.yaml", "suppressions: {requireReason: false}\nschemaLocations: [schemas, default]\n");
        workspace.Write("k8s/legacy/one.yaml", Manifests.Deployment("shop-old"));
        workspace.Write("k8s/many.yaml", $"{Manifests.Service("shop", "shop-web")}---\n{Manifests.Deployment("shop-web")}");
        return workspace;
    }
}
