namespace ManifestLint.Schemas;

/// <summary>What follows in a packed schema. The numbers are the format: they are never given a new meaning.</summary>
internal enum SchemaPackTag : byte
{
    /// <summary>The schema is complete.</summary>
    End,

    /// <summary>A definition of the same pack, by number.</summary>
    Reference,

    /// <summary>A definition of the Kubernetes pack, by name.</summary>
    KubernetesReference,

    /// <summary>A <see cref="SchemaTypes"/>.</summary>
    Types,

    /// <summary>A <see cref="SchemaTraits"/>.</summary>
    Traits,

    /// <summary>A text.</summary>
    Format,

    /// <summary>A text.</summary>
    Pattern,

    /// <summary>A text.</summary>
    Default,

    /// <summary>A count and texts.</summary>
    Enum,

    /// <summary>A count and texts.</summary>
    Required,

    /// <summary>A count and texts.</summary>
    ListMapKeys,

    /// <summary>A <see cref="SchemaListType"/>.</summary>
    ListType,

    /// <summary>A schema.</summary>
    Items,

    /// <summary>A schema.</summary>
    AdditionalProperties,

    /// <summary>A count and fields: name, count of variants, and for each a byte (1 required, 2 minors follow), the minors, the schema.</summary>
    Properties,

    /// <summary>A count and schemas.</summary>
    OneOf,

    /// <summary>A count and schemas.</summary>
    AnyOf,

    /// <summary>A count and schemas.</summary>
    AllOf,

    /// <summary>A schema.</summary>
    Not,

    /// <summary>Two texts: the keyword, and its number or <c>true</c>.</summary>
    Bound,

    /// <summary>The minors of the definition; all when there are none.</summary>
    Minors,
}
