using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Core.Tests.Schemas;

/// <summary>What written schemas mean, in both dialects.</summary>
public sealed class SchemaReaderTests
{
    private const string Both = "structural json";
    private const string Quantity = "{anyOf: [{type: integer}, {type: string}], pattern: '^[0-9]+(Mi|Gi)?$', x-kubernetes-int-or-string: true}";

    [Theory]

    // Which fields there are.
    [InlineData("structural", "{type: object, properties: {size: {type: integer}}}", "{size: 1, siez: 2}", "UnknownField siez")]
    [InlineData("json", "{type: object, properties: {size: {type: integer}}}", "{size: 1, siez: 2}")]
    [InlineData("preserving", "{type: object, properties: {size: {type: integer}}}", "{siez: 2, size: x}", "WrongType x")]
    [InlineData("json", "{type: object, properties: {size: {}}, additionalProperties: false}", "{size: 1, siez: 2}", "UnknownField siez")]
    [InlineData("json", "{type: object, additionalProperties: false}", "{siez: 2}", "UnknownField siez")]
    [InlineData("structural", "{type: object}", "{anything: 1}")]
    [InlineData("structural", "{}", "{anything: 1}")]
    [InlineData("structural", "{type: object, x-kubernetes-preserve-unknown-fields: true, properties: {size: {type: integer}}}", "{siez: 2, size: x}", "WrongType x")]
    [InlineData("structural", "{x-kubernetes-preserve-unknown-fields: true, properties: {inner: {type: object, properties: {a: {}}}}}", "{other: 1, inner: {b: 2}}", "UnknownField b")]
    [InlineData(Both, "{type: object, additionalProperties: {type: string}}", "{a: b, c: 5}", "StringSurprise 5")]
    [InlineData(Both, "{type: object, properties: {n: {type: integer}}, additionalProperties: true}", "{a: [], n: x}", "WrongType x")]
    [InlineData("json", "{patternProperties: {'^x-': {type: string}}, additionalProperties: false}", "{x-a: b, x-b: [], y: 1}", "WrongType []", "UnknownField y")]
    [InlineData("structural", "{type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object}}}", "{apiVersion: v2, kind: Other, metadata: {name: x}, spec: {}, rest: 1}", "UnknownField rest")]
    [InlineData("structural", "{x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}", "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {containers: [{name: a, imge: b}]}}")]
    [InlineData("structural", "{x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}", "{kind: Pod, metadata: {name: x, labls: {a: b}}, spec: {}}", "MissingField apiVersion", "UnknownField labls")]
    [InlineData("json", "{properties: {a: false, b: true}}", "{a: 1, b: 2}", "WrongType 1")]

    // Which fields must be there.
    [InlineData(Both, "{required: [a, b], properties: {a: {}, b: {}}}", "{a: 1}", "MissingField b")]
    [InlineData(Both, "{required: [a], properties: {a: {type: integer, default: 5}}}", "{}")]
    [InlineData(Both, "{required: [a], properties: {a: {type: string}}}", "{a: ~}", "MissingField a")]
    [InlineData(Both, "{required: [a], properties: {a: {type: string, nullable: true}}}", "{a: ~}")]
    [InlineData(Both, "{required: [a], properties: {a: {type: string, nullable: true}}}", "{}", "MissingField a")]
    [InlineData("json", "{required: [a], properties: {a: {type: [string, 'null']}}}", "{a: ~}")]
    [InlineData("json", "{properties: {a: {type: string, required: true}}}", "{a: b}")]

    // What values look like.
    [InlineData(Both, "{properties: {a: {type: string}}}", "{a: on}", "StringSurprise on")]
    [InlineData(Both, "{properties: {a: {type: integer}}}", "{a: 2.5}", "WrongType 2.5")]
    [InlineData(Both, "{properties: {a: {type: number}}}", "{a: 2.5}")]
    [InlineData(Both, "{properties: {a: {type: boolean}}}", "{a: 'true'}", "WrongType 'true'")]
    [InlineData(Both, "{properties: {a: {type: array, items: {type: integer}}}}", "{a: [1, x]}", "WrongType x")]
    [InlineData(Both, "{properties: {a: {type: array}}}", "{a: {}}", "WrongType {}")]
    [InlineData("json", "{properties: {a: {type: [boolean, object]}}}", "{a: x}", "WrongType x")]
    [InlineData("json", "{properties: {a: {type: [boolean, object, 'null']}}}", "{a: {b: 1}}")]
    [InlineData("json", "{properties: {a: {items: [{type: string}, {type: integer}]}}}", "{a: [1, x]}")]
    [InlineData(Both, "{properties: {a: {type: strnig}}}", "{a: []}")]
    [InlineData(Both, "{properties: {a: {enum: [x, 5, true]}}}", "{a: 5}")]
    [InlineData(Both, "{properties: {a: {enum: [x, 5, true]}}}", "{a: X}", "EnumValue X")]
    [InlineData(Both, "{properties: {a: {enum: [x, [y]]}}}", "{a: z}")]
    [InlineData("json", "{properties: {a: {const: x}}}", "{a: z}", "EnumValue z")]
    [InlineData("json", "{properties: {a: {const: {b: c}}}}", "{a: z}")]
    [InlineData(Both, "{properties: {a: {type: integer, minimum: 1, maximum: 5}}}", "{a: 9}", "Range 9")]
    [InlineData(Both, "{properties: {a: {type: integer, minimum: 1, exclusiveMinimum: true}}}", "{a: 1}", "Range 1")]
    [InlineData("json", "{properties: {a: {type: integer, exclusiveMinimum: 1}}}", "{a: 1}", "Range 1")]
    [InlineData(Both, "{properties: {a: {type: string, pattern: '^[a-z]+$', maxLength: 3}}}", "{a: B}", "Format B")]
    [InlineData(Both, "{properties: {a: {type: string, minLength: 1}}}", "{a: ''}", "Format ''")]
    [InlineData(Both, "{properties: {a: {type: array, minItems: 1}}}", "{a: []}", "Count []")]
    [InlineData(Both, "{properties: {a: {type: object, maxProperties: 1}}}", "{a: {b: 1, c: 2}}", "Count {b: 1, c: 2}")]
    [InlineData(Both, "{properties: {a: {type: string, format: date-time}}}", "{a: 'yesterday'}", "Format 'yesterday'")]
    [InlineData(Both, "{properties: {a: {type: string, format: duration}}}", "{a: 3d}")]
    [InlineData(Both, "{properties: {a: {type: string, format: nothing-known}}}", "{a: b}")]
    [InlineData(Both, "{properties: {a: {type: string, deprecated: true}}}", "{a: b}")]
    [InlineData(Both, "{properties: {a: {type: array, uniqueItems: true}}}", "{a: [x, z, x]}", "DuplicateItem x")]

    // Lists.
    [InlineData("structural", "{properties: {a: {x-kubernetes-list-type: set, items: {type: string}}}}", "{a: [x, z, x]}", "DuplicateItem x")]
    [InlineData("structural", "{properties: {a: {x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name], items: {properties: {name: {}}}}}}", "{a: [{name: x}, {name: x}]}", "DuplicateItem x")]
    [InlineData("structural", "{properties: {a: {x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [port, protocol], items: {properties: {port: {}, protocol: {default: TCP}}}}}}", "{a: [{port: 1}, {port: 1, protocol: TCP}]}", "DuplicateItem {port: 1, protocol: TCP}")]
    [InlineData("structural", "{properties: {a: {x-kubernetes-list-type: atomic, items: {type: string}}}}", "{a: [x, x]}")]

    // Integers or strings.
    [InlineData(Both, "{properties: {a: {x-kubernetes-int-or-string: true}}}", "{a: [b]}", "WrongType [b]")]
    [InlineData(Both, "{properties: {a: {oneOf: [{type: string}, {type: integer}]}}}", "{a: 50%}")]
    [InlineData(Both, "{properties: {a: {oneOf: [{type: string}, {type: integer}]}}}", "{a: true}", "WrongType true")]
    [InlineData("json", "{properties: {a: {oneOf: [{type: [string, 'null']}, {type: [integer, 'null']}]}}}", "{a: 2.5}", "WrongType 2.5")]
    [InlineData("json", "{properties: {a: {oneOf: [{type: [string, 'null']}, {type: [number, 'null']}]}}}", "{a: 2.5}")]
    [InlineData("json", "{properties: {a: {type: [integer, string]}}}", "{a: 5}")]
    [InlineData("json", "{properties: {a: {type: string, format: int-or-string}}}", "{a: 5}")]
    [InlineData("structural", "{properties: {a: " + Quantity + "}}", "{a: 8589934592}")]
    [InlineData("structural", "{properties: {a: " + Quantity + "}}", "{a: 2Gi}")]
    [InlineData("structural", "{properties: {a: " + Quantity + "}}", "{a: 2GB}", "Format 2GB")]
    [InlineData("structural", "{properties: {a: " + Quantity + "}}", "{a: 0.5}", "WrongType 0.5")]
    [InlineData("structural", "{properties: {a: {x-kubernetes-int-or-string: true}}}", "{a: 8589934592}", "WrongType 8589934592")]

    // Combinations.
    [InlineData(Both, "{oneOf: [{required: [a]}, {required: [b]}], properties: {a: {}, b: {}}}", "{a: 1, b: 2}", "Combination only one of 'a', 'b' may be set")]
    [InlineData(Both, "{anyOf: [{required: [a]}, {required: [b]}], properties: {a: {}, b: {}}}", "{}", "Combination it needs one of 'a', 'b'")]
    [InlineData(Both, "{not: {required: [a, b]}, properties: {a: {}, b: {}}}", "{a: 1, b: 2}", "Combination 'a' and 'b' may not be set together")]
    [InlineData("structural", "{properties: {a: {}}, oneOf: [{properties: {a: {type: string}}}, {properties: {a: {type: integer}}}]}", "{a: 1}")]
    [InlineData("json", "{oneOf: [{properties: {a: {}}, additionalProperties: false}, {properties: {b: {}}, additionalProperties: false}]}", "{a: 1}")]
    [InlineData("json", "{oneOf: [{properties: {a: {}}, additionalProperties: false}, {properties: {b: {}}, additionalProperties: false}]}", "{c: 1}", "Combination it has none of the forms that are allowed")]
    [InlineData("json", "{oneOf: [{additionalProperties: {type: string}}, {additionalProperties: {type: integer}}]}", "{c: 1}")]
    [InlineData("json", "{oneOf: [{propertyNames: {pattern: '^a'}}, {type: object}]}", "{c: 1}")]
    [InlineData("json", "{not: {if: {required: [a]}, then: {required: [b]}}}", "{c: 1}")]
    [InlineData("json", "{properties: {a: {anyOf: [{type: object, properties: {b: {type: integer}}, additionalProperties: false}, {type: 'null'}]}}}", "{a: {c: 1}}", "UnknownField c")]
    [InlineData("json", "{properties: {a: {allOf: [{type: integer}], default: 1}}}", "{a: x}", "WrongType x")]

    // What is no schema says nothing.
    [InlineData(Both, "just text", "{a: 1}")]
    [InlineData(Both, "{properties: [a], required: a, items: 5, enum: x, oneOf: {a: b}, not: 5}", "{a: 1}")]
    public void A_schema_means(string dialects, string schema, string spec, params string[] expected)
    {
        foreach (string dialect in dialects.Split(' '))
            Assert.Equal(expected, GivenSchema.Check(schema, spec, Enum.Parse<SchemaDialect>(dialect, ignoreCase: true)));
    }

    [Theory]
    [InlineData("{$ref: '#/definitions/size'}", "{definitions: {size: {type: integer}}}")]
    [InlineData("{$ref: '#/$defs/size'}", "{$defs: {size: {type: integer}}}")]
    [InlineData("{$ref: '#/components/schemas/a~1b%20c'}", "{components: {schemas: {a/b c: {type: integer}}}}")]
    [InlineData("{$ref: '#/definitions/list/0'}", "{definitions: {list: [{type: integer}]}}")]
    [InlineData("{$ref: '#/definitions/one'}", "{definitions: {one: {$ref: '#/definitions/two'}, two: {type: integer}}}")]
    [InlineData("{allOf: [{$ref: '#/definitions/size'}], default: 1, description: how large}", "{definitions: {size: {type: integer}}}")]
    [InlineData("{anyOf: [{$ref: '#/definitions/size'}, {type: 'null'}]}", "{definitions: {size: {type: integer}}}")]
    public void A_reference_is_followed(string reference, string definitions)
    {
        string schema = $"{{properties: {{spec: {{properties: {{a: {reference}}}}}}}, {definitions[1..]}";

        Assert.Equal(["WrongType x"], GivenSchema.CheckObject(schema, "{a: x}", SchemaDialect.Json));
        Assert.Empty(GivenSchema.CheckObject(schema, "{a: 5}", SchemaDialect.Json));
    }

    [Theory]
    [InlineData("{$ref: '#/definitions/nowhere'}")]
    [InlineData("{$ref: '#/definitions/itself'}")]
    [InlineData("{$ref: '#/definitions/wrapped'}")]
    [InlineData("{$ref: other.json#/definitions/size}")]
    [InlineData("{$ref: https://example.com/other.json}")]
    [InlineData("{$ref: '#/definitions/endless'}")]
    [InlineData("{$ref: '#/definitions/a0'}")]
    public void A_reference_that_leads_nowhere_allows_everything(string reference)
    {
        string doubling = string.Join(", ", Enumerable.Range(0, 40).Select(i => $"a{i}: {{allOf: [{{$ref: '#/definitions/a{i + 1}'}}, {{$ref: '#/definitions/a{i + 1}'}}]}}"));
        string schema = $$$$"""
            {properties: {spec: {properties: {a: {{{{reference}}}} } }},
             definitions: {itself: {$ref: '#/definitions/itself'}, wrapped: {allOf: [{$ref: '#/definitions/wrapped'}]},
               endless: {oneOf: [{$ref: '#/definitions/endless'}, {required: [b]}]}, {{{{doubling}}}}, a40: {required: [b]}}}
            """;

        Assert.Empty(GivenSchema.CheckObject(schema, "{a: {c: 1}}", SchemaDialect.Json));
    }

    [Fact]
    public void A_definition_may_contain_itself()
    {
        const string Tree = "{properties: {spec: {$ref: '#/definitions/tree'}}, definitions: {tree: {type: object, additionalProperties: false, properties: {left: {$ref: '#/definitions/tree'}, right: {$ref: '#/definitions/tree'}, value: {type: integer}}}}}";

        Assert.Equal(["UnknownField valeu", "WrongType x"], GivenSchema.CheckObject(Tree, "{left: {right: {valeu: 1}}, right: {left: {left: {value: x}}}}", SchemaDialect.Json));
    }

    [Fact]
    public void A_definition_may_stand_in_another_file()
    {
        YamlNode definitions = GivenSchema.Root("{definitions: {outer: {properties: {a: {$ref: '#/definitions/size'}}}, size: {type: integer}}}");

        IEnumerable<string> violations = GivenSchema.Check("{$ref: '_definitions.json#/definitions/outer'}", "{a: x}", SchemaDialect.Json, file => file == "_definitions.json" ? definitions : null);

        Assert.Equal(["WrongType x"], violations);
    }

    [Fact]
    public void Anchors_and_merges_of_a_schema_are_resolved()
    {
        const string Schema = "{properties: {a: &size {type: integer, minimum: 1}, b: *size, c: {<<: *size, maximum: 5}}}";

        Assert.Equal(["Range 0", "Range 9"], GivenSchema.Check(Schema, "{a: 1, b: 0, c: 9}", SchemaDialect.Structural));
    }

    [Fact]
    public void JSON_is_read_with_all_its_escapes()
    {
        string schema = """{"properties":{"spec":{"properties":{"a":{"type":"string","pattern":"^\/[\u0061-\u0062]+$","description":"\ud83d\ude80\t\"quoted\""}},"additionalProperties":false}}}""";

        Assert.Equal(["Format /c", "UnknownField b"], GivenSchema.CheckObject(schema, "{a: /c, b: 1}", SchemaDialect.Json));
        Assert.Empty(GivenSchema.CheckObject(schema.Replace(",", ",\n\t\t", StringComparison.Ordinal), "{a: /ab}", SchemaDialect.Json));
    }
}
