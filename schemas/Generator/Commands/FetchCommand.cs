using ManifestLint.Schemas.Generator.Sources;

namespace ManifestLint.Schemas.Generator.Commands;

/// <summary><c>fetch</c>: brings the pinned packages into the cache and checks their hashes.</summary>
internal static class FetchCommand
{
    /// <summary>Fetches every package and goes on past those that are not to be had.</summary>
    /// <returns>0, or 1 when a package is missing.</returns>
    public static int Run(RepositoryPaths paths, string cache, TextWriter output)
    {
        var fetcher = new PackageFetcher(new PackageCache(cache));
        int missing = 0;
        foreach (SourcePackage package in SourcePackage.ReadLock(paths.Lock))
        {
            string? failure = fetcher.Fetch(package);
            missing += failure is null ? 0 : 1;
            output.WriteLine($"{(failure is null ? "ok     " : "MISSING")} {package} ({package.Role}){(failure is null ? "" : ": " + failure)}");
        }
        output.WriteLine($"{missing} missing");
        return missing == 0 ? 0 : 1;
    }
}
