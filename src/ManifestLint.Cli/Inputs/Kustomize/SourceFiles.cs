using System.Collections.Immutable;
using ManifestLint.Rendering;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs.Kustomize;

/// <summary>The files that kustomizations are built of, each read once.</summary>
/// <param name="graph">The kustomizations.</param>
/// <param name="read">Gives the file of a full path.</param>
internal sealed class SourceFiles(KustomizationGraph graph, Func<string, ManifestFile?> read)
{
    private readonly Dictionary<string, ManifestFile?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BuildPart> _parts = new(StringComparer.Ordinal);

    /// <summary>A kustomization with its files.</summary>
    public BuildPart PartOf(KustomizationNode node)
    {
        if (_parts.TryGetValue(node.Directory, out BuildPart? part))
            return part;

        _files[RealPath.Of(node.FullPath)] = node.Manifest;
        var files = ImmutableDictionary.CreateBuilder<string, ManifestFile>(StringComparer.Ordinal);
        foreach (string path in node.Files)
        {
            if (Find(RealPath.Of(path), path) is { } file)
                files[Path.GetRelativePath(node.Directory, path).Replace('\\', '/')] = file;
        }

        return _parts[node.Directory] = new BuildPart(node.Manifest, files.ToImmutable());
    }

    /// <summary>The file of a path without links; null when no kustomization names it.</summary>
    public ManifestFile? Find(string realPath) => _files.GetValueOrDefault(realPath);

    private ManifestFile? Find(string realPath, string path)
    {
        if (!_files.TryGetValue(realPath, out ManifestFile? file))
            _files[realPath] = file = read(path) is { } manifest && graph.Patches.Contains(path) ? manifest.AsPatch() : read(path);
        return file;
    }
}
