using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs;

/// <summary>A file to read.</summary>
/// <param name="FullPath">Where it is.</param>
/// <param name="ShownPath">What reports call it.</param>
/// <param name="BundleDirectory">The directory whose manifests belong together with it.</param>
internal sealed record InputFile(string FullPath, string ShownPath, string BundleDirectory)
{
    /// <summary>Whether the user named it; it is then linted whatever it holds.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Whether a list names it, of all that was changed for example: it has to be there, but need not be a manifest.</summary>
    public bool IsListed { get; init; }

    /// <summary>Whether it stands for itself: a file or a match of a glob, not a part of a directory that is read whole.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether it was met in the <c>templates</c> of a Helm chart.</summary>
    public bool IsInChart { get; init; }

    /// <summary>Whether it tells kustomize what belongs together.</summary>
    public bool IsKustomization => ManifestFile.IsKustomizationName(Path.GetFileName(FullPath));

    /// <summary>Why it could not even be listed: it is a directory that may not be read.</summary>
    public string? Trouble { get; init; }

    /// <summary>Whether a name is that of a page in Markdown.</summary>
    public static bool IsMarkdownName(ReadOnlySpan<char> name) =>
        name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name is that of a manifest.</summary>
    public static bool IsManifestName(ReadOnlySpan<char> name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A directory or glob that the user gave.</summary>
/// <param name="Written">How it was written.</param>
/// <param name="Contains">Whether a file, by its full path, belongs to it.</param>
internal sealed record InputArea(string Written, Func<string, bool> Contains);
