using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>
/// What an environment variable may show of its own pod (pkg/apis/core/validation/validation.go, validEnvDownwardAPIFieldPathExpressions and
/// validContainerResourceFieldPathExpressions). Each question answers with what is wrong, or null.
/// </summary>
internal static class DownwardFields
{
    private static readonly string[] Fields =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    private static readonly string[] Resources =
    [
        "limits.cpu", "limits.memory", "limits.ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage",
    ];

    /// <summary>What is wrong with a <c>fieldPath</c>. <c>spec.host</c> is an old name of <c>spec.nodeName</c> that is still taken.</summary>
    public static string? CheckField(string path)
    {
        if (path == "spec.host" || Fields.Contains(path) || TemplateMarkers.IsTemplated(path))
            return null;

        int bracket = path.IndexOf("['", StringComparison.Ordinal);
        if (bracket > 0 && path.EndsWith("']", StringComparison.Ordinal) && path.Length >= bracket + 4)
            return CheckSubscript(path, path[..bracket], path[(bracket + 2)..^2]);
        if (path.StartsWith("metadata.labels", StringComparison.Ordinal) || path.StartsWith("metadata.annotations", StringComparison.Ordinal))
            return $"fieldPath '{path}' must name one entry, such as {(path[9] == 'l' ? "metadata.labels" : "metadata.annotations")}['key'] with single quotes";
        return $"an environment variable cannot show fieldPath '{path}'{Suggest(path, Fields)}";
    }

    /// <summary>What is wrong with a <c>resource</c> of <c>resourceFieldRef</c>.</summary>
    public static string? CheckResource(string resource)
    {
        bool isKnown = Resources.Contains(resource) || resource.StartsWith("limits.hugepages-", StringComparison.Ordinal) || resource.StartsWith("requests.hugepages-", StringComparison.Ordinal);
        return isKnown || TemplateMarkers.IsTemplated(resource)
            ? null
            : $"an environment variable cannot show resource '{resource}', only limits and requests of cpu, memory, ephemeral-storage and hugepages{Suggest(resource, Resources)}";
    }

    private static string? CheckSubscript(string path, string map, string key) => map switch
    {
        "metadata.labels" => Names.CheckQualifiedName(key) is { } wrong ? $"'{key}' in fieldPath is not a valid label key: {wrong}" : null,
        "metadata.annotations" => Names.CheckQualifiedName(key.ToLowerInvariant()) is { } wrong ? $"'{key}' in fieldPath is not a valid annotation key: {wrong}" : null,
        _ => $"an environment variable cannot show fieldPath '{path}'",
    };

    private static string Suggest(string text, string[] known) =>
        Array.Find(known, candidate => candidate.Equals(text, StringComparison.OrdinalIgnoreCase) || EditDistance.IsSlip(candidate, text)) is { } near ? $", did you mean '{near}'" : "";
}
