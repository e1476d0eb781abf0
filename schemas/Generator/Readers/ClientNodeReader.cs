using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using ManifestLint.Schemas.Generator.Model;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>
/// Reads <c>@kubernetes/client-node</c>, which the Kubernetes project generates from the official OpenAPI document: names, types and formats from
/// <c>attributeTypeMap</c>, required fields from the type declarations, kinds from the paths of the API classes. Nothing of the package is run.
/// </summary>
internal static class ClientNodeReader
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex Header = new(@"(?:OpenAPI document|spec version): (?<version>\S+)", Options);
    private static readonly Regex TypeMap = new(@"(?<class>\w+)\.attributeTypeMap = (?<map>\[.*?\]);", Options | RegexOptions.Singleline);
    private static readonly Regex Method = new(@"\n    async (?=\w+\()", Options);
    private static readonly Regex LocalPath = new(@"localVarPath = (?:this\.basePath \+ )?'(?<path>/apis?/[^']+)'", Options);
    private static readonly Regex Body = new(@"serialize\(body, ""(?<class>\w+)""", Options);

    private static readonly Regex Property = new(
        @"(?:/\*\*(?<comment>(?:(?!\*/).)*)\*/\s*)?\n    '(?<name>[^']+)'(?<optional>\??): ", Options | RegexOptions.Singleline);

    /// <summary>Reads an unpacked package, of the 0.x or the 1.x layout.</summary>
    public static ApiModel Read(string package)
    {
        string generated = Path.Combine(package, "dist", "gen");
        bool isNew = Directory.Exists(Path.Combine(generated, "models"));
        string[] files = Files(Path.Combine(generated, isNew ? "models" : "model"));
        Dictionary<string, string> texts = files.ToDictionary(file => file, File.ReadAllText, StringComparer.Ordinal);
        string version = FindVersion(texts.Values);

        var classes = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, ApiField>>(StringComparer.Ordinal);
        foreach ((string file, string text) in texts)
        {
            // Releases from 1.0 on carry classes of earlier generations along; their header names another version.
            if (VersionOf(text) == version && ReadClass(text, File.ReadAllText(Path.ChangeExtension(file, ".d.ts"))) is { } read)
                classes[read.Name] = read.Fields;
        }

        string? live = isNew ? File.ReadAllText(Path.Combine(generated, "types", "ObservableAPI.js")) : null;
        var roots = ImmutableSortedDictionary.CreateBuilder<string, ApiRoot>(StringComparer.Ordinal);
        foreach (string file in Files(Path.Combine(generated, isNew ? "apis" : "api")))
        {
            if (live is null || live.Contains("/" + Path.GetFileNameWithoutExtension(file), StringComparison.Ordinal))
                ReadRoots(File.ReadAllText(file), classes, roots);
        }
        return new ApiModel(version, classes.ToImmutable(), roots.ToImmutable());
    }

    /// <summary>Reads one class from its script and its type declaration; null when the file declares none.</summary>
    public static (string Name, ImmutableSortedDictionary<string, ApiField> Fields)? ReadClass(string script, string declaration)
    {
        if (TypeMap.Match(script) is not { Success: true } map)
            return null;

        string body = declaration[declaration.IndexOf("export declare class", StringComparison.Ordinal)..];
        Dictionary<string, Match> properties = Property.Matches(body).ToDictionary(match => match.Groups["name"].Value, StringComparer.Ordinal);
        var fields = ImmutableSortedDictionary.CreateBuilder<string, ApiField>(StringComparer.Ordinal);
        using JsonDocument attributes = JsonDocument.Parse(map.Groups["map"].Value);
        foreach (JsonElement attribute in attributes.RootElement.EnumerateArray())
        {
            Match property = properties[attribute.GetProperty("name").GetString()!];
            string format = attribute.TryGetProperty("format", out JsonElement value) ? value.GetString()! : "";
            fields[attribute.GetProperty("baseName").GetString()!] = new ApiField(
                ClientNodeTypes.Parse(attribute.GetProperty("type").GetString()!, format),
                property.Groups["optional"].Length == 0,
                DeprecationComment.IsIn(property.Groups["comment"].Value));
        }
        return (map.Groups["class"].Value, fields.ToImmutable());
    }

    /// <summary>Adds the kinds that one API class creates or replaces.</summary>
    public static void ReadRoots(
        string script, IDictionary<string, ImmutableSortedDictionary<string, ApiField>> classes, IDictionary<string, ApiRoot> roots)
    {
        foreach (string method in Method.Split(script).Skip(1))
        {
            if (!method.StartsWith("create", StringComparison.Ordinal) && !method.StartsWith("replace", StringComparison.Ordinal))
                continue;
            if (ApiPath.Read(LocalPath.Match(method).Groups["path"].Value) is not { } path)
                continue;
            string name = Body.Match(method).Groups["class"].Value;
            if (!classes.TryGetValue(name, out ImmutableSortedDictionary<string, ApiField>? fields) || !fields.ContainsKey("kind") || !fields.ContainsKey("apiVersion"))
                continue;

            // Some kinds are created in a namespace and replaced without one; the namespace decides.
            string key = $"{path.GroupVersion}/{ApiPath.KindOf(name)}";
            bool isNamespaced = path.IsNamespaced || (roots.TryGetValue(key, out ApiRoot? known) && known.IsNamespaced);
            roots[key] = new ApiRoot(name, isNamespaced, path.Plural);
        }
    }

    private static string[] Files(string folder) => [.. Directory.EnumerateFiles(folder, "*.js").Order(StringComparer.Ordinal)];

    private static string FindVersion(IEnumerable<string> texts) =>
        texts.Select(VersionOf).OfType<string>().CountBy(version => version).MaxBy(pair => pair.Value).Key;

    private static string? VersionOf(string text) =>
        Header.Match(text, 0, Math.Min(text.Length, 600)) is { Success: true } match ? match.Groups["version"].Value : null;
}
