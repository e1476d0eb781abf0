using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Generation;

/// <summary>The ConfigMaps that get a hash of their content in their names, so that each side keeps the one that it was made for.</summary>
internal sealed class ConfigurationVersions
{
    private const int HashLength = 6;
    private static readonly YamlPath Immutable = YamlPath.Root / "immutable";

    private readonly ImmutableSortedDictionary<string, string> _newNames;

    private ConfigurationVersions(ImmutableArray<Resource> maps, ImmutableSortedDictionary<string, string> newNames)
    {
        Maps = maps;
        _newNames = newNames;
    }

    /// <summary>The maps as they are written in the source.</summary>
    public ImmutableArray<Resource> Maps { get; }

    /// <summary>Decides which maps get a new name: those that the pods use and that may change; none when nobody asked.</summary>
    public static ConfigurationVersions Of(ReleaseSource source, ReleaseRecipe recipe)
    {
        ImmutableArray<Resource> maps = !recipe.Companions.Contains(Companion.Configuration) ? [] :
        [
            .. source.Workload.ConfigReferences.Where(reference => reference.Kind == "ConfigMap").Select(reference => reference.Name.Value).Distinct(StringComparer.Ordinal)
                .Select(name => source.Resources.Find(source.Workload.Resource, "", "ConfigMap", name, NamespaceMatch.SameOrUnnamed)).OfType<Resource>()
                .Where(map => !map.IsPartial && map.Root.GetBoolean("immutable")?.Value != true),
        ];
        return new(maps, maps.ToImmutableSortedDictionary(map => map.Name, map => $"{map.Name}-{HashOf(map)}", StringComparer.Ordinal));
    }

    /// <summary>The maps under their new names.</summary>
    public IEnumerable<GeneratedObject> Make(GenerationPlan plan)
    {
        foreach (Resource map in Maps)
        {
            string name = _newNames[map.Name];
            string text = plan.Take(map).Named(name).WithScalar(Immutable, YamlValue.Boolean(true), EntryPosition.After("metadata")).Text;
            yield return new GeneratedObject("config", "ConfigMap", name, text);
        }
    }

    /// <summary>A workload that uses the maps under their new names.</summary>
    public ObjectDraft WithNewNames(ObjectDraft draft, Workload workload)
    {
        foreach (ConfigReference reference in workload.ConfigReferences)
        {
            if (reference.Kind == "ConfigMap" && _newNames.TryGetValue(reference.Name.Value, out string? name))
                draft = draft.WithScalar(workload.Resource.PathOf(reference.Name.Node), YamlValue.String(name));
        }

        return draft;
    }

    // Over what the pods see, whatever the order of the keys and the way they are written.
    private static string HashOf(Resource map)
    {
        var text = new StringBuilder();
        foreach (string field in (string[])["data", "binaryData"])
        {
            foreach (KeyValuePair<string, Located<string>> pair in map.Root.GetStringMap(field).OrderBy(pair => pair.Key, StringComparer.Ordinal))
                text.Append(field).Append('\0').Append(pair.Key).Append('\0').Append(pair.Value.Value).Append('\0');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..HashLength];
    }
}
