using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Inputs.Kustomize;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Sharding;

/// <summary>
/// The bundles that kustomizations tie together: what is found in a base depends on the overlays that take it in, so they are linted on one machine. Only
/// kustomizations are parsed.
/// </summary>
internal sealed class KustomizationTies
{
    // From a bundle, or a path outside of all of them, towards the first of its group.
    private readonly Dictionary<string, string> _before = new(StringComparer.Ordinal);

    private KustomizationTies()
    {
    }

    /// <summary>Reads the kustomizations among the files of all parts, and those that they lead to.</summary>
    public static KustomizationTies Read(FoundInputs found, ManifestReader reader, CommandEnvironment environment)
    {
        var ties = new KustomizationTies();
        FoundInputs kustomizations = found with { Files = [.. found.Files.Where(file => file.IsKustomization)] };
        IEnumerable<string> beside = found.Files.Where(file => file is { IsSingle: true, Trouble: null, IsKustomization: false })
            .Select(file => Path.GetDirectoryName(file.FullPath)!).Distinct(StringComparer.Ordinal).Select(KustomizationItems.FindFile).OfType<string>();
        var graph = KustomizationGraph.Read(kustomizations, reader.Read(kustomizations.Files, FileRole.Linted), beside, path =>
            reader.Read([new InputFile(path, environment.DisplayPath(path, isWrittenRelative: true), "")], FileRole.Context)[0].Manifest);
        if (!graph.Nodes.Any())
            return ties;

        var bundles = found.Files.ToDictionary(file => file.FullPath, file => file.BundleDirectory, StringComparer.Ordinal);
        foreach (KustomizationNode node in graph.Nodes)
        {
            string own = bundles.GetValueOrDefault(node.FullPath, node.Directory);
            foreach (string path in node.Files)
                ties.Join(own, bundles.GetValueOrDefault(path, path));
            foreach (string directory in node.Bases)
                ties.Join(own, graph.At(directory) is { } taken ? bundles.GetValueOrDefault(taken.FullPath, directory) : directory);
        }

        return ties;
    }

    /// <summary>The first bundle, in the order of paths, of those that stay together with one.</summary>
    public string FirstOf(string bundle)
    {
        while (_before.TryGetValue(bundle, out string? before))
            bundle = before;
        return bundle;
    }

    private void Join(string left, string right)
    {
        (string first, string second) = (FirstOf(left), FirstOf(right));
        int order = string.CompareOrdinal(first, second);
        if (order != 0)
            _before[order < 0 ? second : first] = order < 0 ? first : second;
    }
}
