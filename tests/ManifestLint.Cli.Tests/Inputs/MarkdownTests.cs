using System.Text;
using ManifestLint.Rules;

namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>Manifests in the fenced code blocks of pages.</summary>
public sealed class MarkdownTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - name: web\n";

    [Theory]
    [InlineData("```yaml\n", "```\n", 8)]
    [InlineData("```yml\n", "```\n", 8)]
    [InlineData("```YAML title=\"pod.yaml\" {1,3}\n", "```\n", 8)]
    [InlineData("```yaml{1,3}\n", "```\n", 8)]
    [InlineData("```yaml:pod.yaml\n", "```\n", 8)]
    [InlineData("``` yaml\n", "```\n", 8)]
    [InlineData("~~~ {.yaml .annotate}\n", "~~~\n", 8)]
    [InlineData("~~~~yaml\n", "~~~~~\n", 8)]
    [InlineData("  ```yaml\n", "  ```\n", 8)]
    [InlineData("````yaml\n# ```\n", "````\n", 9)]
    [InlineData("---\ntitle: x\n---\n\n# Page\n\n```yaml\n", "```\n", 14)]
    [InlineData("<TabItem>\n\n```yaml\n", "```\n\n</TabItem>\n", 10)]
    [InlineData("```yaml\n# manifest\n---\n", "---\n# nothing\n```\n", 10)]
    [InlineData("```yaml\n", "", 8)]
    public void A_fence_of_YAML_is_linted_where_it_stands(string before, string after, int line)
    {
        string page = "\n" + before + Pod + after;

        Assert.Equal([$"page.md:{line}:13"], Places(page));
        Assert.Equal([$"page.md:{line}:13"], Places(page.ReplaceLineEndings("\r\n")));
        Assert.Equal([$"page.md:{line}:13"], Places("\uFEFF" + page));
    }

    [Fact]
    public void Suppressions_are_written_into_the_fence()
    {
        using var workspace = new Workspace();
        string page = "# Page\n\n1. Make it:\n\n   ```yaml\n   " + Manifests.Deployment("web", replicas: 1).TrimEnd().Replace("\n", "\n   ", StringComparison.Ordinal) + "\n   ```\n";
        workspace.Write("page.md", page);

        CommandResult result = workspace.Run("lint", "page.md", "--add-suppressions", "--reason", "short");

        Assert.Equal("manifestlint: 2 findings suppressed in 1 file\n", result.Error);
        Assert.Equal(
            page.Replace("replicas: 1", "replicas: 1 # manifestlint-ignore single-replica -- short", StringComparison.Ordinal)
                .Replace("- name: web", "- name: web # manifestlint-ignore container-name -- short", StringComparison.Ordinal),
            workspace.Read("page.md"));
    }

    [Fact]
    public void A_suppression_for_a_page_as_a_whole_is_no_heading()
    {
        using var workspace = new Workspace();
        string page = "Page\n\n```json\n{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"spec\": {\"containers\": [{\"name\": \"web\"}]}, \"x\": [1\n```\n";
        workspace.Write("page.md", page);

        CommandResult result = workspace.Run("lint", "page.md", "--add-suppressions");

        Assert.Contains("ML0001 not suppressed", result.Error, StringComparison.Ordinal);
        Assert.Equal(page, workspace.Read("page.md"));
    }

    [Fact]
    public void The_report_in_HTML_shows_the_lines_of_the_page()
    {
        using var workspace = new Workspace();
        workspace.Write("page.md", $"```yaml\n{Pod}```\n");

        string report = workspace.Run("lint", "page.md", "--format", "html").Output;

        Assert.Contains("<mark>web</mark>", report, StringComparison.Ordinal);
        Assert.DoesNotContain("---</pre>", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_shown_in_part_is_no_mistake()
    {
        const string Secret = "```yaml\napiVersion: v1\nkind: Secret\nmetadata: {name: tls}\ndata:\n  tls.crt: LS0tLS1CRUd...tCg==\n  other: '%'\n```\n";
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        workspace.Write("page.md", Secret);

        Assert.StartsWith("page.md:7:10: error ML1012", Assert.Single(workspace.Run("lint", "page.md", "--format", "concise").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1. Make it:\n\n   ```yaml\n{3}   ```\n\n2. Done\n", "9:16")]
    [InlineData("- ```yaml\n{2}  ```\n", "7:15")]
    [InlineData("* a\n    * b\n\n      ~~~yaml\n{6}      ~~~\n", "10:19")]
    [InlineData("- a\n\n\t```yaml\n{4}\t```\n", "9:17")]
    public void A_fence_in_a_list_is_indented(string page, string place)
    {
        int open = page.IndexOf('{', StringComparison.Ordinal);
        int depth = page[open + 1] - '0';
        string indented = string.Concat(Pod.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => new string(' ', depth) + text + "\n"));

        Assert.Equal([$"page.md:{place}"], Places(string.Concat(page.AsSpan(0, open), indented, page.AsSpan(open + 3))));
    }

    [Fact]
    public void Documents_in_an_indented_fence_are_parted_by_indented_dashes()
    {
        const string page = "- a\n\n  ```yaml\n  kind: Pod\n  apiVersion: v1\n  spec: {containers: [{name: a}]}\n  ---\n  kind: Pod\n  apiVersion: v1\n  spec: {containers: [{name: b}]}\n  ```\n";

        Assert.Equal(["page.md:6:30", "page.md:10:30"], Places(page));
    }

    [Fact]
    public void A_fence_of_JSON_is_linted() =>
        Assert.Equal(["page.md:4:36"], Places("```json\n{\n  \"apiVersion\": \"v1\", \"kind\": \"Pod\",\n  \"spec\": {\"containers\": [{\"name\": \"web\"}]}\n}\n```\n"));

    [Theory]
    [InlineData("> ```yaml\n> apiVersion: v1\n> kind: Pod\n> spec: {containers: [{name: a}]}\n> ```\n")]
    [InlineData("<!--\n```yaml\n{pod}```\n-->\n")]
    [InlineData("````md\n```yaml\n{pod}```\n````\n")]
    [InlineData("```sh\n{pod}```\n")]
    [InlineData("```\n{pod}```\n")]
    [InlineData("```yaml-template\n{pod}```\n")]
    [InlineData("```jsonc\n{pod}```\n")]
    [InlineData("---\n{pod}---\n")]
    [InlineData("```yaml\nspec:\n  containers:\n    - name: web\n```\n")]
    [InlineData("```yaml\nscaleTargetRef:\n  apiVersion: apps/v1\n  kind: Deployment\n```\n")]
    [InlineData("```yaml\nkind: Pod\nspec: a: b\n```\n")]
    [InlineData("```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\nspec: {containers: [{name: a}]}\n```\n")]
    [InlineData("")]
    public void Anything_else_is_passed_over(string page)
    {
        using var workspace = new Workspace();
        workspace.Write("page.md", page.Replace("{pod}", Pod, StringComparison.Ordinal));

        CommandResult result = workspace.Run("lint", "page.md", "--format", "concise");

        Assert.Equal(new CommandResult(0, "", ""), result);
    }

    [Fact]
    public void What_looks_like_a_whole_manifest_has_to_be_YAML()
    {
        Assert.Equal("page.md:5:8: error ML0001 yaml-syntax-error: Cannot read this document: a second ': ' in one value; put the value in quotes or on a line of its own\n", Report("\n```yaml\napiVersion: v1\nkind: Pod\nspec: a: b\n```\n"));
    }

    [Fact]
    public void What_a_page_leaves_out_is_no_mistake()
    {
        const string page = """
            ```yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: <your-name>
              labels: {...}
            ...
            spec:
              replicas: <replicas>
              strategy: ...
              template:
                ...
                spec:
                  containers:
                    - ...
                    - name: web
                      ports: [...]
                      image: nginx
            …
            ```
            """;
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        workspace.Write("page.md", page);

        Assert.Equal("", workspace.Run("lint", "page.md", "--format", "concise", "--preset", "strict").Output);
    }

    [Fact]
    public void Fields_and_versions_are_checked_and_one_object_may_be_shown_twice()
    {
        const string page = """
            ```yaml
            apiVersion: extensions/v1beta1
            kind: Deployment
            metadata: {name: web}
            ```

            ```yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replica: 3
              template: {spec: {containers: [{name: web, image: nginx, ports: [{containerPort: "80"}]}]}}
            ```

            ```yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, uid: 0d6f}
            ```

            """;
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        workspace.Write("page.md", page);

        Snapshot.Match(workspace.Run("lint", "page.md").ToString());
    }

    [Fact]
    public void Fences_of_one_page_know_each_other_and_nothing_else()
    {
        using var workspace = new Workspace();
        workspace.Write("docs/page.md", $"```yaml\n{Manifests.Service("web", "web")}```\n\n```yaml\n{Manifests.Deployment("web", "web-ok")}```\n");
        workspace.Write("docs/other.md", $"```yaml\n{Manifests.Service("web", "web")}```\n");
        workspace.Write("docs/web.yaml", Manifests.Deployment("web", "web-ok"));

        string[] findings = workspace.Run("lint", "docs", "docs/page.md", "docs/other.md", "--format", "concise").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(["docs/page.md:5:9: info ML5901 service-selection: Service 'web' selects 1"], findings);
    }

    [Fact]
    public void Pages_of_directories_are_read_when_asked_for()
    {
        using var workspace = new Workspace();
        workspace.Write("docs/a.md", $"```yaml\n{Pod}```\n");
        workspace.Write("docs/deep/b.MARKDOWN", $"```yaml\n{Pod}```\n");
        workspace.Write("docs/none.md", "# Nothing\n");
        workspace.Write("web.yaml", Manifests.Deployment("web", "web-ok"));

        Assert.Equal("", workspace.Run("lint", ".", "--format", "concise").Output);
        Assert.Equal(["docs/a.md:7:13", "docs/deep/b.MARKDOWN:7:13"], PlacesIn(workspace.Run("lint", ".", "--markdown", "--format", "concise")));
        Assert.Equal(["docs/a.md:7:13"], PlacesIn(workspace.Run("lint", "docs/*.md", "--format", "concise")));
        Assert.Contains("3 files, 3 manifests", workspace.Run("lint", ".", "--markdown").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_can_be_a_page()
    {
        using var workspace = new Workspace { Input = Encoding.UTF8.GetBytes($"# Page\n\n```yaml\n{Pod}```\n") };

        Assert.Equal(["docs/page.md:9:13"], PlacesIn(workspace.Run("lint", "-", "--stdin-filename", "docs/page.md", "--format", "concise")));
        Assert.Equal($"# Page\n\n```yaml\n{Pod[..^1]}-ok\n```\n", workspace.Run("lint", "-", "--stdin-filename", "docs/page.md", "--fix").Output);
    }

    [Fact]
    public void A_fix_changes_the_fence_and_nothing_else()
    {
        using var workspace = new Workspace();
        byte[] page = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"# Seite für\r\n\r\n- ä\t\r\n\r\n  ```yaml\r\n  {Pod.TrimEnd().Replace("\n", "\r\n  ", StringComparison.Ordinal)}\r\n  ```\r\n  web \r\n```yaml\r\n{Pod.TrimEnd().Replace("\n", "\r\n", StringComparison.Ordinal)}")];
        workspace.Write("page.md", page);

        string diff = workspace.Run("lint", "page.md", "--diff").Output;
        workspace.Run("lint", "page.md", "--fix");

        Assert.Equal(Encoding.UTF8.GetString(page).Replace("- name: web", "- name: web-ok", StringComparison.Ordinal), Encoding.UTF8.GetString(File.ReadAllBytes(workspace.PathOf("page.md"))));
        Assert.StartsWith("--- a/page.md\n+++ b/page.md\n@@ -8,7 +8,7 @@\n", diff, StringComparison.Ordinal);
        Assert.Contains("-      - name: web\r\n+      - name: web-ok\r\n   ```\r\n   web \r\n", diff, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_at_the_top_of_a_fence_is_about_that_fence()
    {
        string page = $"```yaml\n# manifestlint-ignore-file container-name -- shown on purpose\n{Pod}---\n{Pod}```\n\n```yaml\n{Pod}# manifestlint-ignore-file ML2901\n```\n\n```yaml\n# manifestlint-ignore ML2901\n{Pod}```\n";

        Assert.Equal(["page.md:24:13", "page.md:25:3"], Places(page));
    }

    [Fact]
    public void New_and_release_do_not_read_pages()
    {
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        workspace.Write("k8s/page.md", $"```yaml\n{Manifests.Deployment("web")}```\n");

        Assert.Equal(ExitCode.WrongUse, workspace.Run("release", "status", "k8s").ExitCode);
        Assert.Equal(ExitCode.WrongUse, workspace.Run("new", "blue-green", "k8s/page.md").ExitCode);
    }

    [Fact]
    public void A_page_that_is_no_text_or_nested_without_end_is_no_crash()
    {
        using var workspace = new Workspace();
        workspace.Write("bytes.md", [0x23, 0xFF, 0xFE, 0x80]);
        workspace.Write("deep.md", new string('>', 2000) + " a\n\n```yaml\n" + Pod + "```\n");

        Assert.Contains("ML0015", workspace.Run("lint", "bytes.md").Output, StringComparison.Ordinal);
        Assert.Contains(workspace.Run("lint", "deep.md").ExitCode, new[] { ExitCode.Clean, ExitCode.Findings });
    }

    private static string Report(string page)
    {
        using var workspace = new Workspace();
        workspace.Write("page.md", page);
        return workspace.Run("lint", "page.md", "--format", "concise").Output;
    }

    private static string[] Places(string page)
    {
        using var workspace = new Workspace();
        workspace.Write("page.md", page);
        return PlacesIn(workspace.Run("lint", "page.md", "--format", "concise"));
    }

    private static string[] PlacesIn(CommandResult result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(':', line.Split(':').Take(3)))];
}
