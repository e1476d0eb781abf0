using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases;

/// <summary>One field that an operation changes.</summary>
/// <param name="Resource">The object, as it was read.</param>
/// <param name="Path">The field, from the object's root.</param>
/// <param name="Before">What it held; null when it was not written.</param>
/// <param name="After">What it shall hold; null when it is removed.</param>
public sealed record FieldEdit(Resource Resource, YamlPath Path, YamlValue? Before, YamlValue? After)
{
    /// <summary>Where the value stands, or the mapping that gets it.</summary>
    public required Location Place { get; init; }
}
