using System.Collections.Immutable;
using ManifestLint.Diagnostics;

namespace ManifestLint.Rules;

/// <summary>A type of metric of autoscaling/v2: where its block stands, and which numbers its target may have.</summary>
/// <param name="Type">The value of <c>type</c>.</param>
/// <param name="Block">The key of what describes it.</param>
/// <param name="Targets">The fields of the target of which one is needed.</param>
/// <param name="TakesSeveral">Whether more than one of them may be there.</param>
internal sealed record MetricSource(string Type, string Block, ImmutableArray<string> Targets, bool TakesSeveral)
{
    // pkg/apis/autoscaling/validation/validation.go, the validate…Source functions.
    public static readonly ImmutableArray<MetricSource> All =
    [
        new("Resource", "resource", ["averageUtilization", "averageValue"], TakesSeveral: false),
        new("ContainerResource", "containerResource", ["averageUtilization", "averageValue"], TakesSeveral: false),
        new("Pods", "pods", ["averageValue"], TakesSeveral: true),
        new("Object", "object", ["value", "averageValue"], TakesSeveral: true),
        new("External", "external", ["value", "averageValue"], TakesSeveral: false),
    ];

    /// <summary>All types as messages list them.</summary>
    public static string AllTypes => string.Join(", ", All.Select(source => source.Type));

    /// <summary>The source of a type; null when it is none.</summary>
    public static MetricSource? Find(string type)
    {
        foreach (MetricSource source in All)
        {
            if (source.Type == type)
                return source;
        }

        return null;
    }

    /// <summary>The source that a misspelt type means; null when nobody can tell.</summary>
    public static MetricSource? FindLike(string type) =>
        All.FirstOrDefault(source => source.Type.Equals(type, StringComparison.OrdinalIgnoreCase)) ?? All.FirstOrDefault(source => EditDistance.IsSlip(source.Type, type));
}
