namespace ManifestLint.Resources;

/// <summary>Objects by the namespace and the name that they, or references to them, give.</summary>
internal sealed class NamedResources<T>
{
    private readonly Dictionary<string, Dictionary<string, List<T>>> _byNamespace = [];

    public void Add(string? space, string name, T item)
    {
        if (!_byNamespace.TryGetValue(space ?? "", out Dictionary<string, List<T>>? byName))
            _byNamespace[space ?? ""] = byName = [];
        if (!byName.TryGetValue(name, out List<T>? items))
            byName[name] = items = [];
        items.Add(item);
    }

    public IEnumerable<T> Find(string? space, string name, NamespaceMatch match)
    {
        if (match == NamespaceMatch.Same)
            return Find(space ?? "", name);
        return string.IsNullOrEmpty(space) ? _byNamespace.Keys.SelectMany(key => Find(key, name)) : Find(space, name).Concat(Find("", name));
    }

    private List<T> Find(string space, string name) =>
        _byNamespace.TryGetValue(space, out Dictionary<string, List<T>>? byName) && byName.TryGetValue(name, out List<T>? items) ? items : [];
}
