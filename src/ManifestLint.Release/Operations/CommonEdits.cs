using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases;

/// <summary>Edits that several operations make.</summary>
internal static class CommonEdits
{
    private static readonly YamlPath Replicas = YamlPath.Parse("spec.replicas");

    /// <summary>Gives a side a number of pods.</summary>
    public static void SetReplicas(this ReleaseEditor editor, ReleaseSide side, long count)
    {
        // Nothing written means one pod.
        if (side.Workload.Spec.Get("replicas") is null && count == 1 && side.Scaler is null)
            return;
        editor.Set(side.Workload.Resource, Replicas, YamlValue.Integer(count), EntryPosition.First);
    }

    /// <summary>Writes which side a rollback leads to, where the Services say so already.</summary>
    public static void RememberPrevious(this ReleaseEditor editor, ReleaseState state, ReleaseSide side) => editor.Annotate(state, ReleaseAnnotations.Previous, side.Slot);

    /// <summary>Writes an annotation of the public Services that have it already.</summary>
    public static void Annotate(this ReleaseEditor editor, ReleaseState state, string key, string value)
    {
        foreach (ServiceView service in state.Set.PublicServices)
        {
            if (service.Resource.GetAnnotation(key) is not null)
                editor.Set(service.Resource, YamlPath.Root / "metadata" / "annotations" / key, YamlValue.String(value));
        }
    }

    /// <summary>
    /// Gives a parked side pods again: its number, or none at all where an autoscaler decides, which a written number would hold down at every apply. The API
    /// server then starts with one pod, and the autoscaler brings the others; the side serves nobody meanwhile.
    /// </summary>
    public static void Start(this ReleaseEditor editor, ReleaseSide side, long count)
    {
        if (side.Scaler is { Kind: ScalerKind.HorizontalPodAutoscaler })
            editor.Remove(side.Workload.Resource, Replicas);
        else
            editor.SetReplicas(side, count);
    }
}
