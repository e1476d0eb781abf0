using ManifestLint.Diagnostics;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rendering;

/// <summary>The fields that findings hang on: where another value of one may end a finding, a patch that writes it makes the finding uncertain.</summary>
internal static class DecidingFields
{
    /// <summary>Whether a finding hangs on a field.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="path">Where it stands in its object; null when that is not known.</param>
    /// <param name="key">The field's name.</param>
    public static bool Contains(Diagnostic finding, YamlPath? path, string key) => finding.Descriptor.Id switch
    {
        // What is written there stays there, whatever else a patch adds.
        "ML1001" or "ML1002" => false,
        "ML1010" => key is "labels" or "selector",
        "ML1039" => key is "volumes" or "volumeMounts" or "volumeClaimTemplates",
        "ML2001" => key == "readinessProbe",
        "ML2009" => key == "startupProbe",
        "ML2003" or "ML2004" or "ML2007" => IsProbe(key),
        "ML2002" or "ML2006" or "ML2014" or "ML2015" => key == "ports" || IsProbeIn(path, key),
        "ML3002" => key == "strategy",
        "ML3003" => key == "replicas",
        "ML3004" => key == "paused",
        "ML3005" => key == "progressDeadlineSeconds" || IsProbe(key),
        "ML4002" => key is "terminationGracePeriodSeconds" or "lifecycle",
        "ML4001" or "ML4003" or "ML4004" => key == "lifecycle",
        "ML4009" or "ML4010" => key is "command" or "args" or "image",
        "ML7012" or "ML7026" or "ML7027" or "ML7028" or "ML7029" or "ML7030" => key == "resources",
        "ML7022" => key is "affinity" or "nodeSelector" or "nodeName" or "replicas",
        "ML7023" or "ML7024" => key is "topologySpreadConstraints" or "labels",
        "ML7025" => key is "affinity" or "topologySpreadConstraints" or "replicas",
        "ML8025" or "ML8026" => key is "serviceAccountName" or "serviceAccount",
        "ML9001" or "ML9002" or "ML9003" or "ML9008" => key == "image",
        "ML9101" or "ML9111" => key is "annotations" or "env" or "envFrom" or "volumes",
        "ML9102" or "ML9104" or "ML9105" => key is "env" or "envFrom" or "volumes" or "volumeMounts",
        "ML9106" or "ML9107" => key is "env" or "envFrom",
        var id => IsOfFamily(id, finding, path, key),
    };

    private static bool IsOfFamily(string id, Diagnostic finding, YamlPath? path, string key) => id[2] switch
    {
        '1' => finding.Message.Contains($"'{key}'", StringComparison.Ordinal),
        '2' => IsProbeIn(path, key),
        '3' => key is "replicas" or "strategy" or "updateStrategy" || (key.EndsWith("Seconds", StringComparison.Ordinal) && finding.Message.Contains(key, StringComparison.Ordinal)),
        '4' => key is "lifecycle" or "terminationGracePeriodSeconds",
        '7' => key is "replicas" or "strategy",
        '8' => key is "securityContext" or "automountServiceAccountToken" or "hostNetwork" or "hostPID" or "hostIPC",
        _ => false,
    };

    private static bool IsProbe(string key) => key is "readinessProbe" or "livenessProbe" or "startupProbe";

    // A patch of one probe leaves the others as they are.
    private static bool IsProbeIn(YamlPath? path, string key) =>
        IsProbe(key) && (path is null || path.Segments.All(segment => segment.Key is not { } step || !IsProbe(step) || step == key));
}
