using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Moves a HorizontalPodAutoscaler of <c>autoscaling/v2beta1</c> to <c>autoscaling/v2</c>, where a target has a type and a metric a name of its own.</summary>
internal static class ScalerMigration
{
    /// <summary>Whether every metric is one of resources or pods, whose new shape follows from the old one.</summary>
    public static bool IsKnown(Resource resource) => resource.Spec.GetMappings("metrics").All(metric => metric.GetString("type")?.Value is "Resource" or "Pods");

    public static YamlEditor Edit(YamlEditor editor, Resource resource)
    {
        foreach (YamlMapping metric in resource.Spec.GetMappings("metrics"))
        {
            if (metric.GetMapping("resource") is { } ofResource)
                editor = EditTarget(EditTarget(editor, ofResource, "targetAverageUtilization", "averageUtilization", "Utilization"), ofResource, "targetAverageValue", "averageValue", "AverageValue");
            if (metric.GetMapping("pods") is { } ofPods)
                editor = EditName(EditTarget(editor, ofPods, "targetAverageValue", "averageValue", "AverageValue"), ofPods);
        }

        return editor;
    }

    private static YamlEditor EditTarget(YamlEditor editor, YamlMapping source, string field, string newField, string type)
    {
        YamlPath path = YamlPath.Of(source);
        if (source.Find(field) is null)
            return editor;
        return editor
            .Set(path / "target" / "type", YamlValue.String(type))
            .MoveEntry(path / field, path / "target", EntryPosition.Last)
            .RenameKey(path / "target" / field, newField);
    }

    private static YamlEditor EditName(YamlEditor editor, YamlMapping source)
    {
        YamlPath path = YamlPath.Of(source);
        return source.Find("metricName") is null ? editor
            : editor.MoveEntry(path / "metricName", path / "metric", EntryPosition.First).RenameKey(path / "metric" / "metricName", "name");
    }
}
