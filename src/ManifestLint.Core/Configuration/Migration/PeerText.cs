using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Configuration.Migration;

/// <summary>Reads texts out of files that belong to others: what has another form is passed over.</summary>
internal static class PeerText
{
    /// <summary>The texts of a list; a single text is a list of one.</summary>
    public static ImmutableArray<string> List(YamlMapping? mapping, string key) => mapping.Get(key) switch
    {
        YamlScalar scalar => [scalar.Value],
        YamlSequence => [.. mapping.GetItems(key).OfType<YamlScalar>().Select(item => item.Value)],
        _ => [],
    };
}
