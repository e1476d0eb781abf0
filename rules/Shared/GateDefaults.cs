using ManifestLint.Configuration;

namespace ManifestLint.Rules;

/// <summary>Feature gates whose default came and went, so that no single minor says since when a field counts.</summary>
internal static class GateDefaults
{
    /// <summary>
    /// Whether <c>maxUnavailable</c> of a StatefulSet is looked at by some version. The gate MaxUnavailableStatefulSet is on by default in 1.35.0 only;
    /// elsewhere the API server drops the field (CHANGELOG-1.35, CHANGELOG-1.36).
    /// </summary>
    public static bool ReadsStatefulSetMaxUnavailable(this TargetVersions target) => target is { First: <= 35, Last: >= 35 };

    /// <summary>What a message appends when other versions, which drop the field, are meant too.</summary>
    public static string NoteStatefulSetMaxUnavailable(this TargetVersions target) => target is { First: 35, Last: 35 } ? "" : " (on 1.35)";
}
