using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Why a scaler finds no target.</summary>
internal enum ScaleTargetDefect
{
    /// <summary>The API group that it names, or does not name, has no such kind.</summary>
    WrongGroup,

    /// <summary>There is an object of the name, of another kind or group.</summary>
    OtherKind,

    /// <summary>There is no object of the name that could be scaled.</summary>
    Missing,
}

/// <summary>A scaler without target.</summary>
/// <param name="Defect">Why it finds none.</param>
/// <param name="Found">What has the name instead.</param>
/// <param name="ApiVersion">What <c>apiVersion</c> has to be for the kind that is meant; null when several may be meant.</param>
internal readonly record struct ScaleTargetFault(ScaleTargetDefect Defect, Workload? Found, string? ApiVersion);

/// <summary>Looks for the object that a scaler names. Those that find none have nothing more to say (ML7010).</summary>
internal static class ScaleTargets
{
    public static ScaleTargetFault? FindTargetFault(this ResourceSet resources, ScalerView scaler)
    {
        if (scaler.Resource.IsPartial || scaler.TargetName is not { Value.Length: > 0 } name || scaler.TargetKind.Length == 0 || !IsKnown(scaler))
            return null;

        string? apiVersion = ApiVersionOf(scaler.TargetKind);
        if (apiVersion is not null && ServesNot(scaler.TargetGroup, scaler.TargetKind, GroupOf(apiVersion)))
            return new(ScaleTargetDefect.WrongGroup, Found: null, apiVersion);
        if (resources.TargetOf(scaler, NamespaceMatch.SameOrUnnamed) is not null || resources.HasReleaseController(scaler.Resource, name.Value))
            return null;

        Workload[] candidates = [.. FindNamed(resources, scaler).Where(workload => MayBeMeant(scaler, workload.Resource.Kind))];
        if (candidates is [var found, ..])
        {
            // What still bears its old group, which ML1006 reports, is the target once it is moved.
            if (found.Resource.Kind == scaler.TargetKind && found.Resource.Group == "extensions")
                return null;
            return new(ScaleTargetDefect.OtherKind, found, candidates.Length == 1 ? ApiVersionOf(found.Resource.Kind) : null);
        }

        bool isKnownKind = apiVersion is not null && scaler.TargetGroup == GroupOf(apiVersion);
        return isKnownKind && IsMissing(resources, scaler, name.Value) ? new(ScaleTargetDefect.Missing, FindNamed(resources, scaler).FirstOrDefault(), apiVersion) : null;
    }

    private static bool IsMissing(ResourceSet resources, ScalerView scaler, string name) =>
        resources.IsCompleteFor(scaler.Resource, scaler.TargetKind, name)
        && !KustomizedNames.MayMake(resources, scaler.Resource, scaler.TargetKind, name)
        && !Operators.MayMakeMore(resources, scaler.Resource);

    private static IEnumerable<Workload> FindNamed(ResourceSet resources, ScalerView scaler)
    {
        foreach (Resource resource in resources.Named(scaler.Resource, scaler.TargetName!.Value.Value))
        {
            if (!resource.IsPartial && resources.WorkloadOf(resource) is { } workload)
                yield return workload;
        }
    }

    // Who names a kind of a group that nobody knows here means it, unless it is one of the known kinds but for a slip of the pen.
    private static bool MayBeMeant(ScalerView scaler, string kind) => ApiVersionOf(kind) is not null
        && (ApiVersionOf(scaler.TargetKind) is not null || !scaler.TargetGroup.Contains('.', StringComparison.Ordinal) || EditDistance.IsSlip(scaler.TargetKind, kind));

    private static bool IsKnown(ScalerView scaler)
    {
        foreach (string key in (ReadOnlySpan<string>)["apiVersion", "kind", "name"])
        {
            if (scaler.TargetRef.Get(key) is not null && (scaler.TargetRef.GetString(key) is not { } written || TemplateMarkers.IsTemplated(written.Value)))
                return false;
        }

        return true;
    }

    // The controller takes only the group of apiVersion; without one it looks in the core group. A group with a dot may serve a kind of the same name.
    private static bool ServesNot(string group, string kind, string right) =>
        group != right && !group.Contains('.', StringComparison.Ordinal) && !(kind == "DeploymentConfig" && group.Length == 0);

    // The kinds with a scale that are understood here.
    private static string? ApiVersionOf(string kind) => kind switch
    {
        "Deployment" or "StatefulSet" or "ReplicaSet" => "apps/v1",
        "ReplicationController" => "v1",
        "Rollout" => "argoproj.io/v1alpha1",
        "CloneSet" => "apps.kruise.io/v1alpha1",
        "DeploymentConfig" => "apps.openshift.io/v1",
        _ => null,
    };

    private static string GroupOf(string apiVersion) => apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? apiVersion[..slash] : "";
}
