namespace ManifestLint.Tests;

/// <summary>Finds the files of the repository that tests read.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    /// <summary>Every manifest of <c>tests/samples</c>, by path relative to it with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Samples { get; } = FindSamples();

    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string[] FindSamples()
    {
        string root = Combine("tests", "samples");
        string[] samples =
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Where(file => file.EndsWith(".yaml", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal))
                .Select(file => System.IO.Path.GetRelativePath(root, file).Replace('\\', '/')),
        ];
        Array.Sort(samples, StringComparer.Ordinal);
        return samples;
    }

    private static string Find()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "ManifestLint.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException("No directory above the tests holds ManifestLint.sln.");
    }
}
