using System.Text;
using System.Text.Json;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Schemas;
using ManifestLint.Rules;

namespace ManifestLint.Cli.Tests.Schemas;

/// <summary>Schemas that the user gives: definitions, directories, templates, addresses.</summary>
public sealed class SchemaInputTests
{
    private const string Catalogue = "{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json";
    private const string Schema = """{"type": "object", "properties": {"spec": {"type": "object", "properties": {"size": {"type": "integer"}}, "additionalProperties": false}}}""";
    private const string Unknown = "1 manifest has no schema, so its fields are not checked (example.com/v1 Widget).";
    private const string Finding = "widget.yaml:4:8: error ML1901 field: There is no field 'siez'\n";

    private static readonly string Definition = Manifests.WidgetDefinition("{type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}");

    [Fact]
    public void A_definition_in_the_input_is_a_schema()
    {
        using Workspace workspace = Given();
        workspace.Write("crd.yaml", Definition);

        CommandResult result = workspace.Run("lint", "--format", "concise", ".");

        Assert.Equal(Finding, result.Output);
        Assert.Equal(ExitCode.Findings, result.ExitCode);
    }

    [Theory]
    [InlineData("crds")]
    [InlineData("crds/widget.yaml")]
    [InlineData("crds/*.yaml")]
    public void Definitions_of_another_place_are_read_and_not_reported(string path)
    {
        using Workspace workspace = Given();
        workspace.Write("crds/widget.yaml", Definition + "---\n" + Manifests.Deployment("web", replicas: 1));
        workspace.Write("crds/notes.yaml", "a: {b: c\n");
        workspace.Write("crds/values.yaml", "size: 1\n");

        CommandResult result = workspace.Run("lint", "--format", "concise", "--crds", path, "widget.yaml");

        Assert.Equal(Finding, result.Output);
        Assert.Equal("", result.Error);
    }

    [Theory]
    [InlineData("crds", "--crds crds/widget.yaml:")]
    [InlineData("crds/broken.json", "--crds crds/broken.json:1:1: ")]
    [InlineData("crds/template.yaml", "--crds crds/template.yaml is a template source")]
    public void A_definition_that_cannot_be_read_is_told(string path, string expected)
    {
        using Workspace workspace = Given();
        workspace.Write("crds/widget.yaml", Definition + "---\na: {b: c\n");
        workspace.Write("crds/broken.json", "{\"a\": 1");
        workspace.Write("crds/template.yaml", "{{- if .x }}\n" + Definition + "{{- end }}\n");

        CommandResult result = workspace.Run("lint", "--format", "concise", "--crds", path, "widget.yaml");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schemas/" + Catalogue, "schemas/example.com/widget_v1.json")]
    [InlineData("./schemas/{{ .ResourceKind }}{{ .KindSuffix }}.json", "schemas/widget-example-v1.json")]
    [InlineData("schemas", "schemas/master-standalone-strict/widget-example-v1.json")]
    [InlineData("schemas", "schemas/master-standalone/widget-example-v1.json")]
    [InlineData("schemas/", "schemas/v1.31.0-standalone/widget-example-v1.json", "--kubernetes-version", "1.31")]
    [InlineData("schemas", "schemas/v1.31.4-standalone/widget-example-v1.json", "--kubernetes-version", "1.29-v1.31.4")]
    [InlineData("schemas.json", "schemas.json/master-standalone/widget-example-v1.json")]
    [InlineData("one.json", "one.json")]
    public void Files_are_found_by_kubeconforms_convention(string location, string file, params string[] options)
    {
        using Workspace workspace = Given();
        workspace.Write(file, Schema);

        CommandResult result = workspace.Run(["lint", "--format", "concise", "--schema-location", location, .. options, "widget.yaml"]);

        Assert.Equal(Finding, result.Output);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void Locations_are_tried_in_order_after_definitions()
    {
        using Workspace workspace = Given();
        workspace.Write("first/x.json", "{}");
        workspace.Write("second/example.com/widget_v1.json", Schema);
        workspace.Write("third/example.com/widget_v1.json", "{}");

        Assert.Equal(Finding, workspace.Run("lint", "--format", "concise", "--schema-location", "first/" + Catalogue, "--schema-location", "second/" + Catalogue, "--schema-location", "third/" + Catalogue, "widget.yaml").Output);
        Assert.Equal("", workspace.Run("lint", "--format", "concise", "--schema-location", "third/" + Catalogue, "--schema-location", "second/" + Catalogue, "widget.yaml").Output);

        workspace.Write("crds/widget.yaml", Definition);
        Assert.Equal(Finding, workspace.Run("lint", "--format", "concise", "--schema-location", "third/" + Catalogue, "--crds", "crds", "widget.yaml").Output);
    }

    [Fact]
    public void Default_stands_for_the_schemas_of_the_program()
    {
        using Workspace workspace = Given();
        workspace.Write("widget.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: {name: a}\nspec: {metricz: []}\n");
        workspace.Write("open/argoproj.io/analysistemplate_v1alpha1.json", "{}");

        CommandResult own = workspace.Run("lint", "--format", "concise", "--schema-location", "open/" + Catalogue, "--schema-location", "default", "widget.yaml");
        CommandResult builtIn = workspace.Run("lint", "--format", "concise", "--schema-location", "default", "--schema-location", "open/" + Catalogue, "widget.yaml");

        Assert.Equal("", own.Output);
        Assert.Contains("There is no field 'metricz'", builtIn.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Definitions_beside_a_schema_are_followed()
    {
        using Workspace workspace = Given();
        workspace.Write("schemas/widget.json", """{"properties": {"spec": {"$ref": "_definitions.json#/definitions/spec"}}}""");
        workspace.Write("schemas/_definitions.json", """{"definitions": {"spec": {"properties": {"size": {}}, "additionalProperties": false}}}""");

        Assert.Equal(Finding, workspace.Run("lint", "--format", "concise", "--schema-location", "schemas/{{.ResourceKind}}.json", "widget.yaml").Output);
    }

    [Theory]
    [InlineData("{\"type\": \"object\",\n \"properties\": {", "schemas/widget.json:2:16: no valid schema, ")]
    [InlineData("[1]", "schemas/widget.json:1:1: no valid schema, a JSON Schema is an object")]
    [InlineData("<!DOCTYPE html>\n<html></html>", "schemas/widget.json:1:1: no valid schema, a JSON Schema is an object")]
    [InlineData("", "schemas/widget.json:1:1: no valid schema, a JSON Schema is an object")]
    public void A_schema_that_is_none_is_told_with_its_position(string content, string expected)
    {
        using Workspace workspace = Given();
        workspace.Write("schemas/widget.json", content);

        CommandResult result = workspace.Run("lint", "--schema-location", "schemas/{{.ResourceKind}}.json", "widget.yaml");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Contains(Unknown, result.Output, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_told_once()
    {
        using Workspace workspace = Given(new DenyingDisk());
        workspace.Write("more.yaml", "apiVersion: example.com/v1\nkind: Gadget\nmetadata: {name: a}\n");
        workspace.Write("schemas/widget.json", Schema);
        workspace.Write("schemas/gadget.json", Schema);

        CommandResult result = workspace.Run("lint", "--schema-location", "schemas/{{.ResourceKind}}.json", ".");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Equal("manifestlint: cannot read schemas/gadget.json: permission denied\n", result.Error);
    }

    [Fact]
    public void An_address_is_fetched_once_and_then_from_the_cache()
    {
        using Workspace workspace = Given();
        workspace.Write("another.yaml", "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: b}\nspec: {siez: 1}\n");
        string[] arguments;
        using (SchemaServer server = SchemaServer.Of(("/example.com/widget_v1.json", Schema)))
        {
            arguments = ["lint", "--format", "concise", "--schema-location", server.Address + "/" + Catalogue, "widget.yaml", "another.yaml"];
            Assert.Contains(Finding, workspace.Run(arguments).Output, StringComparison.Ordinal);
            Assert.Equal(["/example.com/widget_v1.json"], server.Asked);
        }

        // The server is gone.
        CommandResult again = workspace.Run(arguments);
        Assert.Contains(Finding, again.Output, StringComparison.Ordinal);
        Assert.Equal("", again.Error);
        Assert.Contains(Finding, workspace.Run([.. arguments, "--offline"]).Output, StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{64}[.]json$", Assert.Single(workspace.FilesIn("cache/manifestlint/schemas")));
    }

    [Fact]
    public void An_old_copy_is_fetched_anew_and_serves_on_when_nobody_answers()
    {
        using Workspace workspace = Given();
        string[] arguments;
        using (SchemaServer server = SchemaServer.Of(("/example.com/widget_v1.json", Schema)))
        {
            arguments = ["lint", "--format", "concise", "--schema-location", server.Address + "/" + Catalogue, "widget.yaml"];
            workspace.Run(arguments);
            Age(workspace);
            workspace.Run(arguments);
            Assert.Equal(2, server.Asked.Count());
        }

        Age(workspace);
        CommandResult result = workspace.Run(arguments);

        Assert.Equal(Finding, result.Output);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void What_is_not_found_is_looked_for_in_the_next_location()
    {
        using Workspace workspace = Given();
        using SchemaServer empty = SchemaServer.Of();
        using SchemaServer server = SchemaServer.Of(("/widget.json", Schema));

        CommandResult result = workspace.Run("lint", "--format", "concise", "--schema-location", empty.Address, "--schema-location", server.Address + "/{{.ResourceKind}}.json", "widget.yaml");

        Assert.Equal(Finding, result.Output);
        Assert.Equal("", result.Error);
        Assert.Equal(["/master-standalone-strict/widget-example-v1.json", "/master-standalone/widget-example-v1.json"], empty.Asked);
    }

    [Fact]
    public void Offline_asks_nobody()
    {
        using Workspace workspace = Given();
        using SchemaServer server = SchemaServer.Of(("/widget.json", Schema));

        CommandResult result = workspace.Run("lint", "--offline", "--schema-location", server.Address + "/{{.ResourceKind}}.json", "widget.yaml");

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.Contains(Unknown, result.Output, StringComparison.Ordinal);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public void Kinds_that_are_known_are_not_asked_for()
    {
        using Workspace workspace = Given();
        using SchemaServer server = SchemaServer.Of();
        workspace.Write("crd.yaml", Definition);
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        workspace.Run("lint", "--schema-location", server.Address, ".");

        Assert.Empty(server.Asked);
    }

    [Fact]
    public void No_field_is_checked_so_nobody_is_asked()
    {
        using Workspace workspace = Given();
        using SchemaServer server = SchemaServer.Of();

        workspace.Run("lint", "--select", "ML3", "--schema-location", server.Address, ".");

        Assert.Empty(server.Asked);
    }

    [Theory]
    [InlineData("500", "the server answered 500 ")]
    [InlineData("403", "the server answered 403 ")]
    [InlineData("slow", "no answer within 0.3 s")]
    [InlineData("trickle", "no answer within 0.3 s")]
    [InlineData("large", "it is larger than 1000 bytes")]
    [InlineData("endless", "it is larger than 1000 bytes")]
    [InlineData("elsewhere", "it leads to http://example.com, which is not followed")]
    [InlineData("circle", "it leads from one address to the next without end")]
    [InlineData("otherwise", "it leads to ftp://example.com, which is not followed")]
    public void A_location_that_fails_is_told_once(string failure, string expected)
    {
        bool isSlow = failure is "slow" or "trickle";
        using Workspace workspace = Given(download: new SchemaDownload { TimeLimit = TimeSpan.FromSeconds(isSlow ? 0.3 : 60), SizeLimit = 1000 });
        using var server = new SchemaServer((path, response) => Fail(failure, path, response));
        workspace.Write("more.yaml", "apiVersion: example.com/v1\nkind: Gadget\nmetadata: {name: a}\n");

        CommandResult result = workspace.Run("lint", "--jobs", "4", "--schema-location", server.Address + "/{{.ResourceKind}}.json", ".");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("2 manifests have no schema, so their fields are not checked (example.com/v1 Gadget, example.com/v1 Widget).", result.Output, StringComparison.Ordinal);
        Assert.Contains($"manifestlint: cannot read {server.Address}/gadget.json: {expected}", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        if (isSlow)
            Assert.InRange(server.Asked.Count(), 0, 1);
    }

    [Fact]
    public void A_server_that_is_not_there_is_told()
    {
        using Workspace workspace = Given();
        string address;
        using (SchemaServer server = SchemaServer.Of())
            address = server.Address;

        CommandResult result = workspace.Run("lint", "--schema-location", address, "widget.yaml");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains($"cannot read {address}/master-standalone-strict/widget-example-v1.json: Connection refused", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redirect_on_the_same_host_is_followed()
    {
        using Workspace workspace = Given();
        using var server = new SchemaServer((path, response) =>
        {
            if (path == "/new/widget.json")
                return Encoding.UTF8.GetBytes(Schema);
            response.StatusCode = 302;
            response.RedirectLocation = "/new/widget.json";
            return [];
        });

        Assert.Equal(Finding, workspace.Run("lint", "--format", "concise", "--schema-location", server.Address + "/{{.ResourceKind}}.json", "widget.yaml").Output);
    }

    [Fact]
    public void A_page_in_place_of_a_schema_is_told_and_not_kept()
    {
        using Workspace workspace = Given();
        using SchemaServer server = SchemaServer.Of(("/widget.json", "<html>\n"));

        CommandResult result = workspace.Run("lint", "--schema-location", server.Address + "/{{.ResourceKind}}.json", "widget.yaml");

        Assert.Contains($"{server.Address}/widget.json:1:1: no valid schema, a JSON Schema is an object", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(workspace.PathOf("cache")));
    }

    [Theory]
    [InlineData("HOME", "home/.cache/manifestlint/schemas")]
    [InlineData("XDG_CACHE_HOME", "home/manifestlint/schemas")]
    public void The_cache_is_the_users_own(string variable, string expected)
    {
        using Workspace workspace = Given();
        workspace.Variables.Clear();
        workspace.Variables[variable] = workspace.PathOf("home");
        using SchemaServer server = SchemaServer.Of(("/widget.json", Schema));

        workspace.Run("lint", "--schema-location", server.Address + "/{{.ResourceKind}}.json", "widget.yaml");

        Assert.Single(workspace.FilesIn(expected));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_no_trouble()
    {
        using Workspace workspace = Given();
        workspace.Write("cache", "a file in the place of the directory");
        using SchemaServer server = SchemaServer.Of(("/widget.json", Schema));

        CommandResult result = workspace.Run("lint", "--format", "concise", "--schema-location", server.Address + "/{{.ResourceKind}}.json", "widget.yaml");

        Assert.Equal(Finding, result.Output);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void Kinds_without_schema_are_counted_and_no_error_unless_asked_for()
    {
        using Workspace workspace = Given();
        workspace.Write("more.yaml", string.Join("---\n", "ABCDE".Select(letter => $"apiVersion: example.com/v1\nkind: {letter}\nmetadata: {{name: a}}\n")));

        CommandResult text = workspace.Run("lint", ".");
        CommandResult json = workspace.Run("lint", "--format", "json", ".");
        CommandResult strict = workspace.Run("lint", "--format", "concise", "--strict-schemas", ".");

        Assert.Equal(ExitCode.Clean, text.ExitCode);
        Assert.Contains("6 manifests have no schema, so their fields are not checked (example.com/v1 A, example.com/v1 B, example.com/v1 C and 3 more).", text.Output, StringComparison.Ordinal);
        Assert.Equal(6, JsonDocument.Parse(json.Output).RootElement.GetProperty("summary").GetProperty("withoutSchema").GetInt32());
        Assert.Equal(ExitCode.Findings, strict.ExitCode);
        Assert.Contains("widget.yaml:1:1: error ML1901 field: No schema for example.com/v1 Widget", strict.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.40", "manifestlint: Kubernetes 1.40 is newer than what is known; 1.36 is used in its place\n")]
    [InlineData("v1.35.1-1.40", "manifestlint: Kubernetes 1.40 is newer than what is known; 1.36 is used in its place\n")]
    [InlineData("1.31", "")]
    public void A_version_that_is_too_new_is_replaced_with_a_note(string version, string expected)
    {
        using Workspace workspace = Given();

        CommandResult result = workspace.Run("lint", "--kubernetes-version", version, "widget.yaml");

        Assert.Equal(expected, result.Error);
        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.Equal("", workspace.Run("lint", "-q", "--kubernetes-version", version, "widget.yaml").Error);
    }

    [Theory]
    [InlineData("1.31", "There is no field 'unknown'")]
    [InlineData("1.31-1.33", "There is no field 'unknown'")]
    public void The_version_chooses_the_schemas(string version, string expected)
    {
        using Workspace workspace = Given();
        workspace.Write("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a-ok}], unknown: 1}\n");

        Assert.Contains(expected, workspace.Run("lint", "--kubernetes-version", version, "pod.yaml").Output, StringComparison.Ordinal);
    }

    private static byte[] Fail(string failure, string path, System.Net.HttpListenerResponse response)
    {
        switch (failure)
        {
            case "500" or "403":
                response.StatusCode = int.Parse(failure, System.Globalization.CultureInfo.InvariantCulture);
                break;
            case "slow":
                Thread.Sleep(2000);
                break;
            case "trickle":
                for (int i = 0; i < 20; i++)
                {
                    response.OutputStream.Write("   "u8);
                    response.OutputStream.Flush();
                    Thread.Sleep(100);
                }

                break;
            case "large":
                response.ContentLength64 = 5000;
                return new byte[5000];
            case "endless":
                response.SendChunked = true;
                return new byte[5000];
            default:
                response.StatusCode = 301;
                response.RedirectLocation = failure switch { "elsewhere" => "http://example.com/widget.json", "otherwise" => "ftp://example.com/widget.json", _ => path };
                break;
        }

        return [];
    }

    private static void Age(Workspace workspace)
    {
        foreach (string file in Directory.EnumerateFiles(workspace.PathOf("cache/manifestlint/schemas")))
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddDays(-2));
    }

    private static Workspace Given(Disk? disk = null, SchemaDownload? download = null)
    {
        var workspace = new Workspace
        {
            Disk = disk ?? new(),
            Download = download ?? new(),
            Rules = [.. RuleCatalog.CreateRules().Where(rule => rule.Descriptor.Category == "reading"), new FieldRule(), new ReplicasRule()],
        };
        workspace.Variables["XDG_CACHE_HOME"] = workspace.PathOf("cache");
        workspace.Write("widget.yaml", "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nspec: {siez: 1}\n");
        return workspace;
    }

    private sealed class DenyingDisk : Disk
    {
        public override byte[] Read(string path) => path.Contains("schemas", StringComparison.Ordinal) ? throw new UnauthorizedAccessException() : base.Read(path);
    }
}
