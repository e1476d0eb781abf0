using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Schemas;

/// <summary>The kinds that CustomResourceDefinitions among manifests define: all of their versions that have a schema, served or not.</summary>
public sealed class CustomResourceDefinitions : ISchemaSource
{
    private const string Group = "apiextensions.k8s.io";

    private readonly Lazy<Dictionary<(string ApiVersion, string Kind), Lazy<SchemaRoot>>> _kinds;

    /// <summary>Takes the definitions among objects; of two that define the same kind, the first counts.</summary>
    public CustomResourceDefinitions(IEnumerable<Resource> resources)
    {
        Definitions = [.. resources.Where(IsDefinition)];
        _kinds = new(() => Index(Definitions));
    }

    /// <summary>The objects that are definitions; a patch of one is none.</summary>
    public ImmutableArray<Resource> Definitions { get; }

    /// <inheritdoc/>
    public SchemaRoot? Find(string apiVersion, string kind) =>
        !Definitions.IsEmpty && _kinds.Value.TryGetValue((apiVersion, kind), out Lazy<SchemaRoot>? root) ? root.Value : null;

    private static bool IsDefinition(Resource resource) =>
        resource is { Kind: "CustomResourceDefinition", Group: Group, ApiVersion: $"{Group}/v1" or $"{Group}/v1beta1", IsPartial: false };

    private static Dictionary<(string ApiVersion, string Kind), Lazy<SchemaRoot>> Index(ImmutableArray<Resource> definitions)
    {
        var kinds = new Dictionary<(string, string), Lazy<SchemaRoot>>();
        foreach (Resource definition in definitions)
        {
            YamlMapping? spec = definition.Spec;
            YamlMapping? names = spec.GetMapping("names");
            if (spec.GetString("group") is not { Value: var group } || names.GetString("kind") is not { Value: var kind })
                continue;

            // The default of v1beta1 is to preserve (apiextensions/v1beta1/defaults.go).
            bool isPreserving = spec.GetBoolean("preserveUnknownFields")?.Value ?? definition.ApiVersion.EndsWith("/v1beta1", StringComparison.Ordinal);
            string plural = names.GetString("plural")?.Value ?? "";
            bool? isClusterScoped = spec.GetString("scope")?.Value switch { "Cluster" => true, "Namespaced" => false, _ => null };
            foreach ((string version, YamlNode schema) in ReadVersions(spec))
            {
                string apiVersion = $"{group}/{version}";
                kinds.TryAdd((apiVersion, kind), new(() => new SchemaRoot(
                    apiVersion,
                    kind,
                    plural,
                    SchemaReader.Read(schema, isPreserving ? SchemaDialect.Preserving : SchemaDialect.Structural),
                    MinorSet.All,
                    isClusterScoped)));
            }
        }

        return kinds;
    }

    // In v1beta1 one schema may serve all versions, and a single version needs no list.
    private static IEnumerable<(string Version, YamlNode Schema)> ReadVersions(YamlMapping? spec)
    {
        YamlMapping? common = spec.GetMapping("validation", "openAPIV3Schema");
        bool hasVersions = false;
        foreach (YamlMapping version in spec.GetMappings("versions"))
        {
            hasVersions = true;
            if (version.GetString("name") is { } name && (version.GetMapping("schema", "openAPIV3Schema") ?? common) is { } schema)
                yield return (name.Value, schema);
        }

        if (!hasVersions && common is not null && spec.GetString("version") is { } only)
            yield return (only.Value, common);
    }
}
