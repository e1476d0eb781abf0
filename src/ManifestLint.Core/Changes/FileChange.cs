using ManifestLint.Yaml.Text;

namespace ManifestLint.Changes;

/// <summary>That a file is not what it was.</summary>
/// <param name="Before">What it was; null when it was not there, or was no text.</param>
public sealed record FileChange(SourceText? Before)
{
    /// <summary>A file that was not there.</summary>
    public static FileChange New { get; } = new(Before: null);
}
