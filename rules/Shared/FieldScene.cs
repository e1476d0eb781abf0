using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>An unknown field and what stands around it.</summary>
/// <param name="Resource">The object.</param>
/// <param name="Workload">The object as a workload, when it is one.</param>
/// <param name="Target">The minors of Kubernetes that the object is for.</param>
/// <param name="Steps">The mappings from the object down to the one that holds the field.</param>
/// <param name="Entry">The field.</param>
/// <param name="Field">Its key.</param>
internal sealed record FieldScene(Resource Resource, Workload? Workload, MinorSet Target, ImmutableArray<SchemaStep> Steps, YamlEntry Entry, string Field)
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

    /// <summary>
    /// The scene of an unknown field. Null when it stands behind an anchor and is unknown only where an alias repeats it: what is done to the field is
    /// done where it is fine.
    /// </summary>
    public static FieldScene? Of(SchemaContext context)
    {
        if (context.Violation.Entry is not { Parent: YamlMapping mapping } entry)
            return null;

        ImmutableArray<SchemaStep> steps = SchemaSteps.To(mapping, context.Resource, context.Root, context.Schemas);
        return steps.IsEmpty || steps[^1].Schema != context.Violation.Schema ? null
            : new FieldScene(context.Resource, context.Resources.WorkloadOf(context.Resource), MinorSet.Of(context.Target), steps, entry, context.Violation.Field);
    }

    private static string LevelOf(Schema schema)
    {
        string name = schema.Name ?? "";
        return name.EndsWith("RolloutSpec", StringComparison.Ordinal) ? "RolloutSpec" : SchemaText.LastWord(name);
    }
}
