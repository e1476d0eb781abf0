using System.Text.RegularExpressions;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>A type of <c>k8s.io/api</c>: <c>core</c>, <c>v1</c>, <c>Pod</c>.</summary>
internal readonly record struct GoName(string Group, string Version, string Name);

/// <summary>A field as a struct declares it; an embedded struct has no JSON name.</summary>
internal sealed record GoDeclaration(string? JsonName, GoName? BaseType, string Comment);

/// <summary>One source file of a package of <c>k8s.io/api</c>: its declarations, found by their regular <c>gofmt</c> form.</summary>
internal sealed class GoFile(string group, string version, string text)
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    private static readonly Regex Import = new(@"^\s*(?:import )?(?:(?<alias>\w+)\s+)?""k8s\.io/api/(?<group>\w+)/(?<version>\w+)""", Options);
    private static readonly Regex TextType = new(@"(?<comment>(?:^//[^\n]*\n)*)^type (?<name>\w+) string\b", Options);
    private static readonly Regex EnumMark = new(@"^// ?\+(?:k8s:)?enum\b", Options);
    private static readonly Regex AliasType = new(@"^type (?<name>\w+) = (?<target>[\w.]+)", Options);
    private static readonly Regex TypedConstant = new(@"^\s*(?:const )?\w+\s+(?<type>\w+)\s*=\s*""(?<value>[^""]*)""", Options);
    private static readonly Regex ConvertedConstant = new(@"^\s*(?:const )?\w+\s*=\s*(?<type>\w+)\(""(?<value>[^""]*)""\)", Options);
    private static readonly Regex Struct = new(@"^type (?<name>\w+) struct \{\n(?<body>.*?)^\}", Options | RegexOptions.Singleline);
    private static readonly Regex Field = new(@"^(?:(?<name>\w+)\s+)?(?<type>[\w.*\[\]]+)\s+`(?<tag>[^`]*)`", Options);
    private static readonly Regex JsonTag = new(@"json:""(?<name>[^"",]*)(?<rest>[^""]*)""", Options);

    private readonly Dictionary<string, Match> _imports = ReadImports(text);

    /// <summary>The text types that are marked as enumerations.</summary>
    public IEnumerable<GoName> EnumTypes =>
        TextType.Matches(text).Where(match => EnumMark.IsMatch(match.Groups["comment"].Value)).Select(match => Here(match.Groups["name"].Value));

    /// <summary>Types that are another name of a type.</summary>
    public IEnumerable<(GoName Name, GoName Target)> Aliases =>
        AliasType.Matches(text)
            .Select(match => (Here(match.Groups["name"].Value), Resolve(match.Groups["target"].Value)))
            .Where(pair => pair.Item2 is not null)
            .Select(pair => (pair.Item1, pair.Item2!.Value));

    /// <summary>The text constants that name their type, in the order of the source.</summary>
    public IEnumerable<(GoName Type, string Value)> Constants =>
        TypedConstant.Matches(text).Concat(ConvertedConstant.Matches(text)).Select(match => (Here(match.Groups["type"].Value), match.Groups["value"].Value));

    /// <summary>The structs and their fields.</summary>
    public IEnumerable<(GoName Name, IReadOnlyList<GoDeclaration> Fields)> Structs =>
        Struct.Matches(text).Select(match => (Here(match.Groups["name"].Value), ReadFields(match.Groups["body"].Value)));

    private IReadOnlyList<GoDeclaration> ReadFields(string body)
    {
        var fields = new List<GoDeclaration>();
        var comment = new List<string>();
        foreach (string line in body.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                comment.Add(line[2..].Trim());
                continue;
            }
            if (Field.Match(line) is { Success: true } field && JsonTag.Match(field.Groups["tag"].Value) is { Success: true } tag)
            {
                string name = tag.Groups["name"].Value;
                if (name.Length > 0 || tag.Groups["rest"].Value.Contains("inline", StringComparison.Ordinal))
                    fields.Add(new GoDeclaration(name.Length == 0 ? null : name, Resolve(field.Groups["type"].Value), string.Join('\n', comment)));
            }
            comment.Clear();
        }
        return fields;
    }

    // Pointers and lists do not change what the values are.
    private GoName? Resolve(string type)
    {
        string name = type.Replace("*", "", StringComparison.Ordinal).Replace("[]", "", StringComparison.Ordinal);
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return Here(name);
        return _imports.TryGetValue(name[..dot], out Match? import) ? new GoName(import.Groups["group"].Value, import.Groups["version"].Value, name[(dot + 1)..]) : null;
    }

    private GoName Here(string name) => new(group, version, name);

    private static Dictionary<string, Match> ReadImports(string text)
    {
        var imports = new Dictionary<string, Match>(StringComparer.Ordinal);
        foreach (Match match in Import.Matches(text))
            imports[match.Groups["alias"].Success ? match.Groups["alias"].Value : match.Groups["version"].Value] = match;
        return imports;
    }
}
