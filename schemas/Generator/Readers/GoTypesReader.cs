using System.Collections.Immutable;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>
/// Reads the Go sources of <c>k8s.io/api</c> for two facts that the OpenAPI document lacks: the values of enumeration types (<c>// +enum</c> and their
/// constants) and the deprecation of fields that hold an object.
/// </summary>
internal static class GoTypesReader
{
    /// <summary>Reads the folder <c>k8s.io/api</c>.</summary>
    public static GoTypes Read(string folder) => Read(FindFiles(folder));

    /// <summary>Reads a set of files.</summary>
    public static GoTypes Read(IEnumerable<GoFile> files)
    {
        GoFile[] all = [.. files];
        Dictionary<GoName, List<string>> enums = all.SelectMany(file => file.EnumTypes).Distinct().ToDictionary(name => name, _ => new List<string>());
        foreach ((GoName type, string value) in all.SelectMany(file => file.Constants))
        {
            if (enums.TryGetValue(type, out List<string>? values) && !values.Contains(value, StringComparer.Ordinal))
                values.Add(value);
        }
        Dictionary<GoName, GoName> aliases = all.SelectMany(file => file.Aliases).DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Target);
        Dictionary<GoName, IReadOnlyList<GoDeclaration>> structs =
            all.SelectMany(file => file.Structs).DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Fields);

        return new GoTypes(structs.Keys.ToDictionary(
            name => $"io.k8s.api.{name.Group}.{name.Version}.{name.Name}",
            name => (IReadOnlyDictionary<string, GoField>)Flatten(name).DistinctBy(field => field.JsonName).ToDictionary(
                field => field.JsonName!,
                field => new GoField(ValuesOf(field.BaseType), DeprecationComment.IsIn(field.Comment)),
                StringComparer.Ordinal),
            StringComparer.Ordinal));

        // An embedded struct lends its fields; Kubernetes' own metadata types are in another module and have no enumerations.
        IEnumerable<GoDeclaration> Flatten(GoName name) => !structs.TryGetValue(name, out IReadOnlyList<GoDeclaration>? fields)
            ? []
            : fields.SelectMany(field => field.JsonName is not null ? [field] : field.BaseType is { } embedded ? Flatten(embedded) : []);

        ImmutableArray<string> ValuesOf(GoName? type)
        {
            while (type is { } name && !enums.ContainsKey(name))
                type = aliases.TryGetValue(name, out GoName target) ? target : null;
            return type is { } found ? [.. enums[found]] : [];
        }
    }

    private static IEnumerable<GoFile> FindFiles(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*.go", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string[] parts = Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar);
            bool isGenerated = parts[^1].StartsWith("zz_", StringComparison.Ordinal) || parts[^1].EndsWith("_test.go", StringComparison.Ordinal)
                || parts[^1].Contains("generated", StringComparison.Ordinal) || parts[^1].Contains("swagger_doc", StringComparison.Ordinal);
            if (parts.Length == 3 && !isGenerated)
                yield return new GoFile(parts[0], parts[1], File.ReadAllText(path));
        }
    }
}
