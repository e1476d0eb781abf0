using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Generator.Crds;

/// <summary>An unpacked package of <c>@kubernetes-models</c>: the schema of each of its types, by the name of its module.</summary>
internal sealed class CrdPackage(string folder)
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex FullName = new(@"export type \{ I\w+ as I(?<name>\w+)", Options);

    private readonly Dictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, string>> _declarations = new(() => FindDeclarations(folder));

    /// <summary>The names of all types.</summary>
    public IEnumerable<string> Names =>
        Directory.EnumerateFiles(Path.Combine(folder, "_schemas"), "*.js").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    /// <summary>Whether the package has a type.</summary>
    public bool Has(string name) => File.Exists(ScriptOf(name));

    /// <summary>The schema of a type; references are names of types, of this package or another.</summary>
    public JsonObject Read(string name)
    {
        if (!_definitions.TryGetValue(name, out JsonObject? definition))
        {
            definition = CompiledValidatorReader.Read(new CompiledModule(File.ReadAllText(ScriptOf(name))));
            ShortenReferences(definition);
            if (_declarations.Value.TryGetValue(name, out string? path) && DeclarationReader.Read(File.ReadAllText(path)) is { } declared)
                DeclaredProperties.AddMissing(definition, declared);
            definition = new SchemaSimplifier(reference => Has(reference) ? Read(reference) : null).Simplify(definition);
            _definitions[name] = definition;
        }
        return definition;
    }

    private string ScriptOf(string name) => Path.Combine(folder, "_schemas", name + ".js");

    // From the path of a module to the name of its type.
    private static void ShortenReferences(JsonNode? node)
    {
        foreach (JsonObject schema in node.Descendants().Where(schema => schema.ContainsKey("$ref")))
            schema["$ref"] = Path.GetFileName((string)schema["$ref"]!).Replace(".js", "", StringComparison.Ordinal);
    }

    // A declaration names its type in full at its end; those of istio do not and have it in their path.
    private static Dictionary<string, string> FindDeclarations(string folder)
    {
        var declarations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(folder, "*.d.ts", SearchOption.AllDirectories))
        {
            string[] parts = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar);
            if (parts.Length != 3)
                continue;
            Match match = FullName.Match(File.ReadAllText(file));
            string kind = parts[2][..^".d.ts".Length];
            declarations[match.Success ? match.Groups["name"].Value : string.Concat(parts[0].Split('.').Append(parts[1]).Select(Capitalised)) + kind] = file;
        }
        return declarations;
    }

    private static string Capitalised(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
