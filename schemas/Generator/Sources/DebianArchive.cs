namespace ManifestLint.Schemas.Generator.Sources;

/// <summary>Downloads single packages from suites that the machine itself does not use, with a package list of its own.</summary>
internal sealed class DebianArchive(PackageCache cache)
{
    private static readonly string[] Suites = ["trixie", "sid"];

    private bool _isUpdated;

    private string[] Options =>
    [
        "-o", $"Dir::Etc::SourceList={Path.Combine(cache.AptState, "sources.list")}",
        "-o", "Dir::Etc::SourceParts=-",
        "-o", $"Dir::State::Lists={Path.Combine(cache.AptState, "lists")}",
        "-o", "Acquire::Languages=none",
    ];

    /// <summary>Downloads one package.</summary>
    /// <returns>Null, or what <c>apt-get</c> said.</returns>
    public string? Download(SourcePackage package) =>
        Update() ?? ExternalProgram.Run(cache.Downloads, "apt-get", [.. Options, "download", $"{package.Name}={package.Version}"]);

    private string? Update()
    {
        if (_isUpdated)
            return null;
        if (FindArchive() is not { } archive)
            return "no Debian archive is configured for apt on this machine";
        Directory.CreateDirectory(Path.Combine(cache.AptState, "lists", "partial"));
        File.WriteAllLines(Path.Combine(cache.AptState, "sources.list"), Suites.Select(suite => $"deb {archive} {suite} main"));
        string? failure = ExternalProgram.Run(cache.Root, "apt-get", [.. Options, "update"]);
        _isUpdated = failure is null;
        return failure;
    }

    // The archive that apt already uses, in either form of its configuration; security and other archives have other paths.
    private static string? FindArchive()
    {
        const string Folder = "/etc/apt";
        if (!Directory.Exists(Folder))
            return null;
        return Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".list", StringComparison.Ordinal) || file.EndsWith(".sources", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("URIs:", StringComparison.Ordinal) || line.StartsWith("deb ", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(word => word.TrimEnd('/').EndsWith("/debian", StringComparison.Ordinal));
    }
}
