using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>A fix that writes a whole new object.</summary>
internal static class AddedManifest
{
    /// <summary>
    /// Adds an object directly behind another one: as a document of the file, or as an item of the List. It cannot be carried out in a JSON file, which holds one
    /// document.
    /// </summary>
    public static CodeFix Behind(Resource resource, string title, YamlValue manifest)
    {
        YamlPath path = YamlPath.Of(resource.Root);
        if (path.IsRoot)
            return CodeFix.Unsafe(title, () => YamlDocumentEdits.AddBehind(resource.Document, manifest));
        return CodeFix.Unsafe(title, resource.Root, editor => editor.InsertItem(path.Parent, path.Last!.Value.Index + 1, manifest));
    }
}
