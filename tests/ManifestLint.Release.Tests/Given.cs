using System.Collections.Immutable;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Tests;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Release.Tests;

/// <summary>Release sets to work on.</summary>
internal static class Given
{
    /// <summary>Files by their paths.</summary>
    public static ResourceSet Files(params IEnumerable<(string Path, string Text)> files) =>
        ResourceSet.Create([new Bundle([.. files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => ManifestFile.Parse(file.Path, SourceText.From(file.Text)))], IsReadWhole: true)]);

    /// <summary>One file.</summary>
    public static ResourceSet Text(string text) => Files(("set.yaml", text));

    /// <summary>A directory of <c>tests/samples/release</c>.</summary>
    public static ResourceSet Sample(string name)
    {
        string directory = RepositoryRoot.Combine("tests", "samples", "release", name);
        return Files(Directory.EnumerateFiles(directory, "*.yaml").Select(path => (Path.GetFileName(path), File.ReadAllText(path))));
    }

    /// <summary>The only set.</summary>
    public static ReleaseState State(this ResourceSet resources, ReleaseQuery? query = null) => ReleaseRecognizer.Recognize(resources, query ?? new ReleaseQuery());

    /// <summary>What the files of a state hold.</summary>
    public static ImmutableSortedDictionary<string, string> TextsOf(ReleaseState state) =>
        state.Resources.Files.ToImmutableSortedDictionary(file => file.Path, file => file.Tree!.Text.Text, StringComparer.Ordinal);

    /// <summary>Why something is refused.</summary>
    public static ReleaseRefusal Refusal(Func<object> act) => Assert.Throws<ReleaseRefusedException>(act).Refusal;
}
