using System.Collections.Immutable;
using ManifestLint.Releases.Generation;

namespace ManifestLint.Releases.Providers;

/// <summary>A plain set as another provider's objects. Nothing has been written yet.</summary>
public sealed record ReleaseConversion
{
    /// <summary>The provider, as it is called.</summary>
    public required string Provider { get; init; }

    /// <summary>The application's name.</summary>
    public required string Name { get; init; }

    /// <summary>The plain set.</summary>
    public required ReleaseState Before { get; init; }

    /// <summary>The new objects, in the order in which they are written.</summary>
    public required ImmutableArray<GeneratedObject> Objects { get; init; }

    /// <summary>How the running service moves over, in order.</summary>
    public required ImmutableArray<MigrationStep> Migration { get; init; }

    /// <summary>How it moves back, as long as the old Deployments have their pods.</summary>
    public required MigrationStep WayBack { get; init; }

    /// <summary>How a release goes from then on.</summary>
    public required ImmutableArray<MigrationStep> Release { get; init; }

    /// <summary>What is lost or is another thing from now on.</summary>
    public required ImmutableArray<ConversionDifference> Differences { get; init; }

    /// <summary>What the user should know about these manifests: what was left out and why. One sentence each, no capital, no final period.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What forbids the conversion unless the user insists; null when nothing does.</summary>
    public ReleaseRefusal? Objection { get; init; }

    /// <summary>The files of one directory: the manifests, then <c>README.md</c> with the migration.</summary>
    public ImmutableArray<GeneratedFile> ToFiles() =>
        SetLayout.Arrange(Objects, LayoutKind.Files, Name).Add(new GeneratedFile("README.md", ConversionGuide.Write(this)));

    /// <summary>The manifests as one stream.</summary>
    public string ToStream() => SetLayout.Arrange(Objects, LayoutKind.Single, Name)[0].Text;
}

/// <summary>A part of a migration that is done by itself, before the next part.</summary>
/// <param name="Title">What is done, as an order, without final period.</param>
/// <param name="Explanation">Why, what runs meanwhile, what to look at; sentences.</param>
/// <param name="Commands">Commands of a POSIX shell, run in the directory of the new files; lines that begin with <c>#</c> are remarks.</param>
public sealed record MigrationStep(string Title, string Explanation, ImmutableArray<string> Commands);

/// <summary>Something that is not the same afterwards.</summary>
/// <param name="Topic">What is compared, in one or two words.</param>
/// <param name="Plain">How it is in the plain set.</param>
/// <param name="Converted">How it will be.</param>
public sealed record ConversionDifference(string Topic, string Plain, string Converted);
