using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Schemas;

/// <summary>How a value breaks its schema.</summary>
public enum SchemaViolationKind : byte
{
    /// <summary>A key that no known version has at this place.</summary>
    UnknownField,

    /// <summary>A key that other versions than all of the target have.</summary>
    FieldNotInVersion,

    /// <summary>A field that must be there is not, or null.</summary>
    MissingField,

    /// <summary>The value has another type.</summary>
    WrongType,

    /// <summary>A plain scalar that kubectl reads as boolean or number where a string is wanted.</summary>
    StringSurprise,

    /// <summary>A plain key of a map that kubectl reads as something else than its text.</summary>
    KeySurprise,

    /// <summary>A whole number that is not written as a plain decimal (<c>010</c>, <c>0x1F</c>).</summary>
    UnusualInteger,

    /// <summary>The value is not one of the closed set.</summary>
    EnumValue,

    /// <summary>The text does not have the form that is wanted: format, pattern, length.</summary>
    Format,

    /// <summary>The number lies outside its bounds.</summary>
    Range,

    /// <summary>Too few or too many items or fields.</summary>
    Count,

    /// <summary>Two items of a list that the server tells apart by their keys or values are one.</summary>
    DuplicateItem,

    /// <summary><c>oneOf</c>, <c>anyOf</c> or <c>not</c> does not hold.</summary>
    Combination,
}

/// <summary>One place where an object breaks its schema.</summary>
public sealed record SchemaViolation
{
    /// <summary>How.</summary>
    public required SchemaViolationKind Kind { get; init; }

    /// <summary>The thing to change: the key of an unknown field, the value of a wrong one, the mapping that lacks a field.</summary>
    public required YamlNode Node { get; init; }

    /// <summary>What is wanted: the schema of the value, or for a question of keys that of the mapping around.</summary>
    public required Schema Schema { get; init; }

    /// <summary>The field concerned; empty for the item of a list.</summary>
    public string Field { get; init; } = "";

    /// <summary>The entry concerned, when the question is about a key.</summary>
    public YamlEntry? Entry { get; init; }

    /// <summary>The minors of the target in which it is a violation.</summary>
    public MinorSet Minors { get; init; } = MinorSet.All;

    /// <summary>The minors that know the field, for a question of versions.</summary>
    public MinorSet KnownIn { get; init; } = MinorSet.All;

    /// <summary>For a format, what is wrong in plain words; for a duplicate, the key that both items have.</summary>
    public string Detail { get; init; } = "";
}
