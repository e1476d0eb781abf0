using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Which of the scalers that name a target are applied, and which of them are one too many.</summary>
internal static class ActiveScalers
{
    /// <summary>The scalers of a workload that are written as a whole and that no patch of the bundle deletes.</summary>
    public static IEnumerable<ScalerView> ActiveScalersOf(this ResourceSet resources, Workload workload) =>
        resources.ScalersOf(workload).Where(scaler => !scaler.Resource.IsPartial && !IsDeleted(resources, scaler.Resource));

    /// <summary>
    /// Another scaler of the same target, the first of those that stand before this one. Files for different environments, one scaler written twice and the
    /// autoscaler that KEDA makes of a ScaledObject are no rivals.
    /// </summary>
    public static ScalerView? FindRival(this ResourceSet resources, ScalerView scaler)
    {
        if (scaler.TargetName is not { } name || scaler.Resource.IsPartial || TemplateMarkers.IsTemplated(name.Value))
            return null;

        foreach (ScalerView other in resources.ScalersNaming(scaler.Resource, scaler.TargetGroup, scaler.TargetKind, name.Value))
        {
            if (AreRivals(resources, other, scaler) && ResourceOrder.Compare(other.Resource, scaler.Resource) < 0)
                return other;
        }

        return null;
    }

    /// <summary>Whether a patch of the bundle may give the scaler another value of one of the fields. One written as text counts when it names the field at all.</summary>
    public static bool MayPatch(this ResourceSet resources, ScalerView scaler, params ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
        {
            if (PatchesOf(resources, scaler.Resource).Any(patch => patch.Spec.Get(field) is not null)
                || resources.OfKind(scaler.Resource, "Kustomization").Any(kustomization => SpeaksOf(kustomization, "patches", field) || SpeaksOf(kustomization, "patchesJson6902", field)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreRivals(ResourceSet resources, ScalerView one, ScalerView other) =>
        !one.Resource.IsPartial
        && !one.Resource.IsSameObject(other.Resource)
        && !EnvironmentPaths.AreAlternatives(one.Resource.File.Path, other.Resource.File.Path)
        && !IsMadeOf(one, other) && !IsMadeOf(other, one)
        && !IsDeleted(resources, one.Resource) && !IsDeleted(resources, other.Resource);

    // KEDA keeps one HorizontalPodAutoscaler for each ScaledObject, keda-hpa-<name> when nothing else is written, and takes over one that is there.
    private static bool IsMadeOf(ScalerView scaler, ScalerView scaledObject) =>
        scaler.Kind == ScalerKind.HorizontalPodAutoscaler
        && scaledObject.Kind == ScalerKind.ScaledObject
        && scaler.Resource.Name == (scaledObject.Resource.Spec.GetMapping("advanced", "horizontalPodAutoscalerConfig").GetString("name")?.Value ?? $"keda-hpa-{scaledObject.Resource.Name}");

    private static bool IsDeleted(ResourceSet resources, Resource resource) =>
        PatchesOf(resources, resource).Any(patch => patch.Root.GetString("$patch")?.Value == "delete");

    private static IEnumerable<Resource> PatchesOf(ResourceSet resources, Resource resource) =>
        resources.Named(resource, resource.Name, NamespaceMatch.SameOrUnnamed).Where(other => other.IsPartial && other.Kind == resource.Kind);

    private static bool SpeaksOf(Resource kustomization, string key, string field) =>
        kustomization.Root.GetMappings(key).Any(item => item.GetString("patch")?.Value.Contains(field, StringComparison.Ordinal) == true);
}
