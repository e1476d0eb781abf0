using ManifestLint.Schemas.Generator.Model;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>The type names in the <c>attributeTypeMap</c> of the JavaScript client.</summary>
internal static class ClientNodeTypes
{
    private const string MapStart = "{ [key: string]: ";
    private const string MapEnd = "; }";

    /// <summary>Reads a type such as <c>Array&lt;V1Container&gt;</c>; the format belongs to the scalar at its bottom.</summary>
    public static FieldType Parse(string type, string format)
    {
        type = type.Trim();
        foreach (string list in (ReadOnlySpan<string>)["Array<", "Set<"])
        {
            if (type.StartsWith(list, StringComparison.Ordinal) && type.EndsWith('>'))
                return new ListType(Parse(type[list.Length..^1], format));
        }
        if (type.StartsWith(MapStart, StringComparison.Ordinal) && type.EndsWith(MapEnd, StringComparison.Ordinal))
            return new MapType(Parse(type[MapStart.Length..^MapEnd.Length], format));

        return type switch
        {
            "string" => new ScalarType(format == "byte" ? Scalar.Bytes : Scalar.Text),
            "number" => new ScalarType(NumberOf(format)),
            "boolean" => new ScalarType(Scalar.Truth),
            "any" or "object" => new ScalarType(Scalar.Any),
            "Date" or "V1MicroTime" => new ScalarType(Scalar.Time),
            "IntOrString" => new ScalarType(Scalar.IntegerOrText),
            _ => new ClassType(type),
        };
    }

    private static Scalar NumberOf(string format) => format switch
    {
        "int32" => Scalar.Integer32,
        "int64" => Scalar.Integer64,
        "double" => Scalar.Number,
        _ => Scalar.Integer,
    };
}
