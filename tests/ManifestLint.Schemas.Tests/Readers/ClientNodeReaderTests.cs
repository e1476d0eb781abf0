using System.Collections.Immutable;
using ManifestLint.Schemas.Generator.Model;
using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Tests.Readers;

public sealed class ClientNodeReaderTests
{
    private const string Script = """
        export class V1Ship {
        }
        V1Ship.attributeTypeMap = [
            { "name": "apiVersion", "baseName": "apiVersion", "type": "string", "format": "" },
            { "name": "kind", "baseName": "kind", "type": "string", "format": "" },
            { "name": "_continue", "baseName": "continue", "type": "number", "format": "int64" },
            { "name": "masts", "baseName": "masts", "type": "Array<V1Mast>", "format": "" },
            { "name": "seal", "baseName": "seal", "type": "string", "format": "byte" }
        ];
        """;

    private const string Declaration = """
        import { V1Mast } from './V1Mast.js';
        export declare class V1Ship {
            'apiVersion'?: string;
            'kind'?: string;
            /**
            * Deprecated: sail on.
            */
            '_continue'?: number;
            'masts': Array<V1Mast>;
            'seal'?: string;
        }
        """;

    [Fact]
    public void A_class_is_read_from_its_script_and_its_declaration()
    {
        (string name, ImmutableSortedDictionary<string, ApiField> fields) = ClientNodeReader.ReadClass(Script, Declaration)!.Value;

        Assert.Equal("V1Ship", name);
        Assert.Equal(["apiVersion", "continue", "kind", "masts", "seal"], fields.Keys);
        Assert.Equal(new ApiField(new ScalarType(Scalar.Integer64), IsRequired: false, IsDeprecated: true), fields["continue"]);
        Assert.Equal(new ApiField(new ListType(new ClassType("V1Mast")), IsRequired: true, IsDeprecated: false), fields["masts"]);
        Assert.Equal(new ScalarType(Scalar.Bytes), fields["seal"].Type);
    }

    [Theory]
    [InlineData("Array<V1Mast>", "list of V1Mast")]
    [InlineData("{ [key: string]: Array<string>; }", "map to list of Text")]
    [InlineData("V1MicroTime", "Time")]
    [InlineData("IntOrString", "IntegerOrText")]
    [InlineData("any", "Any")]
    public void Types_are_read_to_the_bottom(string type, string expected) => Assert.Equal(expected, Describe(ClientNodeTypes.Parse(type, "")));

    [Fact]
    public void A_kind_is_what_is_created_under_a_path()
    {
        var classes = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, ApiField>>.Empty.Add("V1Ship", ClientNodeReader.ReadClass(Script, Declaration)!.Value.Fields);
        var roots = new Dictionary<string, ApiRoot>(StringComparer.Ordinal);

        ClientNodeReader.ReadRoots(
            """
            class HarbourApi {
                async createNamespacedShip(namespace, body) {
                    const localVarPath = '/apis/harbour.test/v1/namespaces/{namespace}/ships'
                    ObjectSerializer.serialize(body, "V1Ship", "")
                }
                async replaceNamespacedShipStatus(name, namespace, body) {
                    const localVarPath = '/apis/harbour.test/v1/namespaces/{namespace}/ships/{name}/status'
                    ObjectSerializer.serialize(body, "V1Ship", "")
                }
                async deleteShip(name, body) {
                    const localVarPath = '/apis/harbour.test/v1/ships/{name}'
                    ObjectSerializer.serialize(body, "V1DeleteOptions", "")
                }
            }
            """,
            classes,
            roots);

        Assert.Equal([KeyValuePair.Create("harbour.test/v1/Ship", new ApiRoot("V1Ship", IsNamespaced: true, "ships"))], roots);
    }

    private static string Describe(FieldType type) => type switch
    {
        ListType list => "list of " + Describe(list.Item),
        MapType map => "map to " + Describe(map.Value),
        ClassType named => named.Name,
        ScalarType scalar => scalar.Kind.ToString(),
        _ => "",
    };
}
