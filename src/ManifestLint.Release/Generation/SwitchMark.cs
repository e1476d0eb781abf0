using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Releases.Generation;

/// <summary>Marks the place that a switch edits where the slot's own line cannot carry a comment: a selector in flow style.</summary>
public static class SwitchMark
{
    private const string Comment = "the side that serves: a switch edits this line";

    /// <summary>The set with the mark; the set as it is when there is one, or nothing to switch.</summary>
    public static GeneratedSet Apply(GeneratedSet set) => set.Recipe.Strategy != ReleaseStrategy.BlueGreen
        ? set
        : set with { Objects = [.. set.Objects.Select(generated => generated.Kind == "Service" && generated.Name == set.Name ? Mark(generated) : generated)] };

    private static GeneratedObject Mark(GeneratedObject service)
    {
        YamlDocument document = YamlTree.Parse(SourceText.From(service.Text)).Documents[0];
        YamlPath path = YamlPath.Root / "spec" / "selector";
        if (path.Find(document) is not { Node: YamlMapping { Style: YamlContainerStyle.Flow } selector })
            return service;

        YamlEditor editor = YamlEditor.Of(document).Set(path, ((YamlMappingValue)YamlValue.From(selector)).AsFlow().WithComment(Comment));
        return editor.Refusal is null ? service with { Text = editor.NewText.Text } : service;
    }
}
