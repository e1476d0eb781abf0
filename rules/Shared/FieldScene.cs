using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>An unknown field and what stands around it.</summary>
/// <param name="Resource">The object.</param>
/// <param name="Workload">The object as a workload, when it is one.</param>
/// <param name="Steps">The mappings from the object down to the one that holds the field.</param>
/// <param name="Entry">The field.</param>
/// <param name="Field">Its key.</param>
internal sealed record FieldScene(Resource Resource, Workload? Workload, ImmutableArray<SchemaStep> Steps, YamlEntry Entry, string Field)
{
    /// <summary>What the mapping around the field is: the last word of its definition's name, for example <c>PodSpec</c>.</summary>
    public string Level => LevelOf(Steps[^1].Schema);

    /// <summary>The mapping around the field.</summary>
    public YamlPath Around => YamlPath.Of(Steps[^1].Mapping);

    /// <summary>The object.</summary>
    public YamlPath Root => YamlPath.Of(Resource.Root);

    /// <summary>The pod template; null when the object makes no pods.</summary>
    public YamlPath? Template => Workload?.Kind switch
    {
        null => null,
        WorkloadKind.Pod => Root,
        WorkloadKind.CronJob => Root / "spec" / "jobTemplate" / "spec" / "template",
        _ => Root / "spec" / "template",
    };

    /// <summary>The spec of the pods.</summary>
    public YamlPath? PodSpec => Template is { } template ? template / "spec" : null;

    /// <summary>The containers that run beside each other, by their place.</summary>
    public ImmutableArray<YamlPath> Containers => Workload is null ? [] : [.. Workload.PodSpec.Containers.Select(container => YamlPath.Of(container.Mapping))];

    private static string LevelOf(Schema schema)
    {
        string name = schema.Name ?? "";
        return name.EndsWith("RolloutSpec", StringComparison.Ordinal) ? "RolloutSpec" : name[(name.LastIndexOf('.') + 1)..];
    }
}
