namespace ManifestLint.Cli.Tests.Commands.Generation;

/// <summary>The options of <c>new</c>, and what it says when something is wrong.</summary>
public sealed class NewCommandTests
{
    [Theory]
    [InlineData("new blue-green", "say what to make it of: manifests (INPUT, '.' is the current directory), or a new service with --image")]
    [InlineData("new deployment", "--image is missing")]
    [InlineData("new deployment web.yaml", "'manifestlint lint --fix web.yaml' repairs those that are there")]
    [InlineData("new", "A command is missing; choose from blue-green, canary, deployment")]
    [InlineData("new blue-grean web.yaml", "blue-grean")]
    [InlineData("new blue-green web.yaml --image a/b:1", "--image describes a service that has no manifests yet; with INPUT these say it")]
    [InlineData("new blue-green web.yaml --name x", "--name describes a service")]
    [InlineData("new blue-green web.yaml --port 80", "--port describes a service")]
    [InlineData("new blue-green web.yaml --service-port 80", "--service-port describes a service")]
    [InlineData("new blue-green web.yaml --probe-path /x", "--probe-path describes a service")]
    [InlineData("new blue-green web.yaml --liveness-path /x", "--liveness-path describes a service")]
    [InlineData("new blue-green --image a/b:1 --adopt", "--adopt speaks of manifests that are there; give them as INPUT")]
    [InlineData("new blue-green --image a/b:1 --workload b", "--workload speaks of manifests")]
    [InlineData("new canary --image a/b:1 --service b", "--service speaks of manifests")]
    [InlineData("new blue-green web.yaml --preview --no-preview", "--preview and --no-preview exclude each other")]
    [InlineData("new blue-green web.yaml --layout fils", "Unknown layout 'fils'. Did you mean 'files'?")]
    [InlineData("new blue-green web.yaml --layout tree", "Unknown layout 'tree'; choose from files, single, kustomize")]
    [InlineData("new blue-green web.yaml --layout files -o out.yaml", "--output out.yaml is one stream, and --layout files has several files")]
    [InlineData("new blue-green web.yaml --layout kustomize -o -", "--output - is one stream")]
    [InlineData("new blue-green web.yaml --with pbd", "Unknown companion 'pbd' in --with. Did you mean 'pdb'?")]
    [InlineData("new blue-green web.yaml --with ingress", "an Ingress needs a host, which --host names")]
    [InlineData("new blue-green web.yaml --ingress-class nginx", "--ingress-class is the class of an Ingress, which --host asks for")]
    [InlineData("new blue-green web.yaml --hpa 2-10", "--hpa 2-10 does not have the form MIN..MAX@CPU, for example 2..10@70")]
    [InlineData("new blue-green web.yaml --hpa 2..10@70@1", "does not have the form")]
    [InlineData("new blue-green web.yaml --hpa 2..x", "does not have the form")]
    [InlineData("new blue-green web.yaml --hpa 2..10@much", "does not have the form")]
    [InlineData("new blue-green web.yaml --hpa 0..10", "the minimum is at least 1")]
    [InlineData("new blue-green web.yaml --hpa 5..2", "the maximum at least the minimum")]
    [InlineData("new blue-green web.yaml --hpa 2..5@0", "the CPU utilization at least 1 percent")]
    [InlineData("new blue-green web.yaml --colors blue,green,red", "a switch has two sides")]
    [InlineData("new blue-green web.yaml --colors blue", "a switch has two sides")]
    [InlineData("new blue-green web.yaml --colors blue,blue", "the two sides need different names")]
    [InlineData("new blue-green web.yaml --colors Blue,green", "'Blue' becomes a part of names")]
    [InlineData("new blue-green web.yaml --color-label a/b/c", "--color-label a/b/c is no label key")]
    [InlineData("new canary web.yaml --track-label -x-", "--track-label -x- is no label key")]
    [InlineData("new canary web.yaml --steps 10,x", "--steps 10,x: 'x' is no weight; weights are whole percentages from 1 to 100")]
    [InlineData("new canary web.yaml --steps 10,120", "'120' is no weight")]
    [InlineData("new canary web.yaml --steps 0", "'0' is no weight")]
    [InlineData("new canary web.yaml --steps 12.5", "'12.5' is no weight")]
    [InlineData("new blue-green web.yaml --replicas 0", "--replicas 0: at least 1 pod has to serve")]
    [InlineData("new canary web.yaml --total -1", "at least 1 pod has to serve")]
    [InlineData("new blue-green web.yaml --replicas two", "two")]
    [InlineData("new blue-green web.yaml --namespace My_Space", "--namespace My_Space: a namespace's name")]
    [InlineData("new blue-green web.yaml --steps 10", "Unknown option '--steps'")]
    [InlineData("new canary web.yaml --colors a,b", "Unknown option '--colors'")]
    [InlineData("new blue-green web.yaml --adpot", "Unknown option '--adpot'. Did you mean '--adopt'?")]
    [InlineData("new blue-green nowhere.yaml", "cannot read nowhere.yaml: no such file or directory")]
    [InlineData("new blue-green broken.yaml", "broken.yaml:1:5: ")]
    [InlineData("new blue-green empty", "empty holds no manifest")]
    [InlineData("new blue-green chart.yaml", "chart.yaml is a template source; render it first")]
    [InlineData("new blue-green -", "<stdin> holds no manifest")]
    [InlineData("new deployment --image a/b:1 --name Shop", "'Shop' cannot be the name of a Service")]
    [InlineData("new deployment --image a/b:1 --name 7up", "must start with a letter")]
    [InlineData("new deployment --image http://a/b", "the image 'http://a/b' is no image: it begins with the scheme 'http://'")]
    [InlineData("new deployment --image a/b:1 --port 0", "--port 0 is no port: 1 to 65535")]
    [InlineData("new deployment --image a/b:1 --service-port 70000", "--service-port 70000 is no port")]
    [InlineData("new deployment --image a/b:1 --port http", "http")]
    [InlineData("new deployment --image a/b:1 --probe-path ready", "--probe-path ready is no path: it begins with /")]
    [InlineData("new deployment --image a/b:1 --liveness-path live", "--liveness-path live is no path")]
    [InlineData("new deployment --image a/b:1 --host Shop", "'Shop' is no host")]
    [InlineData("new deployment --image a/b:1 -o web.yaml/sub", "web.yaml is a file")]
    [InlineData("new deployment --image a/b:1 -o taken", "cannot write taken/service.yaml: it is a directory")]
    public void Wrong_use_exits_with_2_and_says_what_was_meant(string arguments, string expected)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual);
        workspace.Write("broken.yaml", "a: b: c\n");
        workspace.Write("chart.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}\n{{- if .Values.x }}\n{{- end }}\n");
        workspace.Write("empty/notes.txt", "nothing\n");
        workspace.Write("taken/service.yaml/x", "");
        string[] before = workspace.FilesIn(".");

        CommandResult result = workspace.Run(arguments.Split(' '));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(expected, result.Error + result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, workspace.FilesIn("."));
    }

    [Theory]
    [InlineData("blue-green", "No Deployment", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")]
    [InlineData("blue-green", "StatefulSet 'shop'", "stateful")]
    [InlineData("blue-green", "Service 'shop'", "headless")]
    public void What_cannot_be_made_is_refused_with_its_place(string strategy, string expected, string source)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", source switch
        {
            "stateful" => MatrixSource.Join(MatrixSource.Deployment.Change("kind: Deployment", "kind: StatefulSet"), MatrixSource.Service),
            "headless" => MatrixSource.Join(MatrixSource.Deployment, MatrixSource.Service.Change("spec:\n", "spec:\n  clusterIP: None\n")),
            _ => source,
        });

        CommandResult result = workspace.Run("new", strategy, "web.yaml");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.StartsWith("manifestlint: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Equal(["web.yaml"], workspace.FilesIn("."));
    }

    [Fact]
    public void A_precondition_exits_with_1()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Join(MatrixSource.ScaledDeployment, MatrixSource.Service, MatrixSource.Autoscaler));

        CommandResult result = workspace.Run("new", "canary", "web.yaml");

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Contains("HorizontalPodAutoscaler 'shop'", result.Error, StringComparison.Ordinal);
        Assert.Equal(["web.yaml"], workspace.FilesIn("."));
    }

    [Theory]
    [InlineData("--workload shop", "name: shop-blue")]
    [InlineData("--service shop", "name: shop-preview")]
    [InlineData("--replicas 6", "replicas: 6")]
    [InlineData("--colors active,preview", "color: active")]
    [InlineData("--color-label slot", "slot: blue")]
    [InlineData("--namespace web", "namespace: web")]
    [InlineData("-n web", "namespace: web")]
    [InlineData("--preview", "name: shop-preview")]
    [InlineData("--adopt", "name: shop-green")]
    public void An_option_of_blue_green_is_seen_in_the_result(string options, string expected)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual);

        CommandResult result = workspace.Run(["new", "blue-green", "web.yaml", "-o", "-", "-q", .. options.Split(' ')]);

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--total 10", "manifestlint.dev/total-replicas: \"10\"")]
    [InlineData("--replicas 10", "manifestlint.dev/total-replicas: \"10\"")]
    [InlineData("--track-label release", "release: canary")]
    [InlineData("--adopt", "name: shop-canary")]
    public void An_option_of_canary_is_seen_in_the_result(string options, string expected)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual);

        CommandResult result = workspace.Run(["new", "canary", "web.yaml", "-o", "-", "-q", .. options.Split(' ')]);

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_that_a_switch_edits_is_marked_in_flow_style_too()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Join(MatrixSource.Deployment, MatrixSource.Service.Change("selector:\n    app: shop\n", "selector: {app: shop}\n")));

        CommandResult result = workspace.Run("new", "blue-green", "web.yaml", "-o", "-");

        Assert.Contains("  # the side that serves: a switch edits this line\n  selector: {app: shop, color: blue}\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_preview_leaves_the_second_Service_out()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual);

        Assert.DoesNotContain("shop-preview", workspace.Run("new", "blue-green", "web.yaml", "-o", "-", "--no-preview").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blue-green", "")]
    [InlineData("blue-green", "--adopt")]
    [InlineData("canary", "--total 4 --steps 10,25,50")]
    public void The_steps_stand_beside(string strategy, string options)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual);

        workspace.Run(["new", strategy, "web.yaml", "-q", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Snapshot.Match(workspace.Read("shop/README.md"), options.Contains("adopt", StringComparison.Ordinal) ? "adopt" : strategy);
    }

    [Theory]
    [InlineData("blue-green", "--adopt --colors --color-label --workload --service --preview --no-preview")]
    [InlineData("canary", "--adopt --track-label --steps --total --workload --service")]
    [InlineData("deployment", "--name --image --port --service-port --probe-path --liveness-path --replicas --namespace --with --hpa --host --ingress-class --layout --output --dry-run --force")]
    public void Help_names_the_options(string verb, string options)
    {
        using var workspace = new Workspace();

        CommandResult result = workspace.Run("new", verb, "--help");

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.All(options.Split(' '), option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
    }
}
