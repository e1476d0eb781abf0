using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Cli.Inputs.Kustomize;

/// <summary>A file or directory that a kustomization names and that cannot be taken in.</summary>
/// <param name="Kustomization">The file that names it.</param>
/// <param name="Node">Where it is named.</param>
/// <param name="Path">The name as written.</param>
/// <param name="Reason">Why it cannot be taken in, without final period.</param>
internal sealed record MissingItem(ManifestFile Kustomization, YamlNode Node, string Path, string Reason);

/// <summary>A kustomization on the disk and what it takes in.</summary>
/// <param name="Directory">The full path of its directory.</param>
/// <param name="FullPath">The full path of its file.</param>
/// <param name="Manifest">Its file.</param>
internal sealed record KustomizationNode(string Directory, string FullPath, ManifestFile Manifest)
{
    /// <summary>Whether its directory is read whole for this run, so that it may be the root of what is applied together.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether it is a Component, which nobody applies alone.</summary>
    public bool IsComponent { get; init; }

    /// <summary>Whether it takes in what the disk does not show: something remote or missing, a chart, what a plug-in makes.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Full paths of the directories of other kustomizations that it takes in.</summary>
    public ImmutableArray<string> Bases { get; init; } = [];

    /// <summary>Full paths of the manifests that it takes in, patches among them.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Full paths of the files that it applies as patches.</summary>
    public ImmutableArray<string> Patches { get; init; } = [];

    /// <summary>What it names and what is not there.</summary>
    public ImmutableArray<MissingItem> Missing { get; init; } = [];

    /// <summary>Whether all that it takes in lies below its own directory.</summary>
    public bool IsContained => !IsOpen && Bases.Concat(Files).All(path => path.StartsWith(Directory + Path.DirectorySeparatorChar, StringComparison.Ordinal));
}
