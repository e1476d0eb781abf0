using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>A file that an operation changes.</summary>
/// <param name="Before">As it was read.</param>
/// <param name="After">With the edits.</param>
public sealed record ChangedFile(ManifestFile Before, ManifestFile After);

/// <summary>What an operation does to the files of a release set. Nothing has been written yet.</summary>
public sealed record ReleaseChange
{
    /// <summary>The operation: <c>switch</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>What it does, in a few words: <c>blue -> green</c>.</summary>
    public required string Summary { get; init; }

    /// <summary>The state before.</summary>
    public required ReleaseState Before { get; init; }

    /// <summary>The state after, recognised again from the new text; equal to <see cref="Before"/> when nothing changes.</summary>
    public required ReleaseState After { get; init; }

    /// <summary>The fields, in the order in which they were decided.</summary>
    public required ImmutableArray<FieldEdit> Edits { get; init; }

    /// <summary>The files, in ordinal order of their paths.</summary>
    public required ImmutableArray<ChangedFile> Files { get; init; }

    /// <summary>What forbids the change unless the user insists; null when nothing does.</summary>
    public ReleaseRefusal? Objection { get; init; }

    /// <summary>What the user should know: an effective weight that is not the one asked for, an autoscaler that takes over.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>How the change reaches the cluster, in order.</summary>
    public ImmutableArray<RolloutStep> Steps { get; init; } = [];

    /// <summary>What may be done once the change runs, as commands.</summary>
    public ImmutableArray<NextCommand> Next { get; init; } = [];

    /// <summary>Whether the manifests are already as they were asked to be.</summary>
    public bool IsNothing => Edits.IsEmpty;
}

/// <summary>A part of a change that is applied by itself, before the next part.</summary>
/// <param name="Purpose">What it brings, in a few words.</param>
/// <param name="Files">The files to apply, in order, as reports show them.</param>
/// <param name="Wait">What must hold before the next step: a command, or a sentence that begins with a capital; null when nothing must.</param>
public sealed record RolloutStep(string Purpose, ImmutableArray<string> Files, string? Wait = null)
{
    /// <summary>The commands of the step, without the waiting.</summary>
    public IEnumerable<string> Commands => Files.Select(KubectlCommands.Apply);
}

/// <summary>A command that may follow.</summary>
/// <param name="Verb">The verb of <c>manifestlint release</c>.</param>
/// <param name="Options">Its options behind the path; empty when there are none.</param>
/// <param name="Purpose">What it does, in a few words.</param>
public sealed record NextCommand(string Verb, string Options, string Purpose);
