using System.Collections.Immutable;
using System.Text;
using ManifestLint.Rendering;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Inputs.Kustomize;

/// <summary>What a build made: a file of objects for each file that they come from.</summary>
/// <param name="Files">The objects under the paths of their sources, so that what is configured for these holds.</param>
/// <param name="Objects">The objects with where they come from.</param>
internal sealed record RenderedStream(ImmutableArray<ManifestFile> Files, ImmutableArray<RenderedObject> Objects)
{
    private const string Origin = "config.kubernetes.io/origin";

    /// <summary>Reads the output of kustomize.</summary>
    /// <param name="output">The output.</param>
    /// <param name="directory">The directory that was built, from which the paths of origins count.</param>
    /// <param name="build">The build.</param>
    /// <param name="sources">The files that it was made of.</param>
    public static RenderedStream Read(byte[] output, string directory, KustomizeBuild build, SourceFiles sources)
    {
        var texts = new SortedDictionary<string, Section>(StringComparer.Ordinal);
        YamlTree tree = YamlTree.Parse(SourceText.From(Encoding.UTF8.GetString(output)));
        foreach (YamlDocument document in tree.Documents)
        {
            if (document.RootMapping is not { } root)
                continue;

            (ManifestFile? source, ManifestFile maker) = FindOrigin(root, directory, build, sources);
            string path = (source ?? maker).Path;
            if (!texts.TryGetValue(path, out Section? section))
                texts.Add(path, section = new Section());
            section.Add(WithoutOrigin(document), source, maker);
        }

        var files = ImmutableArray.CreateBuilder<ManifestFile>();
        var objects = ImmutableArray.CreateBuilder<RenderedObject>();
        foreach ((string path, Section section) in texts)
        {
            ManifestFile file = ManifestFile.Parse(path, SourceText.From(section.Text.ToString()));
            files.Add(file);
            foreach (Resource resource in file.Resources)
            {
                (ManifestFile? source, ManifestFile maker) = section.Origins[resource.Document.Number];
                objects.Add(new RenderedObject(resource, build, source, maker));
            }
        }

        return new RenderedStream(files.DrainToImmutable(), objects.DrainToImmutable());
    }

    private static (ManifestFile? Source, ManifestFile Maker) FindOrigin(YamlMapping root, string directory, KustomizeBuild build, SourceFiles sources)
    {
        string? text = root.GetMapping("metadata").GetMapping("annotations").GetString(Origin)?.Value;
        YamlMapping? origin = text is null ? null : YamlTree.Parse(text).Documents.Select(document => document.RootMapping).FirstOrDefault(mapping => mapping is not null);
        if (origin is null || origin.Get("repo") is not null)
            return (null, build.Root);

        // A chart that was rendered has a path too, and it is not on the disk.
        ManifestFile? maker = origin.GetString("configuredIn") is { } configured ? sources.Find(Path.GetFullPath(configured.Value, directory)) : null;
        ManifestFile? source = origin.GetString("path") is { } path ? sources.Find(Path.GetFullPath(path.Value, directory)) : null;
        return (source, maker ?? source ?? build.Root);
    }

    private static string WithoutOrigin(YamlDocument document)
    {
        YamlPath annotations = YamlPath.Root / "metadata" / "annotations";
        if (annotations.Resolve(document) is not YamlMapping written || written.Find(Origin) is null)
            return document.Source.ToString(document.Span);

        YamlEditor edited = YamlEditor.Of(document).RemoveEntry(written.Entries.Length == 1 ? annotations : annotations / Origin);
        int length = document.Source.Length;
        SourceText text = edited.NewText;
        return text.Text[document.Span.Start..(document.Span.End + text.Length - length)];
    }

    private sealed class Section
    {
        public StringBuilder Text { get; } = new();

        public List<(ManifestFile? Source, ManifestFile Maker)> Origins { get; } = [];

        public void Add(string text, ManifestFile? source, ManifestFile maker)
        {
            string body = text.StartsWith("---", StringComparison.Ordinal) ? text : Origins.Count == 0 ? text : "---\n" + text;
            Text.Append(body);
            if (!body.EndsWith('\n'))
                Text.Append('\n');
            Origins.Add((source, maker));
        }
    }
}
