namespace ManifestLint.Schemas.Generator.Model;

/// <summary>What a field holds, in the words that all readers share.</summary>
internal abstract record FieldType
{
    /// <summary>The name of the class at the bottom of lists and maps, or null when there is a scalar.</summary>
    public string? ClassName => this switch
    {
        ClassType type => type.Name,
        ListType type => type.Item.ClassName,
        MapType type => type.Value.ClassName,
        _ => null,
    };
}

/// <summary>A value that is not taken apart.</summary>
internal sealed record ScalarType(Scalar Kind) : FieldType;

/// <summary>A list.</summary>
internal sealed record ListType(FieldType Item) : FieldType;

/// <summary>A map from any text to one type.</summary>
internal sealed record MapType(FieldType Value) : FieldType;

/// <summary>An object with named fields.</summary>
internal sealed record ClassType(string Name) : FieldType;

/// <summary>The values that are not taken apart.</summary>
internal enum Scalar
{
    /// <summary>Anything, objects with unknown fields included.</summary>
    Any,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Base64.</summary>
    Bytes,

    /// <summary>A point in time.</summary>
    Time,

    /// <summary>A whole number whose width the source does not say.</summary>
    Integer,

    /// <summary>A whole number of 32 bits.</summary>
    Integer32,

    /// <summary>A whole number of 64 bits.</summary>
    Integer64,

    /// <summary>A number that may have a fraction.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A whole number or a text.</summary>
    IntegerOrText,

    /// <summary>A Kubernetes quantity: a text or a number.</summary>
    Quantity,
}
