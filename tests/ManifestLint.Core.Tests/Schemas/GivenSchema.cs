using ManifestLint.Configuration;
using ManifestLint.Core.Tests.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Core.Tests.Schemas;

/// <summary>Reads schemas out of short YAML and holds values to them.</summary>
internal static class GivenSchema
{
    public static YamlNode Root(string yaml)
    {
        var tree = YamlTree.Parse(yaml);
        Assert.Empty(tree.Errors);
        return tree.Documents[0].Root!;
    }

    /// <summary>What breaks the schema of <c>spec</c>, each with the text of its place.</summary>
    public static IEnumerable<string> Check(string schema, string spec, SchemaDialect dialect, Func<string, YamlNode?>? open = null) =>
        CheckObject($"{{properties: {{spec: {schema}}}}}", spec, dialect, open);

    /// <summary>The same for the schema of the whole object.</summary>
    public static IEnumerable<string> CheckObject(string schema, string spec, SchemaDialect dialect, Func<string, YamlNode?>? open = null)
    {
        var root = new SchemaRoot("example.com/v1", "Widget", "widgets", SchemaReader.Read(Root(schema), dialect, open), MinorSet.All, IsClusterScoped: false);
        return Check(new OneKind(root), $"{{apiVersion: example.com/v1, kind: Widget, metadata: {{name: a}}, spec: {spec}}}");
    }

    /// <summary>What breaks the schema of a source.</summary>
    public static IEnumerable<string> Check(ISchemaSource source, string yaml)
    {
        var validator = new SchemaValidator(new SchemaCatalog(new SchemaStore(TargetVersions.Default), [source]));
        return [.. validator.Validate(Assert.Single(Given.Set(yaml).Resources)).Select(Describe)];
    }

    public static string Describe(SchemaViolation violation) =>
        violation.Kind == SchemaViolationKind.MissingField ? $"{violation.Kind} {violation.Field}"
        : violation.Kind == SchemaViolationKind.Combination ? $"{violation.Kind} {violation.Detail}"
        : $"{violation.Kind} {violation.Node}";

    private sealed class OneKind(SchemaRoot root) : ISchemaSource
    {
        public SchemaRoot? Find(string apiVersion, string kind) => (apiVersion, kind) == (root.ApiVersion, root.Kind) ? root : null;
    }
}
