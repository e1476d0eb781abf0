namespace ManifestLint.Schemas.Generator.Commands;

/// <summary>The places of the repository that the program reads and writes.</summary>
/// <param name="Root">The folder of the solution.</param>
internal sealed record RepositoryPaths(string Root)
{
    /// <summary>The folder of the committed schema files.</summary>
    public string Schemas => Path.Combine(Root, "schemas");

    /// <summary>The pinned packages.</summary>
    public string Lock => Path.Combine(Schemas, "Generator", "sources.lock.json");

    /// <summary>The hand-written rows of the life cycle table.</summary>
    public string Additions => Path.Combine(Schemas, "Generator", "lifecycle-additions.json");

    /// <summary>Where downloads go when nothing else is asked for.</summary>
    public string DefaultCache => Path.Combine(Schemas, "Generator", ".cache");

    /// <summary>The schemas of Kubernetes' own kinds.</summary>
    public string Kubernetes => Path.Combine(Schemas, "kubernetes", "kubernetes.json");

    /// <summary>What the API server checks beyond its schemas.</summary>
    public string Validation => Path.Combine(Schemas, "kubernetes", "validation.json");

    /// <summary>The folder of the binary form.</summary>
    public string Packed => Path.Combine(Schemas, "packed");

    /// <summary>The table of deprecated and removed API types.</summary>
    public string Lifecycle => Path.Combine(Schemas, "api-lifecycle.json");

    /// <summary>The folder of the schemas of custom kinds.</summary>
    public string Crds => Path.Combine(Schemas, "crds");

    /// <summary>The counts and hashes of the committed files.</summary>
    public string Manifest => Path.Combine(Schemas, "manifest.json");

    /// <summary>The files of custom kinds, in ordinal order.</summary>
    public IEnumerable<string> CrdFiles => Directory.EnumerateFiles(Crds, "*.json").Order(StringComparer.Ordinal);

    /// <summary>Finds the repository above a folder.</summary>
    public static RepositoryPaths Find(string start)
    {
        DirectoryInfo? directory = new(start);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "ManifestLint.sln")))
            directory = directory.Parent;
        return directory is null ? throw new DirectoryNotFoundException("Run this inside the repository.") : new RepositoryPaths(directory.FullName);
    }
}
