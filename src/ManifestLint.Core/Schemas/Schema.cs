using System.Collections.Immutable;

namespace ManifestLint.Schemas;

/// <summary>
/// What a value must look like: the part of JSON Schema that Kubernetes uses, for one range of Kubernetes versions. Immutable; definitions that it
/// refers to are made when they are first asked for.
/// </summary>
public sealed class Schema
{
    private readonly Func<Schema>? _target;
    private Schema? _resolved;

    /// <summary>Makes a schema that says nothing; the properties say the rest.</summary>
    public Schema()
    {
    }

    private Schema(Func<Schema> target) => _target = target;

    /// <summary>A schema that says nothing.</summary>
    public static Schema Any { get; } = new() { Traits = SchemaTraits.Open };

    /// <summary>The name of the definition, for example <c>io.k8s.api.core.v1.PodSpec</c>; null for one without a name.</summary>
    public string? Name { get; init; }

    /// <summary>The types that are fine.</summary>
    public SchemaTypes Types { get; init; }

    /// <summary>What is said by single bits.</summary>
    public SchemaTraits Traits { get; init; }

    /// <summary>For example <c>int32</c>, <c>quantity</c>, <c>date-time</c>, <c>byte</c>; null when there is none.</summary>
    public string? Format { get; init; }

    /// <summary>The closed set of values, as JSON text with strings unquoted; empty when the set is open.</summary>
    public ImmutableArray<string> Enum { get; init; } = [];

    /// <summary>The fields of an object.</summary>
    public SchemaProperties Properties { get; init; } = SchemaProperties.None;

    /// <summary>The fields that must be there.</summary>
    public ImmutableArray<RequiredField> Required { get; init; } = [];

    /// <summary>What the values of a map look like, by any key that is no field; null when it is no map.</summary>
    public Schema? AdditionalProperties { get; init; }

    /// <summary>What values look like whose key matches a pattern.</summary>
    public ImmutableArray<(SchemaPattern Pattern, Schema Schema)> PatternProperties { get; init; } = [];

    /// <summary>What the items of a list look like.</summary>
    public Schema? Items { get; init; }

    /// <summary>How the items of a list are told apart.</summary>
    public SchemaListType ListType { get; init; }

    /// <summary>The fields that tell the items of a <see cref="SchemaListType.Map"/> apart.</summary>
    public ImmutableArray<string> ListMapKeys { get; init; } = [];

    /// <summary>The value that the server fills in, as JSON text with strings unquoted; null when none is known.</summary>
    public string? Default { get; init; }

    /// <summary>What a string must match.</summary>
    public SchemaPattern? Pattern { get; init; }

    /// <summary>Bounds of numbers, lengths and counts; null when there are none.</summary>
    public SchemaBounds? Bounds { get; init; }

    /// <summary>Exactly one of these holds.</summary>
    public ImmutableArray<Schema> OneOf { get; init; } = [];

    /// <summary>At least one of these holds.</summary>
    public ImmutableArray<Schema> AnyOf { get; init; } = [];

    /// <summary>All of these hold.</summary>
    public ImmutableArray<Schema> AllOf { get; init; } = [];

    /// <summary>This does not hold.</summary>
    public Schema? Not { get; init; }

    /// <summary>Whether a field that is not named is fine.</summary>
    public bool IsOpen => Traits.HasFlag(SchemaTraits.Open) || AdditionalProperties is not null;

    /// <summary>Whether a 32-bit integer or a string is wanted.</summary>
    public bool IsIntOrString => Traits.HasFlag(SchemaTraits.IntOrString);

    /// <summary>Whether an amount of a resource is wanted.</summary>
    public bool IsQuantity => Format == "quantity";

    /// <summary>Whether an object with named fields is wanted.</summary>
    public bool HasFields => Properties.Count > 0;

    internal bool HasCombinations => !OneOf.IsEmpty || !AnyOf.IsEmpty || !AllOf.IsEmpty || Not is not null;

    /// <summary>Whether a value of one of these types is fine.</summary>
    public bool Accepts(SchemaTypes types) => Types == SchemaTypes.None || (Types & types) != SchemaTypes.None;

    /// <summary>A schema that is another one, made when it is first asked for.</summary>
    public static Schema Reference(Func<Schema> target) => new(target);

    /// <summary>The schema that a reference stands for; every other one is itself.</summary>
    public Schema Resolve()
    {
        Schema schema = this;
        while (schema._target is { } target)
            schema = schema._resolved ??= target();
        return schema;
    }
}

/// <summary>A field that must be there.</summary>
/// <param name="Name">The field.</param>
/// <param name="Minors">In which minors it must; bit 0 is <see cref="Configuration.TargetVersions.Oldest"/>.</param>
public sealed record RequiredField(string Name, MinorSet Minors);
