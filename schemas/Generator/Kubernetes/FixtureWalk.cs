using System.Text.Json;
using ManifestLint.Schemas.Generator.Model;

namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>Walks an object and the model of its kind side by side and notes which fields of which class the object has.</summary>
internal sealed class FixtureWalk(ApiModel model)
{
    private readonly Dictionary<string, HashSet<string>> _seen = new(StringComparer.Ordinal);

    /// <summary>Class to the known fields that were met; a class that was met without fields is there too.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Seen => _seen;

    /// <summary>Walks one object; a kind that the model does not serve is left alone.</summary>
    public void Visit(string kind, JsonElement value)
    {
        if (model.Roots.TryGetValue(kind, out ApiRoot? root))
            Visit(new ClassType(root.ClassName), value);
    }

    private void Visit(FieldType type, JsonElement value)
    {
        switch (type)
        {
            case ListType list when value.ValueKind == JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                    Visit(list.Item, item);
                break;
            case MapType map when value.ValueKind == JsonValueKind.Object:
                foreach (JsonProperty entry in value.EnumerateObject())
                    Visit(map.Value, entry.Value);
                break;
            case ClassType named when value.ValueKind == JsonValueKind.Object && model.Classes.TryGetValue(named.Name, out var fields):
                if (!_seen.TryGetValue(named.Name, out HashSet<string>? names))
                    _seen[named.Name] = names = new HashSet<string>(StringComparer.Ordinal);
                foreach (JsonProperty entry in value.EnumerateObject().Where(entry => fields.ContainsKey(entry.Name)))
                {
                    names.Add(entry.Name);
                    Visit(fields[entry.Name].Type, entry.Value);
                }
                break;
        }
    }
}
