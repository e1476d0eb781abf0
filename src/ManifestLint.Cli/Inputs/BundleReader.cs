using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs;

/// <summary>What decides which manifests are looked at together.</summary>
internal sealed record BundleOptions
{
    /// <summary>Whether the manifests beside a named file are read too.</summary>
    public bool ReadsSiblings { get; init; } = true;

    /// <summary>Further directories to read, by full path.</summary>
    public ImmutableArray<string> ContextDirectories { get; init; } = [];

    /// <summary>What standard input is called.</summary>
    public string? InputName { get; init; }

    /// <summary>Whether standard input holds everything that belongs together.</summary>
    public bool InputIsComplete { get; init; }
}

/// <summary>Reads what was found and puts together what is applied together.</summary>
internal sealed class BundleReader(CommandEnvironment environment, ManifestReader reader, BundleOptions options)
{
    private readonly SortedDictionary<string, PendingBundle> _bundles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _siblings = new(StringComparer.Ordinal);
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
        HashSet<string> patches = FindPatches(found, read);
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
            if (!read[i].IsOpened && file.IsNamed)
                unopened.Add(manifest);
            PendingBundle bundle = BundleOf(file.BundleDirectory, isWhole: !file.IsSingle);
            bundle.Files.Add(patches.Contains(file.FullPath) ? manifest.AsPatch() : manifest);
            if (bundle.IsWhole && file.IsKustomization && KustomizationReach.LeavesDirectory(manifest, Path.GetDirectoryName(file.FullPath)!))
                bundle.IsWhole = false;
        }

        AddContext(found);
        return new LintInputs
        {
            Bundles = [.. _bundles.Values.Select(bundle => bundle.ToBundle())],
            FullPaths = fullPaths.ToImmutable(),
            Input = input,
            Unopened = unopened.DrainToImmutable(),
            EmptyAreas = [.. found.Areas.Where(area => !HasManifest(area, found, read)).Select(area => area.Written), .. FindEmptyInput(input)],
            OtherDocuments = read.Sum(file => file.OtherDocuments) + (input is null ? 0 : LintInputs.CountOtherDocuments(input)),
        };
    }

    // A kustomization that is not linted itself still says what its neighbours are.
    private HashSet<string> FindPatches(FoundInputs found, ReadFile[] read)
    {
        var patches = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < read.Length; i++)
        {
            if (found.Files[i].IsKustomization && read[i].Manifest is { } kustomization)
                patches.UnionWith(KustomizationReach.PatchFiles(kustomization, Path.GetDirectoryName(found.Files[i].FullPath)!));
        }

        if (!options.ReadsSiblings)
            return patches;

        IEnumerable<string> directories = found.Files.Where(file => file is { IsSingle: true, Trouble: null }).Select(file => Path.GetDirectoryName(file.FullPath)!).Distinct(StringComparer.Ordinal);
        List<InputFile> beside = [.. directories.SelectMany(SiblingsIn).Select(path => new InputFile(path, path, "")).Where(file => file.IsKustomization)];
        foreach ((InputFile file, ReadFile kustomization) in beside.Zip(reader.Read(beside, FileRole.Context)))
        {
            if (kustomization.Manifest is { } manifest)
                patches.UnionWith(KustomizationReach.PatchFiles(manifest, Path.GetDirectoryName(file.FullPath)!));
        }

        return patches;
    }

    private ManifestFile ReadInput(string? path, InputFile? replaced)
    {
        ReadFile read = reader.ReadInput(environment.OpenInput, path is null ? "<stdin>" : environment.DisplayPath(path, isWrittenRelative: true));
        _inputIsOpened = read.IsOpened;
        PendingBundle bundle = replaced is not null
            ? BundleOf(replaced.BundleDirectory, isWhole: !replaced.IsSingle)
            : BundleOf(path is null || options.InputIsComplete ? "" : Path.GetDirectoryName(path)!, options.InputIsComplete);
        bundle.Files.Add(read.Manifest!);
        return read.Manifest!;
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
                bundle.Files.AddRange(ReadContext(SiblingsIn(bundle.Directory).Where(path => !linted.Contains(path))));
        }

        if (options.ContextDirectories.IsEmpty)
            return;

        var walk = new DirectoryWalk(path => path);
        foreach (string directory in options.ContextDirectories)
            walk.Add(directory);
        walk.FollowLinks();
        List<ManifestFile> widened = ReadContext(walk.Files.Where(file => file.Trouble is null).Select(file => file.FullPath).Where(path => !linted.Contains(path)));
        foreach (PendingBundle bundle in _bundles.Values)
            bundle.Files.AddRange(widened.Where(file => bundle.Files.All(known => known.Path != file.Path)));
    }

    // Asked for the kustomization first, then for all.
    private string[] SiblingsIn(string directory)
    {
        if (!_siblings.TryGetValue(directory, out string[]? paths))
            _siblings.Add(directory, paths = [.. InputFinder.Siblings(directory)]);
        return paths;
    }

    // What cannot be read is nobody's business as long as it is not linted.
    private List<ManifestFile> ReadContext(IEnumerable<string> paths)
    {
        List<InputFile> files = [.. paths.Select(path => new InputFile(path, environment.DisplayPath(path, isWrittenRelative: true), ""))];
        return reader.ReadContext(files);
    }

    private static bool HasManifest(InputArea area, FoundInputs found, ReadFile[] read)
    {
        for (int i = 0; i < read.Length; i++)
        {
            bool counts = read[i].Manifest is { } file && (!file.Resources.IsEmpty || file.ReadError is not null || (!file.IsTemplate && file.Tree!.Errors.Any()));
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

    private sealed class PendingBundle(string directory)
    {
        public string Directory { get; } = directory;

        public bool IsWhole { get; set; }

        public bool IsSingleFiles { get; init; }

        public List<ManifestFile> Files { get; } = [];

        public Bundle ToBundle() => new([.. Files.OrderBy(file => file.Path, StringComparer.Ordinal)], IsWhole);
    }
}
