using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Rendering;

/// <summary>A kustomization that takes part in a build.</summary>
/// <param name="File">Its file.</param>
/// <param name="Files">The manifests and patches that it names, by their paths relative to it.</param>
public sealed record BuildPart(ManifestFile File, ImmutableDictionary<string, ManifestFile> Files)
{
    /// <summary>The file that it names so; null when it is not at hand.</summary>
    public ManifestFile? Find(string written) => Files.GetValueOrDefault(written.StartsWith("./", StringComparison.Ordinal) ? written[2..] : written);
}

/// <summary>One run of kustomize.</summary>
/// <param name="Name">The directory that was built, as reports show it.</param>
/// <param name="Parts">Its kustomization, then those that it takes in.</param>
public sealed record KustomizeBuild(string Name, ImmutableArray<BuildPart> Parts)
{
    /// <summary>The kustomization that was built.</summary>
    public ManifestFile Root => Parts[0].File;
}

/// <summary>An object that a build made.</summary>
/// <param name="Resource">The object in the rendered text.</param>
/// <param name="Build">The build.</param>
/// <param name="Source">The file that the object is written in; null when a kustomization makes it or it comes from elsewhere.</param>
/// <param name="Maker">The kustomization that makes the object, or that takes in what lies elsewhere.</param>
public sealed record RenderedObject(Resource Resource, KustomizeBuild Build, ManifestFile? Source, ManifestFile Maker);
