using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rendering;

/// <summary>Finds the field of a kustomization that wrote a value into a rendered object, and the entry that made an object.</summary>
internal static class KustomizationFields
{
    /// <summary>The field that sets the value at a path; null when none does.</summary>
    public static Place? Find(BuildPart part, YamlPath path, RenderedObject rendered, Resource? source, YamlNode? before)
    {
        foreach (YamlDocument document in part.File.Tree?.Documents ?? [])
        {
            if (document.RootMapping is { } root && FindNode(root, path, rendered, source, before) is { } node)
                return Place.At(part.File, resource: null, node);
        }

        return null;
    }

    /// <summary>The generator or chart that makes an object, or the item that takes in what lies elsewhere.</summary>
    public static Place FindMaker(ManifestFile kustomization, Resource rendered)
    {
        foreach (YamlDocument document in kustomization.Tree?.Documents ?? [])
        {
            if (document.RootMapping is not { } root)
                continue;

            string key = rendered.Kind == "Secret" ? "secretGenerator" : "configMapGenerator";
            YamlNode? generator = rendered.Kind is "Secret" or "ConfigMap"
                ? root.GetMappings(key).Select(entry => entry.GetString("name")).Where(name => name is not null && rendered.Name.Contains(name.Value.Value, StringComparison.Ordinal)).MaxBy(name => name!.Value.Value.Length)?.Node
                : null;
            YamlNode? node = generator
                ?? root.GetMappings("helmCharts").Select(chart => chart.Get("name")).FirstOrDefault(name => name is not null)
                ?? root.GetItems("resources").FirstOrDefault(item => item is YamlScalar scalar && scalar.Value.Contains('.', StringComparison.Ordinal) && scalar.Value.Contains("//", StringComparison.Ordinal))
                ?? root.Entries.FirstOrDefault()?.Key;
            if (node is not null)
                return Place.At(kustomization, resource: null, node);
        }

        return Place.Whole(kustomization);
    }

    private static YamlNode? FindNode(YamlMapping root, YamlPath path, RenderedObject rendered, Resource? source, YamlNode? before)
    {
        string name = source?.Name ?? rendered.Resource.Name;
        switch (path.Last?.Key)
        {
            case "image" when before is YamlScalar image:
                return root.GetMappings("images").Where(entry => entry.GetString("name") is { } known && new ImageOverride(known.Value, null, null, null).Matches(image.Value))
                    .Select(entry => entry.Get("newTag") ?? entry.Get("digest") ?? entry.Get("newName") ?? entry.Get("name")).FirstOrDefault();
            case "replicas" when path.Segments.Length == 2:
                return root.GetMappings("replicas").Where(entry => entry.GetString("name")?.Value == name).Select(entry => entry.Get("count")).FirstOrDefault();
            case "namespace" when path.Segments.Length == 2:
                return root.Get("namespace");
            case { } key when path.Parent.Last?.Key is "labels" or "matchLabels" or "selector":
                return root.GetMapping("commonLabels").Get(key) ?? root.GetMappings("labels").Select(entry => entry.GetMapping("pairs").Get(key)).FirstOrDefault(value => value is not null);
            case { } key when path.Parent.Last?.Key is "annotations":
                return root.GetMapping("commonAnnotations").Get(key);
            default:
                return null;
        }
    }
}
