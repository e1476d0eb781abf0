using ManifestLint.Diagnostics;

namespace ManifestLint.Configuration;

/// <summary>Where a setting comes from.</summary>
/// <param name="Name">A configuration file as reports show it, or an option such as <c>--preset</c>.</param>
/// <param name="Place">The characters of the file; null for an option of the command line.</param>
public sealed record SettingOrigin(string Name, Location? Place = null)
{
    /// <summary>Whether the command line says so, which beats every file.</summary>
    public bool IsCommandLine => Place is null;

    /// <summary>For example <c>k8s/.manifestlint.yaml:12</c> or <c>--preset</c>.</summary>
    public override string ToString() => Place is { } place ? $"{Name}:{place.Start.Line + 1}" : Name;
}

/// <summary>A value that somebody set.</summary>
/// <param name="Value">The value.</param>
/// <param name="Origin">Who set it, and where.</param>
public sealed record Setting<T>(T Value, SettingOrigin Origin);
