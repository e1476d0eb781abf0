using System.Text.Json;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Tests;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules.Tests.Migration;

/// <summary>Holds <c>schemas/manifestlint.schema.json</c> to the keys and the rules, and configuration files to it.</summary>
public sealed class ConfigurationSchemaTests
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1";
    private static readonly string Text = ConfigurationSchema.Print(RuleCatalog.CreateRules());

    [Fact]
    public void The_schema_is_current()
    {
        string path = RepositoryRoot.Combine("schemas", "manifestlint.schema.json");
        if (Updates)
            File.WriteAllText(path, Text);

        Assert.Equal(File.ReadAllText(path), Text);
    }

    [Theory]
    [InlineData("root: true\nextends: recommended\nkubernetesVersion: 1.30\nfailOn: never\n")]
    [InlineData("extends: [strict, ../base.yaml]\ninclude: [k8s/**]\nexclude: legacy/**\n")]
    [InlineData("rules:\n  readiness-probe-missing: off\n  ML3001: error\n  image-tag-latest:\n    severity: info\n")]
    [InlineData("rules:\n  grace-period-too-short: {severity: error, minGraceSeconds: 30}\n  readiness-probe-missing:\n")]
    [InlineData("rules:\nlocked: [duplicate-key, ML0001]\noverrides:\n")]
    [InlineData("overrides:\n  - files: [jobs/**]\n    kinds: Deployment\n    names: [123, report-*]\n    reason: nobody waits\n    rules: {single-replica-served: off}\n")]
    [InlineData("suppressions: {inline: false, requireReason: true}\nschemaLocations: [schemas, default]\ncrds: crds\n")]
    public void A_good_configuration_is_accepted(string configuration) => Assert.Empty(Check(configuration));

    [Fact]
    public void What_init_writes_is_accepted()
    {
        string[] files = Directory.GetFiles(RepositoryRoot.Combine("tests", "ManifestLint.Cli.Tests", "Commands", "Init", "cases"), "expected.yaml", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Empty(Check(File.ReadAllText(file))));
    }

    [Theory]
    [InlineData("failon: never\n", "UnknownField failon")]
    [InlineData("failOn: warn\n", "EnumValue warn")]
    [InlineData("root: 'yes'\n", "WrongType 'yes'")]
    [InlineData("rules: [ML2001]\n", "WrongType [ML2001]")]
    [InlineData("rules: {readiness-probe-mising: off}\n", "UnknownField readiness-probe-mising")]
    [InlineData("rules: {ML2999: off}\n", "UnknownField ML2999")]
    [InlineData("suppressions: {inlined: false}\n", "UnknownField inlined")]
    [InlineData("overrides: {files: [a]}\n", "WrongType {files: [a]}")]
    [InlineData("overrides: [{files: [a], rule: {}}]\n", "UnknownField rule")]
    public void A_mistake_is_marked(string configuration, string expected) => Assert.Equal([expected], Check(configuration));

    [Theory]
    [InlineData("rules: {grace-period-too-short: {minGraceSecond: 30}}\n")]
    [InlineData("rules: {grace-period-too-short: {severity: fatal}}\n")]
    [InlineData("overrides: [{rules: {ML2001: off}}]\n")]
    public void A_mistake_in_a_choice_is_marked(string configuration) => Assert.NotEmpty(Check(configuration));

    [Fact]
    public void Every_key_is_described()
    {
        using var schema = JsonDocument.Parse(Text);
        JsonElement properties = schema.RootElement.GetProperty("properties");

        Assert.Equal(ConfigurationKeys.All.Select(key => key.Name), properties.EnumerateObject().Select(property => property.Name));
        Assert.All(ConfigurationKeys.All, key => Assert.StartsWith(key.Description, properties.GetProperty(key.Name).GetProperty("description").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_is_there_by_name_and_by_id_with_its_options()
    {
        using var schema = JsonDocument.Parse(Text);
        JsonElement definitions = schema.RootElement.GetProperty("definitions");
        JsonElement names = definitions.GetProperty("rules").GetProperty("properties");
        foreach (Rule rule in RuleCatalog.CreateRules())
        {
            JsonElement definition = definitions.GetProperty(rule.Descriptor.Id);
            string[] keys = [.. definition.GetProperty("anyOf")[1].GetProperty("properties").EnumerateObject().Select(property => property.Name)];

            Assert.Equal(["severity", .. rule.Options.Select(option => option.Key)], keys);
            Assert.Equal($"#/definitions/{rule.Descriptor.Id}", names.GetProperty(rule.Descriptor.Name).GetProperty("$ref").GetString());
            Assert.Equal($"#/definitions/{rule.Descriptor.Id}", names.GetProperty(rule.Descriptor.Id).GetProperty("$ref").GetString());
            Assert.Contains(rule.Descriptor.HelpUri, definition.GetProperty("description").GetString(), StringComparison.Ordinal);
        }
    }

    // Editors that follow YAML 1.1 read off as false.
    [Fact]
    public void Off_may_be_false()
    {
        using var schema = JsonDocument.Parse(Text);
        JsonElement values = schema.RootElement.GetProperty("definitions").GetProperty("severity").GetProperty("enum");

        Assert.Equal([.. ConfigurationKeys.Severities, "False", ""], values.EnumerateArray().Select(value => value.ToString()));
    }

    private static IEnumerable<string> Check(string configuration)
    {
        Schema schema = SchemaReader.Read(YamlTree.Parse(Text).Documents[0].Root!, SchemaDialect.Json);
        var root = new Schema { Properties = new SchemaProperties([new SchemaProperty("spec", schema, MinorSet.All, [])]), Traits = SchemaTraits.Open };
        string inner = string.Concat(configuration.TrimEnd('\n').Split('\n').Select(line => $"  {line}\n"));
        var file = ManifestFile.Parse("a.yaml", ManifestLint.Yaml.Text.SourceText.From($"apiVersion: example.com/v1\nkind: Widget\nmetadata: {{name: a}}\nspec:\n{inner}"));
        var validator = new SchemaValidator(new SchemaCatalog(new SchemaStore(TargetVersions.Default), [new OneKind(new SchemaRoot("example.com/v1", "Widget", "widgets", root, MinorSet.All, IsClusterScoped: false))]));
        return [.. validator.Validate(Assert.Single(file.Resources)).Select(violation => $"{violation.Kind} {violation.Node}")];
    }

    private sealed class OneKind(SchemaRoot root) : ISchemaSource
    {
        public SchemaRoot? Find(string apiVersion, string kind) => (apiVersion, kind) == (root.ApiVersion, root.Kind) ? root : null;
    }
}
