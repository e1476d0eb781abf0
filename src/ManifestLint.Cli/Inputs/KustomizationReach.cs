using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Cli.Inputs;

/// <summary>Whether a kustomization is made of the files below its directory alone, so that these are all there is.</summary>
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

    private static bool IsBelow(YamlNode item, string directory)
    {
        if (NodeReading.AsString(item) is not { Value: var path })
            return false;

        string full = Path.GetFullPath(path, directory);
        return full.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal) && Path.Exists(full);
    }
}
