using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace ManifestLint.Schemas.Generator.Sources;

/// <summary>Fills the cache: downloads what is missing, checks every hash, unpacks. No script of a package is run.</summary>
internal sealed class PackageFetcher(PackageCache cache)
{
    private readonly DebianArchive _archive = new(cache);

    /// <summary>Brings one package into the cache.</summary>
    /// <returns>Null, or why the package is not there.</returns>
    public string? Fetch(SourcePackage package)
    {
        Directory.CreateDirectory(cache.Downloads);
        string file = Path.Combine(cache.Downloads, package.FileName);
        if (!File.Exists(file) && Download(package) is { } failure)
            return $"not obtainable, perhaps no longer served: {failure}";
        if (!File.Exists(file))
            return $"the registry's client gave no {package.FileName}";

        string hash = HashOf(file, package.Hash);
        if (hash != package.Hash)
            return $"the hash is {hash}, the lock file says {package.Hash}";

        return Directory.Exists(cache.FolderOf(package)) ? null : Unpack(package, file);
    }

    /// <summary>The hash of a file in the form of the expected one.</summary>
    public static string HashOf(string file, string expected)
    {
        using FileStream stream = File.OpenRead(file);
        return expected.StartsWith("sha512-", StringComparison.Ordinal)
            ? "sha512-" + Convert.ToBase64String(SHA512.HashData(stream))
            : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    // The version is always given: without one, npm picks an older release whose engines fit the installed node.
    private string? Download(SourcePackage package) => package.Kind == "npm"
        ? ExternalProgram.Run(cache.Downloads, "npm", "pack", $"{package.Name}@{package.Version}", "--ignore-scripts", "--silent")
        : _archive.Download(package);

    // Unpacked beside its place and moved, so that an interrupted run leaves no half package.
    private string? Unpack(SourcePackage package, string file)
    {
        string folder = cache.FolderOf(package);
        string partial = folder + ".partial";
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        if (package.Kind == "npm")
            UnpackTarball(file, partial);
        else if (ExternalProgram.Run(cache.Root, "dpkg-deb", "-x", file, partial) is { } failure)
            return failure;
        Directory.Move(partial, folder);
        return null;
    }

    // The folder inside a tarball has any name; its parts are moved up.
    private static void UnpackTarball(string file, string folder)
    {
        using FileStream stream = File.OpenRead(file);
        using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
        using var reader = new TarReader(unzipped);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || entry.Name.Contains("..", StringComparison.Ordinal))
                continue;
            string path = Path.Combine(folder, entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            entry.ExtractToFile(path, overwrite: true);
        }
    }
}
