using System.Runtime.CompilerServices;
using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests;

/// <summary>
/// Compares with a file by the conventions of Verify: <c>Class.Test.verified.txt</c> is committed, <c>.received.txt</c> is not.
/// <c>MANIFESTLINT_UPDATE=1</c> accepts what is received; read the difference.
/// </summary>
internal static class Snapshot
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1";

    public static void Match(string actual, string? variant = null, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        string name = $"{Path.GetFileNameWithoutExtension(file)}.{test}{(variant is null ? "" : $"_{variant}")}";
        string verified = RepositoryRoot.Combine("tests", "ManifestLint.Cli.Tests", "Snapshots", $"{name}.verified.txt");
        string received = Path.ChangeExtension(Path.ChangeExtension(verified, null), ".received.txt");
        string expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (Updates)
            File.WriteAllText(verified, actual);
        else if (expected != actual)
            File.WriteAllText(received, actual);

        if (!Updates)
            Assert.Equal(expected, actual);
        File.Delete(received);
    }

    /// <summary>Every snapshot in the repository.</summary>
    public static IEnumerable<string> All => Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "ManifestLint.Cli.Tests", "Snapshots")).Select(path => Path.GetFileName(path));
}
