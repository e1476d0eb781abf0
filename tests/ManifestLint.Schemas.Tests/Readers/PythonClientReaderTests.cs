using System.Collections.Immutable;
using ManifestLint.Schemas.Generator.Kubernetes;
using ManifestLint.Schemas.Generator.Model;
using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Tests.Readers;

public sealed class PythonClientReaderTests
{
    private const string Model = """
        class V1Ship(object):
            openapi_types = {
                'api_version': 'str',
                'kind': 'str',
                'mast_count': 'int',
                'cargo': 'dict(str, list[V1Crate])'
            }

            attribute_map = {
                'api_version': 'apiVersion',
                'kind': 'kind',
                'mast_count': 'mastCount',
                'cargo': 'cargo'
            }

            def mast_count(self, mast_count):
                raise ValueError("Invalid value for `mast_count`, must not be `None`")
        """;

    [Fact]
    public void A_model_is_read_with_its_json_names()
    {
        (string name, ImmutableSortedDictionary<string, ApiField> fields) = PythonClientReader.ReadClass(Model)!.Value;

        Assert.Equal("V1Ship", name);
        Assert.Equal(["apiVersion", "cargo", "kind", "mastCount"], fields.Keys);
        Assert.Equal(new ApiField(new ScalarType(Scalar.Integer), IsRequired: true, IsDeprecated: false), fields["mastCount"]);
        Assert.Equal(new MapType(new ListType(new ClassType("V1Crate"))), fields["cargo"].Type);
    }

    [Fact]
    public void What_python_does_not_know_comes_from_a_neighbour()
    {
        FieldType refined = TypeRefinement.Merge(new ListType(new ScalarType(Scalar.Integer)), new ListType(new ScalarType(Scalar.Integer32)));

        Assert.Equal(new ListType(new ScalarType(Scalar.Integer32)), refined);
        Assert.Equal(new ClassType("V1Crate"), TypeRefinement.Merge(new ClassType("V1Crate"), new ScalarType(Scalar.Any)));
    }
}
