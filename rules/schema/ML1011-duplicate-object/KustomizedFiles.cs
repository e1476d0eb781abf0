using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The files that the kustomizations of a bundle list; a file beside them that none of them lists is not applied.</summary>
internal sealed class KustomizedFiles
{
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);

    public KustomizedFiles(Bundle bundle)
    {
        foreach (ManifestFile file in bundle.Files)
        {
            if (!file.IsKustomization || file.Tree is null)
                continue;

            int slash = file.Path.LastIndexOf('/') + 1;
            Decides = true;
            foreach (YamlDocument document in file.Tree.Documents)
            {
                foreach (YamlNode entry in (document.Root as YamlMapping).GetItems("resources"))
                {
                    if (NodeReading.AsString(entry)?.Value is { } path)
                        _listed.Add(file.Path[..slash] + (path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path));
                }
            }
        }
    }

    /// <summary>Whether there is a kustomization, which refuses to render one object twice.</summary>
    public bool Decides { get; }

    /// <summary>Whether a file is listed by its name.</summary>
    public bool Contains(ManifestFile file) => _listed.Contains(file.Path);
}
