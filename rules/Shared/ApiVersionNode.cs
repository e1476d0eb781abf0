using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Where an object says what it is.</summary>
internal static class ApiVersionNode
{
    /// <summary>The value of <c>apiVersion</c>.</summary>
    public static YamlNode? Of(Resource resource) => resource.Root.GetString("apiVersion")?.Node;
}
