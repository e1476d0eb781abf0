using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Tells whether pods are replaced when a ConfigMap or Secret changes under its old name.</summary>
public static class ConfigRestarters
{
    private const string ChecksumKey = "checksum/";

    // Parts of annotation keys of a pod template under which people and charts write a hash, or another value with every release.
    private static readonly string[] HashKeys = ["checksum", "config-hash", "confighash", "config_hash", "configmap-hash", "secret-hash", "secrethash", "sha256", "rollme"];

    /// <summary>The annotation of a pod template that carries the checksum of one object: <c>checksum/configmap-shop</c>.</summary>
    public static string AnnotationFor(string kind, string name) => $"{ChecksumKey}{kind.ToLowerInvariant()}-{name}";

    /// <summary>
    /// Whether a change of the object replaces the pods: the template carries a checksum, or a controller (Reloader, Wave) is told to restart them. A checksum
    /// that is plainly for another object does not count.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="kind"><c>ConfigMap</c> or <c>Secret</c>.</param>
    /// <param name="name">The object's name.</param>
    public static bool IsRestartedFor(this Workload workload, string kind, string name) =>
        Has(workload.TemplateMetadata.GetMapping("annotations"), kind, name, isTemplate: true)
        || Has(workload.Resource.Metadata.GetMapping("annotations"), kind, name, isTemplate: false);

    private static bool Has(YamlMapping? annotations, string kind, string name, bool isTemplate)
    {
        if (annotations is null)
            return false;

        foreach ((string key, YamlEntry entry) in annotations.EffectiveEntries())
        {
            string value = NodeReading.AsString(entry.Value)?.Value ?? "";
            bool isChecksum = isTemplate && (value.Contains("sha256sum", StringComparison.Ordinal) || IsHashKey(key));
            if (isChecksum ? IsFor(key, value, kind, name) : IsController(key, value, kind, name))
                return true;
        }

        return false;
    }

    private static bool IsHashKey(string key) => Array.Exists(HashKeys, part => key.Contains(part, StringComparison.OrdinalIgnoreCase));

    // Our own checksums are for one object each.
    private static bool IsFor(string key, string value, string kind, string name) =>
        !ConfigData.IsChecksum(value) || !key.StartsWith(ChecksumKey, StringComparison.Ordinal) || key == AnnotationFor(kind, name);

    private static bool IsController(string key, string value, string kind, string name) => key switch
    {
        "reloader.stakater.com/auto" or "reloader.stakater.com/search" or "wave.pusher.com/update-config-on-change" => value != "false",
        "configmap.reloader.stakater.com/auto" => kind == "ConfigMap" && value != "false",
        "secret.reloader.stakater.com/auto" => kind == "Secret" && value != "false",
        "configmap.reloader.stakater.com/reload" => kind == "ConfigMap" && Names(value, name),
        "secret.reloader.stakater.com/reload" => kind == "Secret" && Names(value, name),
        _ => false,
    };

    private static bool Names(string list, string name) =>
        Array.Exists(list.Split(',', StringSplitOptions.TrimEntries), item => item == name || item.AsSpan().ContainsAny('*', '['));
}
