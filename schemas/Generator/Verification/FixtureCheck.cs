using System.Text.Json;
using System.Text.Json.Nodes;
using ManifestLint.Schemas.Generator.Kubernetes;

namespace ManifestLint.Schemas.Generator.Verification;

/// <summary>
/// Walks the all-fields objects of a minor along the schemas of that minor. Every field must be known and of its type; a field of a visited definition that no
/// object shows is counted too.
/// </summary>
internal sealed class FixtureCheck(Bundle bundle)
{
    private const string LocalPrefix = "#/$defs/";

    private readonly Dictionary<string, HashSet<string>> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _unknown = [];
    private readonly List<string> _mistyped = [];

    /// <summary>How many kinds were walked.</summary>
    public int Kinds { get; private set; }

    /// <summary>How many fields the objects set.</summary>
    public int Fields { get; private set; }

    /// <summary>Fields that the schemas do not know.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    /// <summary>Values that the schemas refuse.</summary>
    public IReadOnlyList<string> Mistyped => _mistyped;

    /// <summary>Fields that the schemas have and no object shows.</summary>
    public IEnumerable<string> Unseen =>
        _seen.SelectMany(pair => bundle.Definitions[pair.Key].Keys.Where(name => !pair.Value.Contains(name)).Select(name => $"{pair.Key}.{name}"));

    /// <summary>Walks one object; a kind that the minor does not serve is left out.</summary>
    public void Visit(string kind, JsonElement value)
    {
        if (!bundle.Roots.TryGetValue(kind, out Root? root))
            return;
        Kinds++;
        VisitObject(root.Definition, value);
    }

    private void VisitObject(string definition, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            _mistyped.Add($"{definition} is a {value.ValueKind}");
            return;
        }
        if (!_seen.TryGetValue(definition, out HashSet<string>? seen))
            _seen[definition] = seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty field in value.EnumerateObject())
        {
            Fields++;
            seen.Add(field.Name);
            if (bundle.Definitions[definition].TryGetValue(field.Name, out Property? property))
                Visit(JsonNode.Parse(property.Schema)!, field.Value, $"{definition}.{field.Name}");
            else
                _unknown.Add($"{definition}.{field.Name}");
        }
    }

    private void Visit(JsonNode schema, JsonElement value, string place)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return;
        if ((string?)schema["$ref"] is { } reference)
        {
            VisitObject(reference[LocalPrefix.Length..], value);
            return;
        }
        if (!IsOfType(schema, value))
        {
            _mistyped.Add($"{place} is a {value.ValueKind}");
            return;
        }
        if (schema["items"] is { } items)
        {
            foreach (JsonElement item in value.EnumerateArray())
                Visit(items, item, place);
        }
        if (schema["additionalProperties"] is { } values)
        {
            foreach (JsonProperty entry in value.EnumerateObject())
                Visit(values, entry.Value, place);
        }
    }

    private static bool IsOfType(JsonNode schema, JsonElement value)
    {
        if (schema["x-kubernetes-int-or-string"] is not null)
            return value.ValueKind == JsonValueKind.String || IsWhole(value);
        return schema["type"] switch
        {
            null => true,
            JsonArray types => types.Any(type => IsOfType((string)type!, value)),
            var type => IsOfType((string)type!, value),
        };
    }

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => IsWhole(value),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };

    private static bool IsWhole(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _);
}
