using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Who turns an invalid object down, as messages say it.</summary>
internal static class Refusal
{
    /// <summary>A Rollout is a custom resource: the API server takes what only its controller checks.</summary>
    public static string Of(Workload workload) =>
        workload.Kind == WorkloadKind.Rollout ? "the Rollout controller refuses it" : "the API server rejects it";
}
