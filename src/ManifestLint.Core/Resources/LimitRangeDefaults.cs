using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>
/// What the LimitRanges of a namespace write into containers that do not say it themselves (items of type <c>Container</c>). The first LimitRange that has a
/// value counts.
/// </summary>
public sealed class LimitRangeDefaults
{
    /// <summary>A namespace without LimitRange among the manifests.</summary>
    public static readonly LimitRangeDefaults None = new([]);

    private readonly YamlMapping[] _items;

    internal LimitRangeDefaults(IEnumerable<Resource> limitRanges) =>
        _items = [.. limitRanges.SelectMany(range => range.Spec.GetMappings("limits")).Where(item => item.GetString("type")?.Value == "Container")];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _items.Length == 0;

    /// <summary>The limit that a container gets: <c>default</c>, else <c>max</c> (<c>SetDefaults_LimitRangeItem</c>).</summary>
    public Quantity? Limit(string resource) => Find(item => Read(item, "default", resource) ?? Read(item, "max", resource));

    /// <summary>The request that a container without request and limit gets: <c>defaultRequest</c>, else the default limit, else <c>min</c>.</summary>
    public Quantity? Request(string resource) => Find(item =>
        Read(item, "defaultRequest", resource) ?? Read(item, "default", resource) ?? Read(item, "max", resource) ?? Read(item, "min", resource));

    private static Quantity? Read(YamlMapping item, string key, string resource) => Quantity.Read(item.GetMapping(key).Get(resource))?.Value;

    private Quantity? Find(Func<YamlMapping, Quantity?> read)
    {
        foreach (YamlMapping item in _items)
        {
            if (read(item) is { } found)
                return found;
        }

        return null;
    }
}
