using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Writes numbers into the <c>spec</c> of a workload.</summary>
internal static class WorkloadSpecEdit
{
    private static readonly ImmutableArray<string> Order =
    [
        "replicas", "revisionHistoryLimit", "progressDeadlineSeconds", "minReadySeconds", "paused", "serviceName", "podManagementPolicy", "updateStrategy", "strategy",
        "selector", "template", "volumeClaimTemplates",
    ];

    /// <summary>Sets a number of the workload's own <c>spec</c>; a new one stands where people look for it, above the selector.</summary>
    public static YamlEditor SetInSpec(this YamlEditor editor, Workload workload, string key, long value)
    {
        YamlPath spec = YamlPath.Of(workload.Resource.Root) / "spec";
        return workload.Spec?.Find(key) is not null
            ? editor.Set(spec / key, YamlValue.Integer(value))
            : editor.InsertEntry(spec, key, YamlValue.Integer(value), EntryPosition.InOrder(Order));
    }
}
