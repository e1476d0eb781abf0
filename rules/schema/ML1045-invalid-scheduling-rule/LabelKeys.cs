using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>
/// <c>matchLabelKeys</c>: labels whose values are taken from the pod and added to the <c>labelSelector</c>, which must not name them itself. When the
/// server adds them (pkg/registry/core/pod/strategy.go), it notices only as a pod is made, and only for labels that the pod has.
/// </summary>
internal static class LabelKeys
{
    /// <summary>Whether the selector names the label.</summary>
    public static bool IsSelected(YamlMapping? labelSelector, string key)
    {
        if (labelSelector.GetMapping("matchLabels")?.Find(key) is not null)
            return true;

        foreach (YamlMapping requirement in labelSelector.GetMappings("matchExpressions"))
        {
            if (requirement.GetString("key")?.Value == key)
                return true;
        }

        return false;
    }

    /// <summary>Whether the pods have the label, so that it is added.</summary>
    public static bool IsAdded(Workload workload, string key) => workload.TemplateLabels.Find(key) is not null;

    /// <summary>Who refuses what only shows when a pod is made.</summary>
    public static string RefusalOfPod(Workload workload) => workload.Kind == WorkloadKind.Pod ? Refusal.ByServer : "it is accepted but no pod can be created";
}
