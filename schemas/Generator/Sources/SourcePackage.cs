using System.Text.Json;

namespace ManifestLint.Schemas.Generator.Sources;

/// <summary>One package that facts are taken from, as <c>sources.lock.json</c> pins it.</summary>
/// <param name="Kind"><c>npm</c> or <c>deb</c>.</param>
/// <param name="Name">The name in its registry.</param>
/// <param name="Version">The exact version.</param>
/// <param name="Suite">For a <c>deb</c>, the suite of the archive that serves it.</param>
/// <param name="Hash"><c>sha512-</c> and base64 for npm (its integrity value), <c>sha256-</c> and hexadecimal for a deb.</param>
/// <param name="Licence">The licence of the package.</param>
/// <param name="Role">What is taken from it.</param>
internal sealed record SourcePackage(string Kind, string Name, string Version, string? Suite, string Hash, string Licence, string Role)
{
    /// <summary>The file name that the registry's own client gives the download.</summary>
    public string FileName => Kind == "npm" ? $"{Name.TrimStart('@').Replace('/', '-')}-{Version}.tgz" : $"{Name}_{Version}_all.deb";

    /// <summary>The folder below the cache that the package is unpacked to.</summary>
    public string FolderName => Path.GetFileNameWithoutExtension(FileName);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Version}";

    /// <summary>Reads the lock file.</summary>
    /// <param name="path">Its path.</param>
    public static IReadOnlyList<SourcePackage> ReadLock(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.GetProperty("packages").EnumerateArray().Select(Read)];
    }

    private static SourcePackage Read(JsonElement row) => new(
        Text(row, "kind"), Text(row, "package"), Text(row, "version"), row.TryGetProperty("suite", out JsonElement suite) ? suite.GetString() : null,
        Text(row, "hash"), Text(row, "licence"), Text(row, "role"));

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString() ?? throw new InvalidDataException($"The lock file has a null {name}.");
}
