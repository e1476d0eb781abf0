using System.Collections.Immutable;
using ManifestLint.Cli.Inputs.Kustomize;
using ManifestLint.Rendering;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs;

/// <summary>What decides which manifests are looked at together.</summary>
internal sealed record BundleOptions
{
    /// <summary>Whether the manifests beside a named file are read too.</summary>
    public bool ReadsSiblings { get; init; } = true;

    /// <summary>Which of them, by full path: what is left out of a directory is not there for a file beside it either.</summary>
    public Func<string, bool> TakesSibling { get; init; } = _ => true;

    /// <summary>Further directories to read, by full path.</summary>
    public ImmutableArray<string> ContextDirectories { get; init; } = [];

    /// <summary>What standard input is called.</summary>
    public string? InputName { get; init; }

    /// <summary>Whether standard input holds everything that belongs together.</summary>
    public bool InputIsComplete { get; init; }

    /// <summary>Whether what a kustomization takes in belongs to its bundle, wherever it lies.</summary>
    public bool FollowsKustomizations { get; init; }

    /// <summary>Builds kustomizations, whose results are then linted in the place of their parts; null when they are linted as they are written.</summary>
    public KustomizationRenderer? Renderer { get; init; }
}

/// <summary>Reads what was found and puts together what is applied together.</summary>
internal sealed class BundleReader(CommandEnvironment environment, ManifestReader reader, BundleOptions options)
{
    private readonly SortedDictionary<string, PendingBundle> _bundles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ManifestFile> _manifests = new(StringComparer.Ordinal);
    private readonly ContextFiles _contexts = new(environment, reader);
    private bool _inputIsOpened;

    /// <summary>Reads everything.</summary>
    public LintInputs Read(FoundInputs found)
    {
        // An editor gives its buffer in place of the file.
        string? inputPath = found.ReadsInput && options.InputName is { } name ? environment.FullPath(name) : null;
        InputFile? replaced = found.Files.FirstOrDefault(file => file.FullPath == inputPath);
        if (replaced is not null)
            found = found with { Files = found.Files.Remove(replaced) };
        ReadFile[] read = reader.Read(found.Files, FileRole.Linted);
        KustomizationGraph graph = KustomizationGraph.Read(found, read, FindKustomizationsBeside(found), _contexts.Read);
        _contexts.Patches = graph.Patches;
        RenderedKustomizations? rendered = options.Renderer?.Render(graph, path => FindRead(path, found, read) ?? _contexts.Read(path));
        ManifestFile? input = found.ReadsInput ? ReadInput(inputPath, replaced) : null;
        var fullPaths = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var unopened = ImmutableArray.CreateBuilder<ManifestFile>();
        if (input is not null && !_inputIsOpened)
            unopened.Add(input);
        for (int i = 0; i < read.Length; i++)
        {
            if (read[i].Manifest is not { } manifest)
                continue;

            InputFile file = found.Files[i];
            fullPaths[file.ShownPath] = file.FullPath;
            if (!read[i].IsOpened && (file.IsNamed || file.IsListed))
                unopened.Add(manifest);
            if (rendered?.Replaces(file.FullPath) == true)
                continue;

            PendingBundle bundle = PageOf(manifest) ?? BundleOf(file, graph);
            bundle.Add(file.FullPath, _manifests[file.FullPath] = graph.Patches.Contains(file.FullPath) ? manifest.AsPatch() : manifest);
            if (bundle.Roots.IsEmpty && file.IsKustomization && graph.At(Path.GetDirectoryName(file.FullPath)!)?.IsContained != true)
                bundle.IsWhole = false;
        }

        foreach (PendingBundle bundle in _bundles.Values)
            bundle.IsWhole |= bundle is { IsSingleFiles: true, OnlyFile: { } only } && HelmOutput.IsWhole(only);
        AddContext(found);
        foreach (PendingBundle bundle in _bundles.Values)
            AddClosure(bundle, graph);
        return new LintInputs
        {
            Bundles = [.. _bundles.Values.Select(bundle => bundle.ToBundle()), .. rendered?.Bundles ?? []],
            Missing = [.. graph.Nodes.Where(node => node.Manifest.Role == FileRole.Linted).SelectMany(node => node.Missing)],
            Rendered = rendered,
            ChartDirectories = [.. found.Files.Where(file => Path.GetFileName(file.FullPath) == "Chart.yaml").Select(file => Path.GetDirectoryName(file.FullPath)!)],
            FullPaths = fullPaths.ToImmutable(),
            Input = input,
            Unopened = unopened.DrainToImmutable(),
            EmptyAreas = [.. found.Areas.Where(area => !HasManifest(area, found, read, rendered?.HasAnswer ?? true)).Select(area => area.Written), .. FindEmptyInput(input)],
            OtherDocuments = read.Sum(file => file.OtherDocuments) + (input is null ? 0 : LintInputs.CountOtherDocuments(input)),
        };
    }

    // A kustomization that is not linted itself still says what its neighbours are.
    private IEnumerable<string> FindKustomizationsBeside(FoundInputs found)
    {
        if (!options.ReadsSiblings)
            return [];

        IEnumerable<string> directories = found.Files.Where(file => file is { IsSingle: true, Trouble: null }).Select(file => Path.GetDirectoryName(file.FullPath)!);
        return directories.Distinct(StringComparer.Ordinal).Select(KustomizationItems.FindFile).OfType<string>();
    }

    private ManifestFile ReadInput(string? path, InputFile? replaced)
    {
        ReadFile read = reader.ReadInput(environment.OpenInput, path is null ? "<stdin>" : environment.DisplayPath(path, isWrittenRelative: true));
        _inputIsOpened = read.IsOpened;
        PendingBundle bundle = PageOf(read.Manifest!) ?? (replaced is not null
            ? BundleOf(replaced.BundleDirectory, isWhole: !replaced.IsSingle)
            : BundleOf(path is null || options.InputIsComplete ? "" : Path.GetDirectoryName(path)!, options.InputIsComplete));
        bundle.Add(path ?? "-", read.Manifest!);
        bundle.IsWhole |= path is null && HelmOutput.IsWhole(read.Manifest!);
        return read.Manifest!;
    }

    // The blocks of a page know each other, and nothing else.
    private PendingBundle? PageOf(ManifestFile file)
    {
        if (file.Hosted is null)
            return null;

        var page = new PendingBundle("") { IsSingleFiles = true };
        _bundles.Add($"page:{file.Path}", page);
        return page;
    }

    private static ManifestFile? FindRead(string path, FoundInputs found, ReadFile[] read)
    {
        for (int i = 0; i < read.Length; i++)
        {
            if (found.Files[i].FullPath == path)
                return read[i].Manifest;
        }

        return null;
    }

    // The parts of one kustomization belong to it; those that several take in are looked at with all of them around.
    private PendingBundle BundleOf(InputFile file, KustomizationGraph graph)
    {
        if (!options.FollowsKustomizations || file.IsSingle || graph.At(file.BundleDirectory) is not { IsWhole: true } node)
            return BundleOf(file.BundleDirectory, isWhole: !file.IsSingle);

        IReadOnlyList<KustomizationNode> roots = graph.RootsOf(node);
        string key = $"kustomizations:{string.Join('\0', roots.Select(root => root.Directory))}";
        if (!_bundles.TryGetValue(key, out PendingBundle? bundle))
        {
            bool isWhole = roots.All(root => !root.IsComponent && graph.Closure(root).All(part => !part.IsOpen));
            _bundles.Add(key, bundle = new PendingBundle(file.BundleDirectory) { IsWhole = isWhole, Roots = [.. roots] });
        }

        return bundle;
    }

    private PendingBundle BundleOf(string directory, bool isWhole)
    {
        string key = $"{(isWhole ? "directory" : "files")}:{directory}";
        if (!_bundles.TryGetValue(key, out PendingBundle? bundle))
            _bundles.Add(key, bundle = new PendingBundle(directory) { IsWhole = isWhole, IsSingleFiles = !isWhole });
        return bundle;
    }

    private void AddContext(FoundInputs found)
    {
        var linted = found.Files.Select(file => file.FullPath).ToHashSet(StringComparer.Ordinal);
        if (options.InputName is { } name)
            linted.Add(environment.FullPath(name));
        if (options.ReadsSiblings)
        {
            foreach (PendingBundle bundle in _bundles.Values.Where(bundle => bundle is { IsSingleFiles: true, Directory.Length: > 0 }))
            {
                foreach (string path in _contexts.Prefetch(InputFinder.Siblings(bundle.Directory).Where(path => options.TakesSibling(path) && !linted.Contains(path)), passesOver: true))
                {
                    if (_contexts.ReadForOne(path) is { Resources.IsEmpty: false } manifest)
                        bundle.Add(path, manifest);
                }
            }
        }

        if (options.ContextDirectories.IsEmpty)
            return;

        var walk = new DirectoryWalk(path => path);
        foreach (string directory in options.ContextDirectories)
            walk.Add(directory);
        walk.FollowLinks();
        foreach (string path in _contexts.Prefetch(walk.Files.Where(file => file.Trouble is null).Select(file => file.FullPath).Where(path => !linted.Contains(path))))
        {
            if (_contexts.Read(path) is not { Resources.IsEmpty: false } manifest)
                continue;

            // One file in all bundles, which are looked at together then.
            foreach (PendingBundle bundle in _bundles.Values)
                bundle.Add(path, manifest);
        }
    }

    // Each bundle has the file for itself: the overlays of one base have nothing else to do with each other.
    private void AddClosure(PendingBundle bundle, KustomizationGraph graph)
    {
        if (!options.FollowsKustomizations)
            return;

        IEnumerable<KustomizationNode> roots = bundle is { IsSingleFiles: true, Directory.Length: > 0 } && graph.At(bundle.Directory) is { } beside ? [beside] : bundle.Roots;
        foreach (KustomizationNode part in roots.SelectMany(root => graph.Closure(root)).Distinct())
        {
            foreach (string path in part.Files.Prepend(part.FullPath))
            {
                if (!bundle.Holds(path) && (_manifests.GetValueOrDefault(path)?.AsContext() ?? _contexts.ReadForOne(path)) is { } manifest)
                    bundle.Add(path, graph.Patches.Contains(path) ? manifest.AsPatch() : manifest);
            }
        }
    }

    private static bool HasManifest(InputArea area, FoundInputs found, ReadFile[] read, bool isBuilt)
    {
        for (int i = 0; i < read.Length; i++)
        {
            bool counts = read[i].Manifest is { } file && (!file.Resources.IsEmpty || (isBuilt && file is { IsKustomization: true, Tree: { } tree } && tree.Documents.Any(document => document.RootMapping is not null)) || file.ReadError is not null || (!file.IsTemplate && file.Tree!.Errors.Any()));
            if (counts && (area.Contains(found.Files[i].FullPath) || area.Contains(found.Files[i].FullPath + Path.DirectorySeparatorChar)))
                return true;
        }

        return false;
    }

    // A pipe whose first program failed brings nothing; the buffer of an editor may well hold nothing yet.
    private string[] FindEmptyInput(ManifestFile? input)
    {
        bool isEmpty = options.InputName is null && input is { IsTemplate: false, Tree: { } tree } && input.Resources.IsEmpty && !tree.Errors.Any();
        return isEmpty ? [input!.Path] : [];
    }
}
