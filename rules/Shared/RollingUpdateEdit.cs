using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Writes how many pods a rolling update may add and take away.</summary>
internal static class RollingUpdateEdit
{
    private static readonly EntryPosition PlaceOfStrategy = EntryPosition.InOrder(
        "replicas", "revisionHistoryLimit", "minReadySeconds", "progressDeadlineSeconds", "strategy", "selector", "template");

    /// <summary>Where <c>maxSurge</c> and <c>maxUnavailable</c> stand, or would stand.</summary>
    public static YamlPath RollingPath(this Workload workload, RolloutArithmetic rollout) =>
        (rollout.WrittenUnavailable ?? rollout.WrittenSurge) is { } written ? YamlPath.Of(written.Node).Parent : StrategyPath(workload) / KeyOf(workload);

    /// <summary>Sets <c>maxUnavailable</c>, and <c>maxSurge</c> unless it is null; a strategy that is not there yet stands above selector and template.</summary>
    public static YamlEditor SetRolling(this YamlEditor editor, Workload workload, RolloutArithmetic rollout, long? surge, long unavailable)
    {
        if (workload.Spec?.Find("strategy") is null)
        {
            IEnumerable<(string, YamlValue)> added = surge is { } pods ? [("maxSurge", YamlValue.Integer(pods))] : [];
            YamlValue parameters = YamlValue.Map(added.Append(("maxUnavailable", YamlValue.Integer(unavailable))));
            return editor.InsertEntry(StrategyPath(workload).Parent, "strategy", YamlValue.Map((KeyOf(workload), parameters)), PlaceOfStrategy);
        }

        YamlPath path = workload.RollingPath(rollout);
        YamlEditor surged = surge is { } number ? editor.Set(path / "maxSurge", YamlValue.Integer(number)) : editor;
        return surged.Set(path / "maxUnavailable", YamlValue.Integer(unavailable));
    }

    private static YamlPath StrategyPath(Workload workload) => YamlPath.Of(workload.Resource.Root) / "spec" / "strategy";

    private static string KeyOf(Workload workload) => workload.Kind switch
    {
        WorkloadKind.DeploymentConfig => "rollingParams",
        WorkloadKind.Rollout => "canary",
        _ => "rollingUpdate",
    };
}
