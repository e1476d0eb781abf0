using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ManifestLint.Schemas.Generator.Model;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>
/// Reads the official Python client (Debian's <c>python3-kubernetes</c>), the second client that is generated from the official OpenAPI document. It knows
/// neither the width of integers nor what an <c>object</c> is; <see cref="Kubernetes.TypeRefinement"/> takes both from neighbouring minors.
/// </summary>
internal static class PythonClientReader
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex Header = new(@"OpenAPI document: (?<version>\S+)", Options);
    private static readonly Regex Class = new(@"^class (?<class>\w+)\(object\)", Options | RegexOptions.Multiline);
    private static readonly Regex Table = new(@"^    (?<table>openapi_types|attribute_map) = \{(?<rows>.*?)\n    \}", Options | RegexOptions.Singleline | RegexOptions.Multiline);
    private static readonly Regex Row = new(@"'(?<key>\w+)': '(?<value>[^']+)'", Options);
    private static readonly Regex Required = new(@"Invalid value for `(?<name>\w+)`, must not be `None`", Options);
    private static readonly Regex Method = new(@"\n    def (?=\w+_with_http_info)", Options);
    private static readonly Regex CallPath = new(@"call_api\(\s*'(?<path>/apis?/[^']+)'", Options);
    private static readonly Regex Result = new(@":return: (?:tuple\()?(?<class>\w+)", Options);

    /// <summary>Reads the <c>client</c> package of the library.</summary>
    public static ApiModel Read(string client)
    {
        string version = "";
        var classes = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, ApiField>>(StringComparer.Ordinal);
        foreach (string file in Files(Path.Combine(client, "models")))
        {
            string text = File.ReadAllText(file);
            if (ReadClass(text) is not { } read)
                continue;
            version = Header.Match(text).Groups["version"].Value;
            classes[read.Name] = read.Fields;
        }

        var roots = ImmutableSortedDictionary.CreateBuilder<string, ApiRoot>(StringComparer.Ordinal);
        foreach (string file in Files(Path.Combine(client, "api")))
            ReadRoots(File.ReadAllText(file), classes, roots);
        return new ApiModel(version, classes.ToImmutable(), roots.ToImmutable());
    }

    /// <summary>Reads one model file; null when it declares no model.</summary>
    public static (string Name, ImmutableSortedDictionary<string, ApiField> Fields)? ReadClass(string text)
    {
        if (Class.Match(text) is not { Success: true } match)
            return null;

        Dictionary<string, Dictionary<string, string>> tables = Table.Matches(text).ToDictionary(
            table => table.Groups["table"].Value,
            table => Row.Matches(table.Groups["rows"].Value).ToDictionary(row => row.Groups["key"].Value, row => row.Groups["value"].Value, StringComparer.Ordinal),
            StringComparer.Ordinal);
        HashSet<string> required = [.. Required.Matches(text).Select(row => row.Groups["name"].Value)];
        Dictionary<string, string> names = tables["attribute_map"];
        return (match.Groups["class"].Value, tables["openapi_types"].ToImmutableSortedDictionary(
            row => names[row.Key],
            row => new ApiField(ParseType(row.Value), required.Contains(row.Key), IsDeprecated: false),
            StringComparer.Ordinal));
    }

    /// <summary>Reads a type such as <c>list[V1Container]</c>.</summary>
    public static FieldType ParseType(string type)
    {
        const string MapStart = "dict(str, ";
        if (type.StartsWith("list[", StringComparison.Ordinal))
            return new ListType(ParseType(type[5..^1]));
        if (type.StartsWith(MapStart, StringComparison.Ordinal))
            return new MapType(ParseType(type[MapStart.Length..^1]));
        return type switch
        {
            "str" => new ScalarType(Scalar.Text),
            "int" => new ScalarType(Scalar.Integer),
            "float" => new ScalarType(Scalar.Number),
            "bool" => new ScalarType(Scalar.Truth),
            "datetime" => new ScalarType(Scalar.Time),
            "object" => new ScalarType(Scalar.Any),
            "IntOrString" => new ScalarType(Scalar.IntegerOrText),
            _ => new ClassType(type),
        };
    }

    /// <summary>Adds the kinds that one API class creates or replaces; both give the object back.</summary>
    public static void ReadRoots(
        string text, IDictionary<string, ImmutableSortedDictionary<string, ApiField>> classes, IDictionary<string, ApiRoot> roots)
    {
        foreach (string method in Method.Split(text).Skip(1))
        {
            if (!method.StartsWith("create", StringComparison.Ordinal) && !method.StartsWith("replace", StringComparison.Ordinal))
                continue;
            if (ApiPath.Read(CallPath.Match(method).Groups["path"].Value) is not { } path)
                continue;
            string name = Result.Match(method).Groups["class"].Value;
            if (!classes.TryGetValue(name, out ImmutableSortedDictionary<string, ApiField>? fields) || !fields.ContainsKey("kind"))
                continue;
            string key = $"{path.GroupVersion}/{ApiPath.KindOf(name)}";
            bool isNamespaced = path.IsNamespaced || (roots.TryGetValue(key, out ApiRoot? known) && known.IsNamespaced);
            roots[key] = new ApiRoot(name, isNamespaced, path.Plural);
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.py").Order(StringComparer.Ordinal);
}
