using ManifestLint.Yaml.Editing;
using static ManifestLint.Yaml.Editing.YamlValue;

namespace ManifestLint.Releases.Generation;

/// <summary>The labels and metadata of a scaffolded service.</summary>
internal static class ScaffoldLabels
{
    private const string NameKey = "app.kubernetes.io/name";

    /// <summary>What selectors use.</summary>
    public static YamlMappingValue Shared(ScaffoldRecipe recipe) => Map((NameKey, recipe.Name));

    /// <summary>The metadata of an object.</summary>
    public static YamlMappingValue Metadata(ScaffoldRecipe recipe, string name)
    {
        YamlMappingValue metadata = Map(("name", name));
        if (recipe.Namespace is { } space)
            metadata = metadata.With("namespace", space);
        return metadata.With("labels", Shared(recipe).With("app.kubernetes.io/managed-by", "manifestlint"));
    }
}
