using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Where a workload says how many pods it has.</summary>
internal static class ReplicasPlace
{
    /// <summary>The value of <c>replicas</c> when it decides, else the key <c>spec</c>: a scaler decides in another object, maybe in another file.</summary>
    public static YamlNode PlaceOfReplicas(this Workload workload, Replicas replicas) =>
        (replicas.Scaler is null ? replicas.Node : null) ?? workload.Resource.Root.Find("spec")?.Key ?? workload.Resource.Root;
}
