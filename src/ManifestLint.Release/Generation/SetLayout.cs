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
