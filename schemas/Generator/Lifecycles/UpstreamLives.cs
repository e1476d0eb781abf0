using ManifestLint.Schemas.Generator.Kubernetes;
using ManifestLint.Schemas.Generator.Readers;
using ManifestLint.Schemas.Generator.Sources;

namespace ManifestLint.Schemas.Generator.Lifecycles;

/// <summary>The lives that upstream's own marks give, of both releases of the Go modules; the newer one wins.</summary>
internal static class UpstreamLives
{
    /// <summary>Reads them by <c>group/version/Kind</c>.</summary>
    public static IReadOnlyDictionary<string, Lifecycle> Read(PackageCache cache)
    {
        var lives = new SortedDictionary<string, Lifecycle>(StringComparer.Ordinal);
        string[] folders =
        [
            Path.Combine(cache.GoSources("golang-k8s-api-dev", "0.32.3-1"), "api"),
            Path.Combine(cache.GoSources("golang-k8s-api-dev", "0.36.4-1"), "api"),
            Path.Combine(cache.GoSources("golang-k8s-apiextensions-apiserver-dev", "0.36.4-1"), "apiextensions-apiserver", "pkg", "apis"),
        ];
        foreach ((string kind, Lifecycle life) in folders.SelectMany(folder => LifecycleReader.ReadFolder(folder, ApiGroups.OfFolder)))
            lives[kind] = life;
        return lives;
    }
}
