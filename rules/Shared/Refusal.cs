using ManifestLint.Configuration;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Who turns an invalid object down, as messages say it; {reject} of the catalogue.</summary>
internal static class Refusal
{
    /// <summary>What the API server says to an invalid object of its own kinds.</summary>
    public const string ByServer = "the API server rejects it";

    /// <summary>For a field of the workload itself. A Rollout is a custom resource: the API server takes what only its controller checks.</summary>
    public static string Of(Workload workload) => workload.Kind == WorkloadKind.Rollout ? "the Rollout controller refuses it" : ByServer;

    /// <summary>
    /// For a field of the pod template. A custom controller fails when it makes a pod; so does the one of StatefulSets before 1.34, whose template
    /// the API server did not validate until then (pkg/apis/apps/validation/validation.go).
    /// </summary>
    public static string OfTemplate(Workload workload, TargetVersions target) => workload.Kind switch
    {
        WorkloadKind.Rollout or WorkloadKind.CloneSet or WorkloadKind.KnativeService or WorkloadKind.DeploymentConfig => "its controller cannot create pods from it",
        WorkloadKind.StatefulSet when !target.HasFrom(34) => "it is accepted but no pod can be created",
        _ => ByServer,
    };
}
