using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>Which release set is meant, and by which label its sides are told apart.</summary>
public sealed record ReleaseQuery
{
    /// <summary>The name of the application, of its Service or of one of its Deployments; null when there is one set only.</summary>
    public string? Name { get; init; }

    /// <summary>Files of which at least one must hold an object of the set, as reports show them; empty when any set will do.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The label of colours, where it is not found by itself.</summary>
    public string? ColorLabel { get; init; }

    /// <summary>The label of tracks, where it is not found by itself.</summary>
    public string? TrackLabel { get; init; }
}

/// <summary>A release set and the state that its manifests are in.</summary>
public sealed record ReleaseState
{
    /// <summary>The workloads and Services.</summary>
    public required ReleaseSet Set { get; init; }

    /// <summary>All manifests.</summary>
    public required ResourceSet Resources { get; init; }

    /// <summary>How it was found.</summary>
    public required ReleaseQuery Query { get; init; }

    /// <summary>The application's name: that of its public Service where there is one.</summary>
    public required string Name { get; init; }

    /// <summary>Blue-green or canary.</summary>
    public required ReleaseStrategy Strategy { get; init; }

    /// <summary>The live colour, or the stable side. While <see cref="Obstacle"/> says that no side is live, the one that stands first.</summary>
    public required ReleaseSide Serving { get; init; }

    /// <summary>The idle colour, or the canary.</summary>
    public required ReleaseSide Other { get; init; }

    /// <summary>Why nothing can be changed; null when it can.</summary>
    public ReleaseRefusal? Obstacle { get; init; }

    /// <summary>The Service that clients use; null when there is none.</summary>
    public ServiceView? PublicService => Set.PublicServices.IsEmpty ? null : Set.PublicServices[0];

    /// <summary>The pods that shall serve together in a canary: the annotation, else those that are written.</summary>
    public long Total => WrittenTotal ?? Serving.Replicas.Count + Other.Replicas.Count;

    /// <summary>The pods that shall serve together as an annotation says; null when none does.</summary>
    public long? WrittenTotal => ReadAnnotation(ReleaseAnnotations.TotalReplicas);

    /// <summary>The weight that was asked for, in percent; null when no annotation says so.</summary>
    public long? RequestedWeight => ReadAnnotation(ReleaseAnnotations.Weight);

    /// <summary>The pods of a canary set as they are written.</summary>
    public CanarySplit Split => new(Other.Replicas.Count, Serving.Replicas.Count);

    /// <summary>The slot that served before the last switch; null when no annotation says so.</summary>
    public string? Previous => Annotation(ReleaseAnnotations.Previous)?.Value;

    /// <summary>The side with a slot; null when neither has it.</summary>
    public ReleaseSide? SideOf(string slot) => Serving.Slot == slot ? Serving : Other.Slot == slot ? Other : null;

    /// <summary>An annotation of a public Service.</summary>
    internal Located<string>? Annotation(string key) => Set.PublicServices.Select(service => service.Resource.GetAnnotation(key)).FirstOrDefault(value => value is not null);

    private long? ReadAnnotation(string key) =>
        long.TryParse(Annotation(key)?.Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long value) ? value : null;
}
