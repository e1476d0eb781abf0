using ManifestLint.Configuration;

namespace ManifestLint.Resources;

/// <summary>
/// What counts of <c>updateStrategy.rollingUpdate.maxUnavailable</c> of a StatefulSet. It stands behind the gate MaxUnavailableStatefulSet: alpha since 1.24,
/// on by default in 1.35.0, off again by default from a patch of 1.35 on and in 1.36 (CHANGELOG-1.35 and CHANGELOG-1.36, #137904, #137926). Where the gate
/// is off the API server drops the field and pods are replaced one by one.
/// </summary>
public static class StatefulSetUpdates
{
    private const int OnlyMinorWithGate = 35;
    private const int NewestMinorWithoutGate = 36;

    /// <summary>Whether some version of the target looks at the field by default: 1.35.0. What such a version refuses is worth a finding.</summary>
    public static bool MayReadMaxUnavailable(this TargetVersions target) => target is { First: <= OnlyMinorWithGate, Last: >= OnlyMinorWithGate };

    /// <summary>What a message about a refusal appends when other versions, which drop the field, are meant too.</summary>
    public static string NoteMaxUnavailable(this TargetVersions target) => target is { First: OnlyMinorWithGate, Last: OnlyMinorWithGate } ? "" : " (on 1.35)";

    /// <summary>Whether every version of the target replaces several pods at once by default, patches of a minor included: none of those that are known.</summary>
    public static bool HonoursMaxUnavailable(this TargetVersions target) => target.First > NewestMinorWithoutGate;

    /// <summary>How many pods of a StatefulSet an update takes down at one time, as far as the target can be relied on.</summary>
    /// <param name="rollout">The arithmetic of the StatefulSet.</param>
    /// <param name="target">The Kubernetes versions.</param>
    public static long PodsAtOnce(RolloutArithmetic rollout, TargetVersions target) => target.HonoursMaxUnavailable() ? rollout.Unavailable : 1;
}
