using System.Text.Json.Nodes;
using ManifestLint.Schemas.Generator;
using ManifestLint.Schemas.Generator.Crds;
using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Tests.Crds;

public sealed class SchemaSimplifierTests
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["Name"] = """{"type":"string","minLength":1}""",
        ["Hull"] = """{"type":"object","properties":{"length":{"type":"integer"}},"required":["length"]}""",
        ["OtherHull"] = """{"$ref":"Hull"}""",
    };

    [Theory]
    [InlineData("""{"type":"string","allOf":[{"$ref":"Name"}],"nullable":true}""", """{"$ref":"Name","nullable":true}""")]
    [InlineData("""{"type":"string","maxLength":9,"allOf":[{"$ref":"Name"}]}""", """{"maxLength":9,"minLength":1,"type":"string"}""")]
    [InlineData(
        """{"type":"object","properties":{"name":{"type":"string"}},"required":["name"],"allOf":[{"$ref":"OtherHull"}]}""",
        """{"properties":{"length":{"type":"integer"},"name":{"type":"string"}},"required":["length","name"],"type":"object"}""")]
    [InlineData("""{"type":"object","allOf":[{"$ref":"Elsewhere"}]}""", """{"allOf":[{"$ref":"Elsewhere"}],"type":"object"}""")]
    [InlineData("""{"type":"array","items":{"type":"object"}}""", """{"items":{"type":"object","x-kubernetes-preserve-unknown-fields":true},"type":"array"}""")]
    public void Embedded_types_are_dissolved(string schema, string expected)
    {
        var simplifier = new SchemaSimplifier(name => Types.TryGetValue(name, out string? text) ? JsonNode.Parse(text)!.AsObject() : null);

        Assert.Equal(expected, CanonicalJson.Write(simplifier.Simplify(JsonNode.Parse(schema)!.AsObject())));
    }

    [Fact]
    public void A_property_that_only_the_declaration_has_is_added()
    {
        JsonObject schema = JsonNode.Parse("""{"type":"object","properties":{"hull":{"type":"object","properties":{"length":{"type":"integer"}}}}}""")!.AsObject();

        DeclaredProperties.AddMissing(schema, DeclarationReader.Read("""export interface IShip { "hull"?: { "length"?: number; "description"?: string; }; "extra"?: unknown; }""")!);

        Assert.Equal(
            """{"properties":{"extra":{"x-kubernetes-preserve-unknown-fields":true},"hull":{"properties":{"description":{"type":"string"},"length":{"type":"integer"}},"type":"object"}},"type":"object"}""",
            CanonicalJson.Write(schema));
    }
}
