using System.Collections.Immutable;
using ManifestLint.Cli.Inputs.Kustomize;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs;

/// <summary>A bundle while its files come together.</summary>
/// <param name="directory">The directory whose manifests belong together; empty for standard input.</param>
internal sealed class PendingBundle(string directory)
{
    private readonly Dictionary<string, ManifestFile> _files = new(StringComparer.Ordinal);

    public string Directory { get; } = directory;

    public bool IsWhole { get; set; }

    public bool IsSingleFiles { get; init; }

    /// <summary>The kustomizations that are applied with the files; none when they are not parts of one.</summary>
    public ImmutableArray<KustomizationNode> Roots { get; init; } = [];

    /// <summary>The file, when there is one and no other.</summary>
    public ManifestFile? OnlyFile => _files.Count == 1 ? _files.Values.First() : null;

    public bool Holds(string path) => _files.ContainsKey(path);

    public void Add(string path, ManifestFile file) => _files.TryAdd(path, file);

    public Bundle ToBundle() => new([.. _files.Values.OrderBy(file => file.Path, StringComparer.Ordinal)], IsWhole);
}
