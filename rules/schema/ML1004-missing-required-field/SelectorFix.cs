using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Writes the selector that a workload lacks.</summary>
internal static class SelectorFix
{
    private static readonly string[] Recommended = ["app.kubernetes.io/name", "app.kubernetes.io/instance"];

    /// <summary>Takes the labels that name the pods: the recommended pair, else <c>app</c>. Null when the pods have neither.</summary>
    public static CodeFix? For(Workload? workload)
    {
        if (workload?.Spec is not { } spec || workload.Kind is not (WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet or WorkloadKind.ReplicaSet))
            return null;

        string[] keys = [.. Recommended.Where(key => workload.TemplateLabels.Find(key) is not null)];
        if (keys.Length == 0 && workload.TemplateLabels.Find("app") is not null)
            keys = ["app"];
        if (keys.Length == 0)
            return null;

        YamlValue selector = YamlValue.Map(("matchLabels", YamlValue.Map(keys.Select(key => (key, (YamlValue)YamlValue.String(workload.TemplateLabels[key]!))))));
        return CodeFix.Unsafe(
            $"Select the pods by {string.Join(" and ", keys)}",
            spec,
            editor => editor.InsertEntry(YamlPath.Of(spec), "selector", selector, EntryPosition.Before("template")));
    }
}
