using System.Collections.Immutable;
using ManifestLint.Cli.Inputs;
using ManifestLint.Configuration;
using ManifestLint.Configuration.Migration;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Commands.Init;

/// <summary>Finds the configurations of other linters in a repository.</summary>
internal sealed class PeerFiles(Disk disk, string directory)
{
    private static readonly string[] JobFiles = [".pre-commit-config.yaml", ".gitlab-ci.yml", "Makefile"];

    private readonly ImmutableArray<string>.Builder _troubles = ImmutableArray.CreateBuilder<string>();

    /// <summary>What could not be read or is passed over.</summary>
    public ImmutableArray<string> Troubles => _troubles.ToImmutable();

    /// <summary>What they say; of several files of one linter only the topmost counts, but for jobs that call it.</summary>
    /// <param name="paths">The YAML and JSON files of the repository, relative to it.</param>
    public ImmutableArray<PeerSettings> Find(IReadOnlyCollection<string> paths)
    {
        string[] nearest = [.. paths.OrderBy(path => path.Count(c => c == '/')).ThenBy(path => path, StringComparer.Ordinal)];
        return
        [
            .. First(nearest.Where(IsKubeLinterName), (path, root) => IsAtTop(path) || root.GetMapping("checks") is not null || root.Get("customChecks") is not null ? KubeLinterConfiguration.Read(path, root) : null),
            .. FindKubeScore(paths),
            .. First(nearest.Where(IsPolarisName), (path, root) => root is not null && PolarisConfiguration.IsRecognised(root) ? PolarisConfiguration.Read(path, root) : null),
        ];
    }

    private static bool IsAtTop(string path) => KubeLinterConfiguration.FileNames.Contains(path, StringComparer.Ordinal);

    private static bool IsKubeLinterName(string path)
    {
        string name = NameOf(path);
        return IsYaml(name) && (name.Contains("kube-linter", StringComparison.Ordinal) || name.Contains("kubelinter", StringComparison.Ordinal));
    }

    private static bool IsPolarisName(string path)
    {
        string name = NameOf(path);
        return IsYaml(name) && (name.Contains("polaris", StringComparison.Ordinal) || name is "config.yaml" or "config.yml");
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool IsYaml(string name) => name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal);

    private IEnumerable<PeerSettings> First(IEnumerable<string> paths, Func<string, YamlMapping?, PeerSettings?> read)
    {
        PeerSettings? found = null;
        foreach (string path in paths)
        {
            if (!TryParse(path, out YamlMapping? root) || read(path, root) is not { } settings)
                continue;
            if (found is not null)
                _troubles.Add($"{path} is passed over: {PeerChecks.NameOf(found.Peer)} is configured in {found.Source}, too");
            found ??= settings;
        }

        return found is null ? [] : [found];
    }

    private IEnumerable<PeerSettings> FindKubeScore(IEnumerable<string> paths)
    {
        IEnumerable<string> workflows = paths.Where(path => path.StartsWith(".github/workflows/", StringComparison.Ordinal));
        foreach (string path in JobFiles.Where(name => File.Exists(FullPath(name))).Concat(workflows))
        {
            if (Read(path) is { } text && KubeScoreArguments.Read(path, text.Text) is { } settings)
                yield return settings;
        }
    }

    // What is empty is a configuration, too: that of the defaults.
    private bool TryParse(string path, out YamlMapping? root)
    {
        root = null;
        if (Read(path) is not { } text)
            return false;

        var tree = YamlTree.Parse(text);
        if (tree.Errors.FirstOrDefault() is { } error)
        {
            LinePosition position = text.GetPosition(error.Span.Start);
            _troubles.Add($"{path}:{position.Line + 1}:{position.Character + 1}: {error.Message}, so it is not translated");
            return false;
        }

        root = tree.Documents.Select(document => document.Root).OfType<YamlMapping>().FirstOrDefault();
        return true;
    }

    private SourceText? Read(string path)
    {
        try
        {
            ManifestFile file = ManifestFile.Parse(path, disk.Read(FullPath(path)));
            if (file.Tree is { } tree)
                return tree.Text;
            _troubles.Add($"cannot read {path}: {file.ReadError}");
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            _troubles.Add($"cannot read {path}: {FileTrouble.Describe(path, exception)}");
        }

        return null;
    }

    private string FullPath(string path) => Path.Combine(directory, path.Replace('/', Path.DirectorySeparatorChar));
}
