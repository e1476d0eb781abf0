namespace ManifestLint.Schemas.Generator.Sources;

/// <summary>The folder that packages are downloaded and unpacked to. It is ignored by git; nothing in it is ever committed.</summary>
/// <param name="Root">Its path.</param>
internal sealed record PackageCache(string Root)
{
    /// <summary>The packages as they were downloaded.</summary>
    public string Downloads => Path.Combine(Root, "downloads");

    /// <summary>What <c>apt-get</c> needs for an own sources list.</summary>
    public string AptState => Path.Combine(Root, "apt");

    /// <summary>Where a package is unpacked.</summary>
    public string FolderOf(SourcePackage package) => Path.Combine(Root, "x", package.FolderName);

    /// <summary>Where a package is unpacked, by its name and version.</summary>
    public string Npm(string name, string version) => Existing($"{name.TrimStart('@').Replace('/', '-')}-{version}");

    /// <summary>The Go sources below <c>k8s.io/</c> of an unpacked Debian package.</summary>
    public string GoSources(string name, string version) => Path.Combine(Existing($"{name}_{version}_all"), "usr", "share", "gocode", "src", "k8s.io");

    /// <summary>The generated Python client of an unpacked Debian package.</summary>
    public string PythonClient(string version) =>
        Path.Combine(Existing($"python3-kubernetes_{version}_all"), "usr", "lib", "python3", "dist-packages", "kubernetes", "client");

    private string Existing(string folder)
    {
        string path = Path.Combine(Root, "x", folder);
        return Directory.Exists(path) ? path : throw new DirectoryNotFoundException($"The cache has no {folder}: run fetch first.");
    }
}
