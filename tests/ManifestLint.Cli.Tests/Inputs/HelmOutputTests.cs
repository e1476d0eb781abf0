using System.Text;

namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>Manifests that Helm rendered: findings stand in the templates where these are at hand.</summary>
public sealed class HelmOutputTests
{
    private static readonly string Rendered =
        "---\n# Source: shop/templates/service.yaml\n" + Manifests.Service("shop-web", "none")
        + "---\n# Source: shop/templates/web.yaml\n" + Manifests.Deployment("shop-web", "shop-app");

    [Fact]
    public void A_template_at_hand_is_shown_at_its_line()
    {
        using var workspace = WithInput(Rendered);
        workspace.Write("shop/templates/web.yaml", Manifests.Deployment("{{ .Release.Name }}-web", "{{ .Values.name }}-app").Replace("apiVersion", "{{- if .Values.web }}\napiVersion", StringComparison.Ordinal));

        string report = workspace.Run("lint", "-").Output;

        Assert.Contains("shop/templates/web.yaml:15:9: warning ML2901 container-name: Container 'shop-app' has a poor name", report, StringComparison.Ordinal);
        Assert.Contains("   15 |         - name: {{ .Values.name }}-app", report, StringComparison.Ordinal);
        Assert.Contains("= see <stdin>:25:17: rendered", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chart_is_found_where_repositories_keep_it_when_only_one_has_the_name()
    {
        using var workspace = WithInput(Rendered);
        workspace.Write("charts/web/Chart.yaml", "name: shop\n");
        workspace.Write("charts/web/templates/web.yaml", Manifests.Deployment("web", "{{ .Values.name }}-app"));
        Assert.Contains("charts/web/templates/web.yaml:14:9: warning ML2901", workspace.Run("lint", "-").Output, StringComparison.Ordinal);

        workspace.Write("old/shop/Chart.yaml", "name: shop\n");
        Assert.Contains("\nshop/templates/web.yaml:16:17: warning ML2901", "\n" + workspace.Run("lint", "-").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ include \"shop.web\" . }}\n")]
    [InlineData("{{- range .Values.apps }}\n        - name: {{ .first }}\n        - name: {{ .second }}\n")]
    public void Where_several_lines_may_be_meant_it_is_the_template_as_a_whole(string template)
    {
        using var workspace = WithInput(Rendered);
        workspace.Write("charts/shop/Chart.yaml", "name: shop\n");
        workspace.Write("charts/shop/templates/web.yaml", template);

        string report = workspace.Run("lint", "-", "charts", "--format", "concise").Output;

        Assert.Contains("charts/shop/templates/web.yaml:1:1: warning ML2901", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_template_the_rendered_document_is_shown_under_its_name()
    {
        using var workspace = WithInput(Rendered);

        string report = workspace.Run("lint", "-").Output;

        Assert.Contains("shop/templates/web.yaml:16:17: warning ML2901", report, StringComparison.Ordinal);
        Assert.Contains("   16 |         - name: shop-app", report, StringComparison.Ordinal);
        Assert.Contains("= see <stdin>:25:17: rendered", report, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"Deployment\"", workspace.Run("lint", "-", "--format", "json").Output.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rendered_file_without_the_template_is_shown_itself()
    {
        using var workspace = new Workspace();
        workspace.Write("out/shop.yaml", Rendered);

        Assert.Contains("out/shop.yaml:25:17: warning ML2901", workspace.Run("lint", "out", "--format", "concise").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_templates_are_all_that_a_chart_makes()
    {
        using var workspace = WithInput(Rendered);
        Assert.Contains("Service 'shop-web' selects nothing", workspace.Run("lint", "-").Output, StringComparison.Ordinal);

        workspace.Input = Encoding.UTF8.GetBytes(Rendered[..Rendered.LastIndexOf("---", StringComparison.Ordinal)]);
        Assert.DoesNotContain("selects nothing", workspace.Run("lint", "-").Output, StringComparison.Ordinal);

        workspace.Write("out/shop.yaml", Rendered);
        Assert.Contains("Service 'shop-web' selects nothing", workspace.Run("lint", "out/shop.yaml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_is_repaired_is_reported_as_it_is()
    {
        using var workspace = WithInput(Rendered);
        workspace.Write("shop/templates/web.yaml", "{{ include \"shop.web\" . }}\n");

        CommandResult result = workspace.Run("lint", "-", "--fix", "--format", "concise");

        Assert.Contains("- name: shop-app-ok", result.Output, StringComparison.Ordinal);
        Assert.Equal("{{ include \"shop.web\" . }}\n", workspace.Read("shop/templates/web.yaml"));
    }

    [Fact]
    public void What_a_template_of_a_Secret_holds_is_not_shown()
    {
        using var workspace = WithInput("# Source: shop/templates/secret.yaml\napiVersion: v1\nkind: Secret\nmetadata: {name: shop}\nstringData:\n  password: secret\n  password: hidden\n");
        workspace.Write("shop/templates/secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: shop}\nstringData:\n  password: secret\n  password: hidden\n");

        string report = workspace.Run("lint", "-", "--select", "ML0002").Output;

        Assert.Contains("shop/templates/secret.yaml:1:1: error ML0002", report, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", report, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sources_of_templates_are_passed_over_and_counted()
    {
        using var workspace = new Workspace();
        workspace.Write("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
        workspace.Write("shop/values.yaml", "kind: {}\nreplicas: 1\n");
        workspace.Write("shop/crds/crd.yaml", Manifests.Deployment("crd"));
        workspace.Write("shop/templates/_helpers.tpl", "{{- define \"shop.name\" -}}shop{{- end }}\n");
        workspace.Write("shop/templates/NOTES.txt", "{{ .Release.Name }}\n");
        workspace.Write("shop/templates/web.yaml", "{{- if .Values.web }}\n" + Manifests.Deployment("web") + "{{- end }}\n");
        workspace.Write("shop/templates/tests/test.yaml", Manifests.Deployment("{{ .Release.Name }}"));
        workspace.Write("shop/templates/plain.yaml", "# {{- if .Values.old }}\n" + Manifests.Deployment("plain"));

        CommandResult result = workspace.Run("lint", ".");

        Assert.Contains("shop/crds/crd.yaml:14:17", result.Output, StringComparison.Ordinal);
        Assert.Contains("shop/templates/plain.yaml:15:17", result.Output, StringComparison.Ordinal);
        Assert.Contains("Passed over: 2 template sources", result.Output, StringComparison.Ordinal);

        CommandResult strict = workspace.Run("lint", ".", "--strict-inputs");
        Assert.Equal(2, strict.ExitCode);
        Assert.Contains("shop/templates/tests/test.yaml is a template source; render it and lint the result", strict.Error, StringComparison.Ordinal);
    }

    private static Workspace WithInput(string text) => new() { Input = Encoding.UTF8.GetBytes(text) };
}
