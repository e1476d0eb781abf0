using System.Collections.Immutable;

namespace ManifestLint.Resources;

/// <summary>Manifests that are applied together, the unit in which rules look for other objects.</summary>
/// <param name="Files">The files, in ordinal order of their paths.</param>
/// <param name="IsReadWhole">
/// Whether everything that belongs together was read: a directory or a rendered stream, not a single file. Only then may a rule say that
/// something does not exist.
/// </param>
public sealed record Bundle(ImmutableArray<ManifestFile> Files, bool IsReadWhole)
{
    /// <summary>Whether nothing of the bundle is unknown: it was read whole, and no file of it is unreadable, broken or a template.</summary>
    public bool IsComplete { get; } = IsReadWhole && Files.All(file => file is { ReadError: null, IsTemplate: false } && !file.Tree!.Errors.Any());
}
