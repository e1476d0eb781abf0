namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>Kustomizations that kubectl builds, and findings that stand in the files again.</summary>
public sealed class RenderTests : IDisposable
{
    private readonly GitRepository _repository = new();

    public RenderTests()
    {
        _repository.Write("base/kustomization.yaml", """
            resources:
              - web.yaml
            configMapGenerator:
              - name: web
                literals: [LEVEL=info]
            """);
        _repository.Write("base/web.yaml", """
            # The shop.
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              selector:
                matchLabels: {app: web}
              template:
                metadata:
                  labels: {app: web}
                spec:
                  containers:
                    - name: web
                      image: example.com/web
                      envFrom:
                        - configMapRef: {name: web}
            """);
        _repository.Write("overlays/dev/kustomization.yaml", """
            resources: [../../base]
            namePrefix: dev-
            images:
              - name: example.com/web
                newTag: latest
            """);
        _repository.Write("overlays/prod/kustomization.yaml", """
            resources: [../../base]
            namePrefix: prod-
            images:
              - name: example.com/web
                newTag: "1.4"
            patches:
              - path: sidecar.yaml
              - target: {kind: Deployment, name: web}
                patch: |-
                  - op: add
                    path: /spec/template/spec/containers/-
                    value:
                      name: proxy
                      image: example.com/proxy:latest
            """);
        _repository.Write("overlays/prod/sidecar.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              template:
                spec:
                  containers:
                    - name: log
                      image: example.com/log:latest
            """);
    }

    [Fact]
    public void Findings_stand_where_the_rendered_value_is_written()
    {
        CommandResult result = _repository.Lint("lint", ".", "--render", "--select", "ML9001", "--format", "concise");

        Assert.Equal("", result.Error);
        Assert.Equal(
            ["overlays/dev/kustomization.yaml:5:13", "overlays/prod/kustomization.yaml:14:18", "overlays/prod/sidecar.yaml:10:18"],
            Places(result));
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void One_finding_of_several_overlays_is_one_and_one_of_some_names_them()
    {
        _repository.Write("base/web.yaml", _repository.Read("base/web.yaml").Replace("image: example.com/web", "image: example.com/other:latest", StringComparison.Ordinal));
        CommandResult both = _repository.Lint("lint", "overlays", "--render", "--select", "ML9001");

        Assert.Single(both.Output.Split('\n'), line => line.StartsWith("base/web.yaml:15:18", StringComparison.Ordinal));
        Assert.DoesNotContain("as rendered by", both.Output, StringComparison.Ordinal);

        _repository.Write("overlays/prod/kustomization.yaml", "resources: [../../base]\nimages: [{name: example.com/other, newTag: '1.5'}]\n");
        CommandResult one = _repository.Lint("lint", "overlays", "--render", "--select", "ML9001");

        Assert.Contains("= see overlays/dev/kustomization.yaml:1:1: as rendered by overlays/dev", one.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("as rendered by overlays/prod", one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_configured_for_the_file_in_which_a_finding_stands_holds()
    {
        _repository.Write(".manifestlint.yaml", "overrides: [{files: ['overlays/dev/**'], rules: {ML9001: off}}, {files: ['overlays/prod/sidecar.yaml'], rules: {ML9001: error}}]\n");

        string[] lines = [.. _repository.Lint("lint", ".", "--render", "--format", "concise").Output.Split('\n').Where(line => line.Contains("ML9001", StringComparison.Ordinal))];

        Assert.Equal(2, lines.Length);
        Assert.StartsWith("overlays/prod/kustomization.yaml:14:18: warning", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("overlays/prod/sidecar.yaml:10:18: error", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_and_annotations_of_the_sources_count()
    {
        _repository.Write("overlays/prod/sidecar.yaml", _repository.Read("overlays/prod/sidecar.yaml") + " # manifestlint-ignore ML9001 -- a tool\n");
        _repository.Write("overlays/dev/kustomization.yaml", _repository.Read("overlays/dev/kustomization.yaml") + "\ncommonAnnotations:\n  manifestlint.dev/ignore: ML9001\n");

        CommandResult result = _repository.Lint("lint", "overlays", "--render", "--select", "ML9001", "--format", "concise");

        Assert.Equal(["overlays/prod/kustomization.yaml:14:18"], Places(result));
    }

    [Fact]
    public void A_build_that_fails_is_an_error_in_the_words_of_kustomize()
    {
        _repository.Write("overlays/prod/sidecar.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: none}\n");

        CommandResult result = _repository.Lint("lint", "overlays/prod", "--render", "--select", "ML9001", "--format", "concise");

        Assert.StartsWith("overlays/prod/kustomization.yaml:1:1: error ML0015 unreadable-file: Cannot build overlays/prod: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("no matches for Id Deployment", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        _repository.Commit("all");
        _repository.Lint("lint", ".", "--render");

        Assert.Equal("", _repository.Git("status", "--porcelain"));
    }

    public void Dispose() => _repository.Dispose();

    private static string[] Places(CommandResult result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)])];
}
