using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs.Kustomize;

/// <summary>The kustomizations of a run and those that they take in, wherever these lie.</summary>
internal sealed class KustomizationGraph
{
    private readonly SortedDictionary<string, KustomizationNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<KustomizationNode>> _closures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KustomizationNode>> _roots = new(StringComparer.Ordinal);

    private KustomizationGraph()
    {
    }

    /// <summary>Every kustomization, by directory.</summary>
    public IEnumerable<KustomizationNode> Nodes => _nodes.Values;

    /// <summary>Full paths of the files that are patches.</summary>
    public HashSet<string> Patches { get; } = new(StringComparer.Ordinal);

    /// <summary>The kustomizations of the run that no other one takes in.</summary>
    public ImmutableArray<KustomizationNode> Roots { get; private set; } = [];

    /// <summary>Those of the run that are applied: no other one takes them in, and they are no Components.</summary>
    public ImmutableArray<KustomizationNode> Applied { get; private set; } = [];

    /// <summary>Reads the kustomizations among the files of a run, then those that they lead to.</summary>
    /// <param name="found">The files.</param>
    /// <param name="read">What they hold.</param>
    /// <param name="beside">Further kustomizations, whose neighbours take part in the run.</param>
    /// <param name="readContext">Reads a file by its full path.</param>
    public static KustomizationGraph Read(FoundInputs found, ReadFile[] read, IEnumerable<string> beside, Func<string, ManifestFile?> readContext)
    {
        var graph = new KustomizationGraph();
        var ahead = new Queue<string>();
        for (int i = 0; i < read.Length; i++)
        {
            if (found.Files[i].IsKustomization && read[i].Manifest is { } manifest)
                graph.Add(KustomizationItems.Read(manifest, found.Files[i].FullPath) with { IsWhole = !found.Files[i].IsSingle }, ahead);
        }

        foreach (string path in beside)
            Follow(path);
        while (ahead.TryDequeue(out string? directory))
        {
            if (KustomizationItems.FindFile(directory) is { } path)
                Follow(path);
        }

        graph.FindRoots();
        return graph;

        void Follow(string path)
        {
            if (!graph._nodes.ContainsKey(Path.GetDirectoryName(path)!) && readContext(path) is { } manifest)
                graph.Add(KustomizationItems.Read(manifest, path), ahead);
        }
    }

    /// <summary>The kustomization of a directory.</summary>
    public KustomizationNode? At(string directory) => _nodes.GetValueOrDefault(directory);

    /// <summary>A kustomization with all that it takes in, itself first.</summary>
    public ImmutableArray<KustomizationNode> Closure(KustomizationNode node)
    {
        if (_closures.TryGetValue(node.Directory, out ImmutableArray<KustomizationNode> known))
            return known;

        var closure = new List<KustomizationNode> { node };
        for (int i = 0; i < closure.Count; i++)
        {
            foreach (string directory in closure[i].Bases)
            {
                if (At(directory) is { } inner && !closure.Contains(inner))
                    closure.Add(inner);
            }
        }

        return _closures[node.Directory] = [.. closure];
    }

    /// <summary>The roots that take a kustomization of the run in; itself when there is none.</summary>
    public IReadOnlyList<KustomizationNode> RootsOf(KustomizationNode node) => _roots.TryGetValue(node.Directory, out List<KustomizationNode>? roots) ? roots : [node];

    private void Add(KustomizationNode node, Queue<string> ahead)
    {
        if (!_nodes.TryAdd(node.Directory, node))
            return;

        Patches.UnionWith(node.Patches);
        foreach (string directory in node.Bases)
            ahead.Enqueue(directory);
    }

    private void FindRoots()
    {
        var used = _nodes.Values.SelectMany(node => node.Bases).ToHashSet(StringComparer.Ordinal);
        Applied = [.. _nodes.Values.Where(node => node is { Manifest.Role: FileRole.Linted, IsComponent: false } && !used.Contains(node.Directory))];
        Roots = [.. _nodes.Values.Where(node => node.IsWhole && !used.Contains(node.Directory))];
        foreach (KustomizationNode root in Roots)
        {
            foreach (KustomizationNode node in Closure(root))
            {
                if (!_roots.TryGetValue(node.Directory, out List<KustomizationNode>? roots))
                    _roots[node.Directory] = roots = [];
                roots.Add(root);
            }
        }
    }
}
