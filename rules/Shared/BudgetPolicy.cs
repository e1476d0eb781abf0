using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The policy of a PodDisruptionBudget in words, and the one that is right for most workloads.</summary>
internal static class BudgetPolicy
{
    /// <summary>For example <c>3 pods</c> or <c>2 pods at the minimum of HorizontalPodAutoscaler 'shop'</c>.</summary>
    public static string DescribePods(this DisruptionArithmetic numbers)
    {
        string pods = numbers.Pods == 1 ? "1 pod" : $"{numbers.Pods} pods";
        return numbers.Scaler is { } scaler ? $"{pods} at the minimum of {scaler}" : pods;
    }

    /// <summary>
    /// Writes <c>maxUnavailable: 1</c> in the place of the policy, which lets one pod go at a time. Null where that is too much: among members of a quorum of which
    /// none may stop.
    /// </summary>
    public static CodeFix? AllowOne(DisruptionArithmetic numbers, ResourceSet resources)
    {
        DisruptionBudgetView budget = numbers.Budget;
        if (budget.Policy is not (var field, _) || budget.Resource.Spec?.Find(field) is not { } entry || !ToleratesOne(numbers, resources))
            return null;

        YamlPath path = YamlPath.Of(entry);
        return CodeFix.Unsafe("Set maxUnavailable to 1", entry, editor =>
        {
            YamlEditor renamed = field == "maxUnavailable" ? editor : editor.RenameKey(path, "maxUnavailable");
            return renamed.SetScalar(path.Parent / "maxUnavailable", YamlValue.Integer(1));
        });
    }

    /// <summary>Whether one pod may always go: not when the budget is for members of a quorum that none may leave.</summary>
    public static bool ToleratesOne(DisruptionArithmetic numbers, ResourceSet resources) =>
        numbers.FindQuorum(resources) is not { } quorum || QuorumMembers.Tolerated(resources.ReplicasOf(quorum).Count) >= 1;
}
