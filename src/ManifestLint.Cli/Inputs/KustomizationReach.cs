using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Cli.Inputs;

/// <summary>What a kustomization says about the files around it.</summary>
internal static class KustomizationReach
{
    private static readonly string[] Inputs = ["resources", "bases", "components"];
    private static readonly string[] Makers = ["generators", "transformers", "helmCharts", "helmChartInflationGenerator"];

    /// <summary>Whether the kustomization takes in what lies elsewhere or is made by a program.</summary>
    public static bool LeavesDirectory(ManifestFile kustomization, string directory)
    {
        if (kustomization.Tree is not { } tree)
            return true;

        foreach (YamlDocument document in tree.Documents)
        {
            if (document.RootMapping is not { } root)
                continue;
            if (Makers.Any(key => root.Get(key) is not null))
                return true;
            if (Inputs.SelectMany(key => root.GetItems(key)).Any(item => !IsBelow(item, directory)))
                return true;
        }

        return false;
    }

    /// <summary>Full paths of the files that the kustomization applies as patches to what it takes in.</summary>
    public static IEnumerable<string> PatchFiles(ManifestFile kustomization, string directory)
    {
        foreach (YamlDocument document in kustomization.Tree?.Documents ?? [])
        {
            if (document.RootMapping is not { } root)
                continue;

            IEnumerable<YamlNode?> named = root.GetMappings("patches").Concat(root.GetMappings("patchesJson6902")).Select(patch => patch.Get("path"));
            foreach (YamlNode? node in named.Concat(root.GetItems("patchesStrategicMerge")))
            {
                // A patch that is written out in the kustomization itself has line ends, a path has none.
                if (NodeReading.AsString(node) is { Value: var path } && !path.AsSpan().ContainsAny('\n', '\r'))
                    yield return Path.GetFullPath(path, directory);
            }
        }
    }

    private static bool IsBelow(YamlNode item, string directory)
    {
        if (NodeReading.AsString(item) is not { Value: var path })
            return false;

        string full = Path.GetFullPath(path, directory);
        return full.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal) && Path.Exists(full);
    }
}
