using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases;

/// <summary>Edits of <c>spec.replicas</c>.</summary>
internal static class ReplicaEdits
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
