using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>A port as probes, hooks and Services name it: by number, or by the name that a container gives it.</summary>
/// <param name="Name">The name; null when it is a number. A quoted number is a name, which the API server refuses.</param>
/// <param name="Number">The number; null when it is a name.</param>
public readonly record struct PortReference(string? Name, long? Number)
{
    /// <summary>The port that a node names; null when it names none.</summary>
    public static Located<PortReference>? Read(YamlNode? node)
    {
        if (node?.Dereference() is not YamlScalar scalar)
            return null;

        ResolvedScalar resolved = scalar.Resolve();
        if (resolved.AsInteger is { } number)
            return new Located<PortReference>(new(Name: null, number), node);
        return resolved is { Kind: YamlScalarKind.String, Json.Length: > 0 }
            ? new Located<PortReference>(new(resolved.Json, Number: null), node)
            : null;
    }

    /// <summary>The name or the number.</summary>
    public override string ToString() => Name ?? $"{Number}";
}
