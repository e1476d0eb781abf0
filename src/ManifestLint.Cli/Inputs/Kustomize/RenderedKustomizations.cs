using System.Collections.Immutable;
using ManifestLint.Rendering;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs.Kustomize;

/// <summary>A kustomization that could not be built.</summary>
/// <param name="Kustomization">Its file.</param>
/// <param name="Directory">Its directory as reports show it.</param>
/// <param name="Reason">What kustomize says, in one line.</param>
/// <param name="HasMissingItem">Whether it names, or one that it takes in does, what is not there.</param>
internal sealed record FailedBuild(ManifestFile Kustomization, string Directory, string Reason, bool HasMissingItem);

/// <summary>What building the kustomizations of a run came to.</summary>
internal sealed record RenderedKustomizations
{
    /// <summary>What was built, a bundle for each kustomization.</summary>
    public required ImmutableArray<Bundle> Bundles { get; init; }

    /// <summary>Where the built objects come from.</summary>
    public required KustomizeRelocation Relocation { get; init; }

    /// <summary>What could not be built and is linted as it is written.</summary>
    public required ImmutableArray<FailedBuild> Failures { get; init; }

    /// <summary>Full paths of the files that a build took in.</summary>
    public required ImmutableHashSet<string> Replaced { get; init; }

    /// <summary>Whether there is an object, or a reason why there is none.</summary>
    public bool HasAnswer => !Failures.IsEmpty || Bundles.Any(bundle => bundle.Files.Any(file => !file.Resources.IsEmpty));

    /// <summary>Whether a file is looked at only as it was built.</summary>
    public bool Replaces(string fullPath) => Replaced.Contains(fullPath);
}
