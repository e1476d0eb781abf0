using System.Collections.Immutable;

namespace ManifestLint.Releases.Generation;

/// <summary>One object of a generated set.</summary>
/// <param name="FileStem">The file that it belongs to in the layout of one file for each reason to change, without extension: <c>service</c>, <c>deployment-blue</c>, <c>pdb</c>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">The document, in block or flow style as its source, with the source's comments, LF line ends, one at the end, no <c>---</c>.</param>
public sealed record GeneratedObject(string FileStem, string Kind, string Name, string Text);

/// <summary>The objects of a release set in the order in which they are to be written: Services first.</summary>
public sealed record GeneratedSet
{
    /// <summary>What was asked for.</summary>
    public required ReleaseRecipe Recipe { get; init; }

    /// <summary>The application's name: that of the public Service.</summary>
    public required string Name { get; init; }

    /// <summary>The names of the two workloads, the one that serves first.</summary>
    public required ImmutableArray<string> Workloads { get; init; }

    /// <summary>The objects.</summary>
    public required ImmutableArray<GeneratedObject> Objects { get; init; }

    /// <summary>The label that release commands have to be told, because its values are no words by which a set is recognised; null when they need not.</summary>
    public string? LabelToName { get; init; }

    /// <summary>What the user should know: what was left out and why, what an existing object now means. One sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
