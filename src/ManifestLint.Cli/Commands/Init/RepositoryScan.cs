using System.Collections.Immutable;
using ManifestLint.Cli.Inputs;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands.Init;

/// <summary>Looks through a repository: what <c>lint</c> would read, and the files of other programs that matter.</summary>
internal sealed class RepositoryScan(CommandEnvironment environment, string directory)
{
    private const string Vendor = "vendor";

    /// <summary>Looks.</summary>
    public RepositoryFacts Run()
    {
        var walk = new DirectoryWalk(path => path);
        walk.Add(directory);
        walk.FollowLinks();
        List<InputFile> all = [.. walk.Files.Where(file => file.Trouble is null).OrderBy(file => file.FullPath, StringComparer.Ordinal)];
        ImmutableArray<ManifestFile> manifests = ReadManifests(all);
        string[] vendored = [.. manifests.Select(file => VendorOf(Relative(file.Path))).OfType<string>().Distinct(StringComparer.Ordinal)];
        ImmutableArray<ManifestFile> own = [.. manifests.Where(file => VendorOf(Relative(file.Path)) is null)];
        string[] paths = [.. all.Select(file => Relative(file.FullPath)).Where(path => VendorOf(path) is null)];
        var peers = new PeerFiles(environment.Disk, directory);
        return new RepositoryFacts
        {
            Manifests = own.Sum(file => Objects(file).Count()),
            Files = own.Count(file => Objects(file).Any()),
            Kustomizations = [.. own.Where(file => file.IsKustomization).Select(file => Relative(file.Path))],
            Charts = [.. paths.Where(path => path == "Chart.yaml" || path.EndsWith("/Chart.yaml", StringComparison.Ordinal)).Select(path => path == "Chart.yaml" ? "." : path[..^"/Chart.yaml".Length])],
            Deliveries = own.SelectMany(Objects).Count(IsDelivery),
            Vendored = [.. vendored],
            IsTop = Path.Exists(Path.Combine(directory, ".git")),
            IsInGit = IsInGit(directory),
            HasPreCommit = Has(".pre-commit-config.yaml"),
            HasGitHub = paths.Any(path => path.StartsWith(".github/workflows/", StringComparison.Ordinal)),
            HasGitLab = Has(".gitlab-ci.yml"),
            Peers = peers.Find(paths),
            Troubles = peers.Troubles,
        };
    }

    private ImmutableArray<ManifestFile> ReadManifests(List<InputFile> files)
    {
        using var progress = new Progress(environment.ShowsProgress ? environment.Error : null);
        ReadFile[] read = new ManifestReader(environment.Disk, Environment.ProcessorCount, progress).Read(files, FileRole.Linted);
        return [.. read.Select(file => file.Manifest).OfType<ManifestFile>()];
    }

    // A kustomization is an object for its own program alone.
    private static IEnumerable<Resource> Objects(ManifestFile file) => file.IsKustomization ? [] : file.Resources;

    private static bool IsDelivery(Resource resource) =>
        (resource.Kind is "Application" or "ApplicationSet" && resource.ApiVersion.StartsWith("argoproj.io/", StringComparison.Ordinal))
        || (resource.Kind is "HelmRelease" or "Kustomization" && resource.ApiVersion.Contains(".toolkit.fluxcd.io/", StringComparison.Ordinal));

    private bool Has(string name) => File.Exists(Path.Combine(directory, name));

    private static bool IsInGit(string directory)
    {
        string? around = directory;
        while (around is not null && !Path.Exists(Path.Combine(around, ".git")))
            around = Path.GetDirectoryName(around);
        return around is not null;
    }

    private string Relative(string path) => Path.GetRelativePath(directory, path).Replace('\\', '/');

    // The topmost directory of that name on the way.
    private static string? VendorOf(string path)
    {
        string[] names = path.Split('/');
        int index = Array.IndexOf(names, Vendor, 0, names.Length - 1);
        return index < 0 ? null : string.Join('/', names[..(index + 1)]);
    }
}
