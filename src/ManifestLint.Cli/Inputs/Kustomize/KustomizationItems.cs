using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Cli.Inputs.Kustomize;

/// <summary>Reads what a kustomization names, and looks whether it is there.</summary>
internal sealed class KustomizationItems
{
    private static readonly string[] FileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
    private static readonly string[] Inputs = ["resources", "bases", "components"];
    private static readonly string[] Makers = ["generators", "transformers", "helmCharts", "helmChartInflationGenerator"];
    private static readonly string[] Settings = ["crds", "configurations", "generators", "transformers", "validators"];

    private readonly ManifestFile _kustomization;
    private readonly string _directory;
    private readonly ImmutableArray<string>.Builder _bases = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _files = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _patches = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<MissingItem>.Builder _missing = ImmutableArray.CreateBuilder<MissingItem>();
    private bool _isOpen;

    private KustomizationItems(ManifestFile kustomization, string directory) => (_kustomization, _directory) = (kustomization, directory);

    /// <summary>Reads a kustomization.</summary>
    public static KustomizationNode Read(ManifestFile kustomization, string fullPath)
    {
        string directory = Path.GetDirectoryName(fullPath)!;
        var items = new KustomizationItems(kustomization, directory);
        bool isComponent = false;
        items._isOpen = kustomization.Tree is not { } tree || kustomization.IsTemplate || tree.Errors.Any();
        foreach (YamlDocument document in kustomization.Tree?.Documents ?? [])
        {
            if (document.RootMapping is not { } root)
                continue;

            isComponent |= root.GetString("kind")?.Value == "Component";
            items.Read(root);
        }

        return new KustomizationNode(directory, fullPath, kustomization)
        {
            IsComponent = isComponent,
            IsOpen = items._isOpen,
            Bases = items._bases.DrainToImmutable(),
            Files = items._files.DrainToImmutable(),
            Patches = items._patches.DrainToImmutable(),
            Missing = items._missing.DrainToImmutable(),
        };
    }

    /// <summary>The full path of a directory's kustomization; null when it has none.</summary>
    public static string? FindFile(string directory) => FileNames.Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    private void Read(YamlMapping root)
    {
        _isOpen |= Makers.Any(key => root.Get(key) is not null);
        foreach (YamlNode item in Inputs.SelectMany(key => root.GetItems(key)))
            AddInput(item);

        IEnumerable<YamlNode?> patches = root.GetMappings("patches").Concat(root.GetMappings("patchesJson6902")).Select(patch => patch.Get("path"));
        foreach (YamlNode? item in patches.Concat(root.GetItems("patchesStrategicMerge")))
            AddPatch(item);

        foreach (YamlNode item in Settings.SelectMany(key => root.GetItems(key)))
            Require(item, PathIn(item));
        foreach (YamlMapping replacement in root.GetMappings("replacements"))
            Require(replacement.Get("path"), PathIn(replacement.Get("path")));
        Require(root.Get("openapi", "path"), PathIn(root.Get("openapi", "path")));
        foreach (YamlMapping chart in root.GetMappings("helmCharts"))
        {
            foreach (YamlNode? values in chart.GetItems("additionalValuesFiles").Prepend(chart.Get("valuesFile")))
                Require(values, PathIn(values));
        }

        // Where the parts of a Secret come from is not committed.
        foreach (YamlMapping generator in root.GetMappings("configMapGenerator"))
        {
            foreach (YamlNode item in generator.GetItems("files"))
                Require(item, PathIn(item) is { } written ? written[(written.IndexOf('=', StringComparison.Ordinal) + 1)..] : null);
            foreach (YamlNode? item in generator.GetItems("envs").Prepend(generator.Get("env")))
                Require(item, PathIn(item));
        }
    }

    private void AddInput(YamlNode item)
    {
        if (PathIn(item) is not { } path || IsRemote(path))
        {
            _isOpen = true;
            return;
        }

        string full = FullPath(path);
        if (File.Exists(full))
        {
            _files.Add(full);
        }
        else if (Directory.Exists(full) && FindFile(full) is not null)
        {
            _bases.Add(full);
        }
        else
        {
            _isOpen = true;
            AddMissing(item, path, Directory.Exists(full) ? "the directory holds no kustomization.yaml" : "no such file or directory");
        }
    }

    private void AddPatch(YamlNode? item)
    {
        if (PathIn(item) is not { } path)
            return;

        string full = FullPath(path);
        if (File.Exists(full))
        {
            _files.Add(full);
            _patches.Add(full);
        }
        else
        {
            Require(item, path);
        }
    }

    private void Require(YamlNode? item, string? path)
    {
        if (item is not null && path is { Length: > 0 } && !IsRemote(path) && !Path.Exists(FullPath(path)))
            AddMissing(item, path, "no such file or directory");
    }

    // What git ignores is made on the way to the cluster.
    private void AddMissing(YamlNode item, string path, string reason)
    {
        if (!IsIgnored(FullPath(path)))
            _missing.Add(new MissingItem(_kustomization, item, path, reason));
    }

    private static bool IsIgnored(string path)
    {
        string directory = Path.GetDirectoryName(path)!;
        while (!Directory.Exists(directory))
            directory = Path.GetDirectoryName(directory)!;
        return IgnoreScope.Enter(IgnoreScope.Around(directory), directory)?.IsIgnored(path, isDirectory: false) == true;
    }

    private string FullPath(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, _directory));

    // What is written out in the kustomization itself has line ends, a path has none; an expression is filled in before kustomize runs.
    private static string? PathIn(YamlNode? node) =>
        NodeReading.AsString(node) is { Value: { Length: > 0 } text } && !text.AsSpan().ContainsAny("\n\r{}\0") && !TemplateMarkers.IsTemplated(text) ? text : null;

    // A URL, what git takes (git@host:path), or a path whose first part is a host (github.com/owner/repository).
    private static bool IsRemote(string path)
    {
        if (path.Contains("://", StringComparison.Ordinal) || path.Contains("::", StringComparison.Ordinal) || path.Contains("?ref=", StringComparison.Ordinal) || path.Contains('@', StringComparison.Ordinal))
            return true;

        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && path.AsSpan(0, slash) is not ("." or "..") && path[0] != '.' && path.AsSpan(0, slash).Contains('.');
    }
}
