using System.Collections.Immutable;
using ManifestLint.Cli.Inputs.Kustomize;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Cli.Inputs;

/// <summary>Everything that was read for a run.</summary>
internal sealed record LintInputs
{
    /// <summary>The manifests, in the groups in which rules look for other objects.</summary>
    public required ImmutableArray<Bundle> Bundles { get; init; }

    /// <summary>Where the files are, by the path that reports show.</summary>
    public required ImmutableDictionary<string, string> FullPaths { get; init; }

    /// <summary>The file that stands for standard input.</summary>
    public ManifestFile? Input { get; init; }

    /// <summary>Paths that the user gave and that cannot be opened.</summary>
    public ImmutableArray<ManifestFile> Unopened { get; init; } = [];

    /// <summary>What kustomizations name and what is not there.</summary>
    public ImmutableArray<MissingItem> Missing { get; init; } = [];

    /// <summary>The kustomizations that were built; null when none was to be.</summary>
    public RenderedKustomizations? Rendered { get; init; }

    /// <summary>Full paths of the Helm charts that were met.</summary>
    public ImmutableArray<string> ChartDirectories { get; init; } = [];

    /// <summary>Directories and globs without a manifest, and standard input when it has none.</summary>
    public ImmutableArray<string> EmptyAreas { get; init; } = [];

    /// <summary>Documents that hold something else than an object, in files without any object too.</summary>
    public int OtherDocuments { get; init; }

    /// <summary>The files whose findings are reported.</summary>
    public IEnumerable<ManifestFile> Linted => Bundles.SelectMany(bundle => bundle.Files).Where(file => file.Role == FileRole.Linted);

    /// <summary>How many files were looked at; one that is a part of several builds is one.</summary>
    public int CountFiles() => Linted.Where(file => !file.IsTemplate).Select(file => file.Path).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The sources of templates, which nothing can be said about before they are rendered.</summary>
    public IEnumerable<ManifestFile> Templates => Linted.Where(file => file.IsTemplate);

    /// <summary>Documents of a file that can be read and hold no object; a kustomization needs no kind to be one.</summary>
    public static int CountOtherDocuments(ManifestFile file)
    {
        if (file.Tree is null || file.IsTemplate || file.IsKustomization)
            return 0;

        var objects = file.Resources.Select(resource => resource.Document).ToHashSet();
        return file.Tree.Documents.Count(document => document.Root is { } root && root is not YamlScalar { IsNull: true } && !objects.Contains(document));
    }
}
