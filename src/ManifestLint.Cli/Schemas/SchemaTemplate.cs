using System.Text;

namespace ManifestLint.Cli.Schemas;

/// <summary>
/// Where the schema of a kind is, by the convention of kubeconform: a path or URL with the placeholders of its <c>-schema-location</c>. One that does
/// not end in <c>json</c> holds the layout of kubernetes-json-schema.
/// </summary>
internal sealed class SchemaTemplate
{
    private const string Tail = "/{{.NormalizedKubernetesVersion}}-standalone{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json";
    private const string StrictSuffix = "StrictSuffix";

    private static readonly string[] Fields = ["NormalizedKubernetesVersion", StrictSuffix, "ResourceKind", "ResourceAPIVersion", "Group", "KindSuffix"];

    // Text and fields take turns, text first.
    private readonly List<string> _parts = [];

    private SchemaTemplate(string text)
    {
        int position = 0;
        while (text.IndexOf("{{", position, StringComparison.Ordinal) is var start and >= 0)
        {
            int end = text.IndexOf("}}", start, StringComparison.Ordinal);
            if (end < 0)
                throw new WrongUseException($"--schema-location {text}: '{{{{' is not closed");
            _parts.Add(text[position..start]);
            _parts.Add(ReadField(text, text[(start + 2)..end].Trim()));
            position = end + 2;
        }

        _parts.Add(text[position..]);
    }

    /// <summary>What stands before the first placeholder.</summary>
    public string Start => _parts[0];

    /// <summary>Whether it names one schema, whatever the kind.</summary>
    public bool IsFixed => _parts.Count == 1;

    /// <summary>Reads a location.</summary>
    /// <param name="location">As the user wrote it.</param>
    /// <param name="isDirectory">Whether it is known to be a directory, whatever its name ends in.</param>
    /// <exception cref="WrongUseException">It has a placeholder that does not exist.</exception>
    public static SchemaTemplate Parse(string location, bool isDirectory) =>
        new(location.EndsWith("json", StringComparison.Ordinal) && !isDirectory ? location : location.TrimEnd('/') + Tail);

    /// <summary>
    /// The places to look at for a kind, in order: schemas that refuse unknown fields before those that do not. None for a kind whose name could lead out
    /// of the location.
    /// </summary>
    public IEnumerable<string> Expand(string apiVersion, string kind, string version)
    {
        string[] group = apiVersion.Split('/');
        if (group.Length > 2 || !group.All(IsPlain) || !IsPlain(kind))
            yield break;

        yield return Fill(group, kind, version, "-strict");
        if (_parts.Contains(StrictSuffix, StringComparer.Ordinal))
            yield return Fill(group, kind, version, "");
    }

    private string Fill(string[] group, string kind, string version, string strict)
    {
        var text = new StringBuilder();
        for (int i = 0; i < _parts.Count; i++)
        {
            text.Append((i % 2 == 0, _parts[i]) switch
            {
                (true, var written) => written,
                (_, "NormalizedKubernetesVersion") => version,
                (_, StrictSuffix) => strict,
                (_, "ResourceKind") => kind.ToLowerInvariant(),
                (_, "ResourceAPIVersion") => group[^1],
                (_, "Group") => group[0],
                _ => $"-{string.Join('-', [group[0].Split('.')[0], .. group[1..]]).ToLowerInvariant()}",
            });
        }

        return text.ToString();
    }

    private static string ReadField(string location, string action)
    {
        string name = action.TrimStart('.');
        if (action.StartsWith('.') && Fields.Contains(name, StringComparer.Ordinal))
            return name;
        throw new WrongUseException($"--schema-location {location}: there is no placeholder '{{{{{action}}}}}'{Spelling.SuggestOrList($"{{{{.{name}}}}}", [.. Fields.Select(field => $"{{{{.{field}}}}}")])}");
    }

    // Kinds and groups come from manifests and become a part of a path.
    private static bool IsPlain(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') && !name.Contains("..", StringComparison.Ordinal);
}
