namespace ManifestLint.Cli.Tests.Commands;

/// <summary>What is typed wrong is told with what was meant.</summary>
public sealed class OptionTests
{
    [Theory]
    [InlineData("lint --select container-nmae", "Unknown rule 'container-nmae' in --select. Did you mean 'container-name'?")]
    [InlineData("lint --select ML2910", "Unknown rule 'ML2910' in --select. Did you mean 'ML2901'?")]
    [InlineData("lint --ignore purple-elephants", "Unknown rule 'purple-elephants' in --ignore. 'manifestlint rules' lists them")]
    [InlineData("lint --severity container-name=eror", "Unknown severity 'eror' in --severity. Did you mean 'error'?")]
    [InlineData("lint --severity container-name=loud", "Unknown severity 'loud' in --severity; choose from info, warning, error, off")]
    [InlineData("lint --severity container-name", "--severity container-name lacks a level")]
    [InlineData("lint --preset stict", "Unknown preset 'stict'. Did you mean 'strict'?")]
    [InlineData("lint --fail-on waring", "Unknown severity 'waring' in --fail-on. Did you mean 'warning'?")]
    [InlineData("lint --format jsn", "Unknown format 'jsn'. Did you mean 'json'?")]
    [InlineData("lint --format yamllint", "Unknown format 'yamllint'; choose from text, concise, json, sarif, github, gitlab, junit, azure, checkstyle, markdown, html")]
    [InlineData("lint --output jsom=x", "Unknown format 'jsom'. Did you mean 'json'? (in --output)")]
    [InlineData("lint --output json", "--output json does not have the form FORMAT=FILE")]
    [InlineData("lint --jobs 0", "at least one thread has to work")]
    [InlineData("lint --jobs many", "many")]
    [InlineData("lint --fxi", "Unknown option '--fxi'. Did you mean '--fix'?")]
    [InlineData("lint -x", "Unknown option '-x'. A file of this name is given as './-x'")]
    [InlineData("lint --unsafe-fixes", "add --fix")]
    [InlineData("lint --diff --format json", "--output FORMAT=FILE")]
    [InlineData("lint --color --no-color", "exclude each other")]
    [InlineData("lint --stdin-filename a.yaml", "give - as a path")]
    [InlineData("lint --context nowhere", "--context nowhere is no directory")]
    [InlineData("lint --kubernetes-version 1.20", "--kubernetes-version 1.20: 1.20 is too old; known are 1.28 to 1.36. Did you mean '1.28'?")]
    [InlineData("lint --kubernetes-version v1.25.3-1.31", "1.25 is too old; known are 1.28 to 1.36. Did you mean '1.28-1.31'?")]
    [InlineData("lint --kubernetes-version 1.3q", "--kubernetes-version 1.3q is no version that is known; known are 1.28 to 1.36. Did you mean '1.30'?")]
    [InlineData("lint --kubernetes-version latest", "is no version that is known; known are 1.28 to 1.36; give a version such as 1.31 or a range such as 1.29-1.34")]
    [InlineData("lint --kubernetes-version 1.34-1.30", "is no version that is known")]
    [InlineData("schema show Pod --kubernetes-version 1.20", "1.20 is too old")]
    [InlineData("lint --crds nowhere", "--crds cannot read nowhere: no such file or directory")]
    [InlineData("lint --crds web.yaml", "--crds web.yaml holds no CustomResourceDefinition")]
    [InlineData("lint --crds .", "--crds . holds no CustomResourceDefinition")]
    [InlineData("lint --crds no*.yaml", "--crds no*.yaml holds no CustomResourceDefinition")]
    [InlineData("lint --crds -", "--crds names files and directories")]
    [InlineData("lint --schema-location nowhere", "--schema-location nowhere: there is no directory nowhere/")]
    [InlineData("lint --schema-location nowhere/{{.Group}}/{{.ResourceKind}}.json", "there is no directory nowhere/")]
    [InlineData("lint --schema-location widget.json", "--schema-location widget.json: there is no such file")]
    [InlineData("lint --schema-location {{.Group}}/{{.Kind}}.json", "there is no placeholder '{{.Kind}}'; choose from {{.NormalizedKubernetesVersion}}")]
    [InlineData("lint --schema-location {{.Gruop}}/x.json", "there is no placeholder '{{.Gruop}}'. Did you mean '{{.Group}}'?")]
    [InlineData("lint --schema-location {{Group}}/x.json", "there is no placeholder '{{Group}}'. Did you mean '{{.Group}}'?")]
    [InlineData("lint --schema-location {{.Group/x.json", "'{{' is not closed")]
    [InlineData("lint --schema-location ftp://example.com/x", "'ftp' cannot be fetched from")]
    [InlineData("lint --schema-location http://", "no valid address")]
    [InlineData("lint --offlin", "Unknown option '--offlin'. Did you mean '--offline'?")]
    [InlineData("lnit", "manifestlint: Unknown command 'lnit'. Did you mean 'lint'?\nmanifestlint: 'manifestlint --help' shows what there is\n")]
    [InlineData("release k8s", "Unknown command 'k8s'; choose from status, ")]
    [InlineData("release", "A command is missing; choose from status, ")]
    [InlineData("explain a b", "'b' is one argument too many")]
    [InlineData("rules --fromat json", "Unknown option '--fromat'. Did you mean '--format'?")]
    [InlineData("lint --jobs many", "manifestlint: --jobs 'many' is no whole number")]
    [InlineData("lint --select", "manifestlint: Required argument missing for option: '--select'")]
    [InlineData("lint @arguments.txt", "cannot read @arguments.txt")]
    [InlineData("explain container-nmae", "Did you mean 'container-name'?")]
    [InlineData("rules --format jso", "Unknown format 'jso'. Did you mean 'json'?")]
    public void Wrong_use_exits_with_2_and_says_what_was_meant(string arguments, string expected)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run(arguments.Split(' '));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(expected, result.Error + result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--select container-name", "ML2901")]
    [InlineData("--select ml2901,single-replica", "ML3901 ML2901")]
    [InlineData("--select ML3", "ML3901")]
    [InlineData("--select ML2 --select ML3 --ignore single-replica", "ML2901")]
    [InlineData("--ignore ML3,ML5", "ML2901")]
    [InlineData("--severity single-replica=off", "ML2901")]
    [InlineData("--preset strict", "ML3901 ML2901")]
    public void Rules_are_chosen_by_id_name_or_family(string arguments, string expected)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web", replicas: 1));

        CommandResult result = workspace.Run(["lint", "web.yaml", "--format", "concise", .. arguments.Split(' ')]);

        Assert.Equal(expected, string.Join(' ', result.Output.TrimEnd().Split('\n').Select(line => line.Split(' ')[2])));
    }

    [Fact]
    public void A_preset_without_rules_says_so_and_still_reports_what_cannot_be_read()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web", replicas: 1));
        workspace.Write("broken.yaml", "a: b: c\n");

        CommandResult result = workspace.Run("lint", "--preset", "security", "--format", "concise");

        Assert.Contains("the preset security holds no rule yet", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("broken.yaml:1:5: error ML0001", Assert.Single(result.Output.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_reported_whatever_is_selected()
    {
        using var workspace = new Workspace();
        workspace.Write("broken.yaml", "a: b: c\n");

        Assert.Contains("ML0001", workspace.Run("lint", "--select", "container-name").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ML0001", workspace.Run("lint", "--select", "container-name", "--ignore", "ML0001").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ExitCode.Findings)]
    [InlineData("--fail-on error", ExitCode.Clean)]
    [InlineData("--fail-on info", ExitCode.Findings)]
    [InlineData("--fail-on never", ExitCode.Clean)]
    [InlineData("--severity container-name=error --fail-on error", ExitCode.Findings)]
    [InlineData("--severity container-name=info", ExitCode.Clean)]
    public void The_exit_code_follows_the_severity(string arguments, int expected)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        Assert.Equal(expected, workspace.Run(["lint", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).ExitCode);
    }

    [Fact]
    public void A_rule_that_throws_exits_with_70_after_the_report()
    {
        using var workspace = new Workspace { Rules = [new ContainerNameRule(), new ThrowingRule()] };
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        Snapshot.Match(workspace.Run("lint", "--select", "ML2").ToString());
    }

    [Fact]
    public void A_defect_elsewhere_exits_with_70_and_says_what_to_report()
    {
        using var workspace = new Workspace { Disk = new DefectiveDisk() };
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run("lint");

        Assert.Equal(ExitCode.Defect, result.ExitCode);
        Assert.Contains("a defect in ManifestLint itself, InvalidOperationException: on purpose", result.Error, StringComparison.Ordinal);
        Assert.Contains("Please report it", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_verb()
    {
        using var workspace = new Workspace();

        CommandResult result = workspace.Run("--help");

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.All((string[])["lint", "explain", "rules"], verb => Assert.Contains(verb, result.Output, StringComparison.Ordinal));
    }

    private sealed class DefectiveDisk : ManifestLint.Cli.Inputs.Disk
    {
        public override byte[] Read(string path) => throw new InvalidOperationException("on purpose");
    }
}
