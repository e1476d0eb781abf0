using ManifestLint.Configuration;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Moves an object to the version that takes the place of its own, where the shape of the move is known (the deprecated API migration guide).</summary>
internal static class ApiMigration
{
    /// <summary>The fix; null when there is no successor that all of the target serves, or its shape needs a person.</summary>
    public static CodeFix? For(Resource resource, ApiLifecycle lifecycle, TargetVersions target, SchemaStore store)
    {
        if (ApiRemoval.SuccessorOf(lifecycle, store) is not { } replacement || replacement.Kind != resource.Kind || resource.IsPartial)
            return null;
        if (store.FindBuiltIn(replacement.ApiVersion, replacement.Kind)?.Minors.Contains(MinorSet.Of(target)) != true || ApiVersionNode.Of(resource) is not YamlScalar place)
            return null;

        string title = $"Move to {replacement.ApiVersion}";
        YamlEditor Rename(YamlEditor editor) => editor.SetScalar(YamlPath.Of(place), YamlValue.String(replacement.ApiVersion));
        return (resource.Group, resource.Kind) switch
        {
            ("apps" or "extensions", "Deployment" or "ReplicaSet" or "DaemonSet" or "StatefulSet") => CodeFix.Unsafe(title, place, editor => WorkloadMigration.Edit(Rename(editor), resource)),
            (_, "Ingress") => CodeFix.Unsafe(title, place, editor => IngressMigration.Edit(Rename(editor), resource)),
            ("autoscaling", "HorizontalPodAutoscaler") when resource.ApiVersion == "autoscaling/v2beta1" => ScalerMigration.IsKnown(resource) ? CodeFix.Unsafe(title, place, editor => ScalerMigration.Edit(Rename(editor), resource)) : null,
            ("policy", "PodDisruptionBudget") when resource.Spec.GetMapping("selector") is { Entries.IsEmpty: true } => CodeFix.Unsafe(title, place, Rename),
            ("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration") when resource.ApiVersion.EndsWith("v1beta1", StringComparison.Ordinal) || resource.ApiVersion.EndsWith("v1beta2", StringComparison.Ordinal) =>
                CodeFix.Unsafe(title, place, editor => RenameShares(Rename(editor), resource)),
            ("admissionregistration.k8s.io", "MutatingWebhookConfiguration" or "ValidatingWebhookConfiguration") => null,
            ("apiextensions.k8s.io", _) or ("certificates.k8s.io", _) or ("discovery.k8s.io", _) or ("events.k8s.io", _) or ("", _) => null,
            ("resource.k8s.io", _) when !resource.ApiVersion.EndsWith("v1beta2", StringComparison.Ordinal) => null,
            _ => CodeFix.Safe(title, place, Rename),
        };
    }

    private static YamlEditor RenameShares(YamlEditor editor, Resource resource)
    {
        YamlPath limited = YamlPath.Of(resource.Root) / "spec" / "limited";
        return resource.Spec.GetMapping("limited")?.Find("assuredConcurrencyShares") is null ? editor : editor.RenameKey(limited / "assuredConcurrencyShares", "nominalConcurrencyShares");
    }
}
