namespace ManifestLint.Schemas;

/// <summary>The JSON types that a value may have; none means that the schema does not care.</summary>
[Flags]
public enum SchemaTypes : byte
{
    /// <summary>Any type.</summary>
    None = 0,

    /// <summary>A string.</summary>
    String = 1,

    /// <summary>A whole number.</summary>
    Integer = 2,

    /// <summary>A number.</summary>
    Number = 4,

    /// <summary>A boolean.</summary>
    Boolean = 8,

    /// <summary>A mapping.</summary>
    Object = 16,

    /// <summary>A list.</summary>
    Array = 32,

    /// <summary>Null; nothing depends on it, since null counts as absent everywhere.</summary>
    Null = 64,
}

/// <summary>How the items of a list are told apart (<c>x-kubernetes-list-type</c>).</summary>
public enum SchemaListType : byte
{
    /// <summary>They are not.</summary>
    None,

    /// <summary>By the values of <see cref="Schema.ListMapKeys"/>.</summary>
    Map,

    /// <summary>By their value.</summary>
    Set,
}

/// <summary>What a schema says by a single bit.</summary>
[Flags]
public enum SchemaTraits : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A 32-bit integer or a string (<c>x-kubernetes-int-or-string</c>).</summary>
    IntOrString = 1,

    /// <summary>Fields beyond the named ones are fine (<c>x-kubernetes-preserve-unknown-fields</c>, or a JSON schema that does not forbid them).</summary>
    Open = 2,

    /// <summary>An object with <c>apiVersion</c>, <c>kind</c> and <c>metadata</c> of its own (<c>x-kubernetes-embedded-resource</c>).</summary>
    EmbeddedResource = 4,

    /// <summary>The field is deprecated.</summary>
    Deprecated = 8,

    /// <summary>No two items are equal (<c>uniqueItems</c>).</summary>
    UniqueItems = 16,

    /// <summary>No value at all is valid (<c>false</c> as a schema).</summary>
    Never = 32,

    /// <summary>Null is a value of its own, so that a required field may be null.</summary>
    Nullable = 64,

    /// <summary>Fields beyond the named ones are refused also where several schemas are tried (<c>additionalProperties: false</c>).</summary>
    Closed = 128,
}
