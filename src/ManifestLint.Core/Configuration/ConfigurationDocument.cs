using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Configuration;

/// <summary>A configuration file that was read.</summary>
/// <param name="File">The file.</param>
/// <param name="Layer">What it says itself; without the directories, which who read the file knows.</param>
/// <param name="Mistakes">What is wrong in it, in the order of the text; what is right is in the layer all the same.</param>
public sealed record ConfigurationDocument(ManifestFile File, ConfigurationLayer Layer, ImmutableArray<Diagnostic> Mistakes)
{
    /// <summary>Whether the configuration files of the directories above are left out.</summary>
    public bool IsRoot { get; init; }

    /// <summary>What it builds on: presets and relative paths, in order.</summary>
    public ImmutableArray<ExtendedConfiguration> Extends { get; init; } = [];
}

/// <summary>An entry of <c>extends</c>.</summary>
/// <param name="Written">A relative path; empty for a preset.</param>
/// <param name="Preset">The preset; null for a file.</param>
/// <param name="Origin">Where it is written.</param>
public sealed record ExtendedConfiguration(string Written, RulePreset? Preset, SettingOrigin Origin);
