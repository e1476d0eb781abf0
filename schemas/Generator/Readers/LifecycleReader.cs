using System.Globalization;
using System.Text.RegularExpressions;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>The life of an API type in minors of Kubernetes 1; null where it is not known.</summary>
/// <param name="Introduced">The first minor that serves it.</param>
/// <param name="Deprecated">The first minor that warns of it.</param>
/// <param name="Removed">The first minor that does not serve it any more, or is planned not to.</param>
/// <param name="Replacement"><c>group/version/Kind</c> of its successor.</param>
internal sealed record Lifecycle(int? Introduced, int? Deprecated, int? Removed, string? Replacement);

/// <summary>Reads <c>zz_generated.prerelease-lifecycle.go</c>, which <c>prerelease-lifecycle-gen</c> writes from the marks in the type sources.</summary>
internal static class LifecycleReader
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex Function = new(@"func \(in \*(?<kind>\w+)\) APILifecycle(?<what>\w+)\(\)[^{]*\{\n\s*return (?<value>[^\n]*)\n", Options);
    private static readonly Regex Successor = new(@"Group: ""(?<group>[^""]*)"", Version: ""(?<version>[^""]*)"", Kind: ""(?<kind>[^""]*)""", Options);

    /// <summary>Kind to life of one file.</summary>
    public static IReadOnlyDictionary<string, Lifecycle> Read(string goSource)
    {
        var lives = new Dictionary<string, Lifecycle>(StringComparer.Ordinal);
        foreach (Match match in Function.Matches(goSource))
        {
            string kind = match.Groups["kind"].Value;
            string value = match.Groups["value"].Value;
            Lifecycle life = lives.GetValueOrDefault(kind) ?? new Lifecycle(null, null, null, null);
            lives[kind] = match.Groups["what"].Value switch
            {
                "Introduced" => life with { Introduced = Minor(value) },
                "Deprecated" => life with { Deprecated = Minor(value) },
                "Removed" => life with { Removed = Minor(value) },
                "Replacement" => life with { Replacement = KindOf(value) },
                _ => life,
            };
        }
        return lives;
    }

    /// <summary>All types below a folder of <c>group/version</c> folders, by <c>group/version/Kind</c>.</summary>
    /// <param name="folder"><c>k8s.io/api</c> or <c>apiextensions-apiserver/pkg/apis</c>.</param>
    /// <param name="groupOf">From the folder of a group to the group's name; <c>""</c> for core.</param>
    public static IEnumerable<(string Kind, Lifecycle Life)> ReadFolder(string folder, Func<string, string> groupOf)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "zz_generated.prerelease-lifecycle.go", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string[] parts = Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar);
            string group = groupOf(parts[0]);
            foreach ((string kind, Lifecycle life) in Read(File.ReadAllText(path)))
                yield return ((group.Length == 0 ? "" : group + "/") + parts[1] + "/" + kind, life);
        }
    }

    private static int? Minor(string value) => int.Parse(value[(value.IndexOf(',', StringComparison.Ordinal) + 1)..], NumberStyles.Integer, CultureInfo.InvariantCulture);

    private static string? KindOf(string value)
    {
        Match match = Successor.Match(value);
        string group = match.Groups["group"].Value;
        return (group.Length == 0 ? "" : group + "/") + match.Groups["version"].Value + "/" + match.Groups["kind"].Value;
    }
}
