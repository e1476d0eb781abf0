using System.Collections.Immutable;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;
using static ManifestLint.Yaml.Editing.YamlValue;

namespace ManifestLint.Releases.Generation;

/// <summary>How objects are spread over files.</summary>
public enum LayoutKind
{
    /// <summary>A file for each reason to change, so that applying one step does not apply another.</summary>
    Files,

    /// <summary>One stream.</summary>
    Single,

    /// <summary>A kustomize base.</summary>
    Kustomize,
}

/// <summary>A file to be written.</summary>
/// <param name="Path">Relative, with forward slashes.</param>
/// <param name="Text">What it holds.</param>
public sealed record GeneratedFile(string Path, string Text)
{
    /// <summary>Whether it holds manifests, and not instructions for people.</summary>
    public bool IsManifest => Path.EndsWith(".yaml", StringComparison.Ordinal);
}

/// <summary>Spreads objects over files.</summary>
public static class SetLayout
{
    /// <summary>The directory of a kustomize base.</summary>
    public const string BaseDirectory = "base";

    private const string SwitchComment = "The switch: a cut-over changes this line, and the other way round in the preview Service";

    /// <summary>The files, in the order in which the objects come.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="kind">How to spread them.</param>
    /// <param name="name">The application's name, which a single file gets.</param>
    public static ImmutableArray<GeneratedFile> Arrange(ImmutableArray<GeneratedObject> objects, LayoutKind kind, string name) => kind switch
    {
        LayoutKind.Single => [new GeneratedFile($"{name}.yaml", Join(objects))],
        LayoutKind.Kustomize => Base(GroupByFile(objects)),
        _ => GroupByFile(objects),
    };

    /// <summary>The directory, or single file, that is given to kubectl, relative to where the files are.</summary>
    public static string Root(LayoutKind kind, string name) => kind switch
    {
        LayoutKind.Single => $"{name}.yaml",
        LayoutKind.Kustomize => BaseDirectory,
        _ => ".",
    };

    /// <summary>The objects with a comment on the line that a switch changes, where it has none.</summary>
    /// <param name="objects">The objects of a set.</param>
    /// <param name="service">The public Service.</param>
    /// <param name="slotKey">The label whose value is switched.</param>
    public static ImmutableArray<GeneratedObject> MarkSwitch(ImmutableArray<GeneratedObject> objects, string service, string slotKey) =>
        [.. objects.Select(generated => generated.Kind == "Service" && generated.Name == service ? MarkSwitch(generated, slotKey) : generated)];

    private static GeneratedObject MarkSwitch(GeneratedObject service, string slotKey)
    {
        YamlDocument document = YamlTree.Parse(SourceText.From(service.Text)).Documents[0];
        YamlPath path = YamlPath.Root / "spec" / "selector" / slotKey;
        if (path.Find(document) is not { Node: YamlScalar slot, Entry: { } entry } || document.Comments.Any(comment => comment.Owner == entry || comment.Owner == slot))
            return service;

        YamlEditor editor = YamlEditor.Of(document).RemoveEntry(path);
        editor = editor.InsertEntry(path.Parent, slotKey, String(slot.Value).WithComment(SwitchComment), EntryPosition.Last);
        return editor.Refusal is null ? service with { Text = editor.NewText.Text } : service;
    }

    private static ImmutableArray<GeneratedFile> GroupByFile(ImmutableArray<GeneratedObject> objects) =>
        [.. objects.GroupBy(generated => generated.FileStem, StringComparer.Ordinal).Select(group => new GeneratedFile($"{group.Key}.yaml", Join(group)))];

    // No namePrefix, no commonLabels and no images: they would rewrite selectors, which are immutable, and both sides' images at once.
    private static ImmutableArray<GeneratedFile> Base(ImmutableArray<GeneratedFile> files)
    {
        YamlMappingValue kustomization = Map(
            ("apiVersion", "kustomize.config.k8s.io/v1beta1"),
            ("kind", "Kustomization"),
            ("resources", List(files.Select(file => String(file.Path)))));
        string text = TextChangeList.Apply("", YamlDocumentEdits.Add(YamlTree.Parse(SourceText.From("")), 0, kustomization));
        return [.. files.Select(file => file with { Path = $"{BaseDirectory}/{file.Path}" }), new GeneratedFile($"{BaseDirectory}/kustomization.yaml", text)];
    }

    private static string Join(IEnumerable<GeneratedObject> objects) => string.Join("---\n", objects.Select(generated => generated.Text));
}
