using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>What the namespace of a workload refuses in its pods.</summary>
/// <param name="Level">The level as its label names it.</param>
/// <param name="Violations">What is refused, in the first of the versions in which something is.</param>
/// <param name="Note">For which of the target's versions, as messages append it.</param>
internal readonly record struct PodSecurityEnforcement(string Level, ImmutableArray<PodSecurityViolation> Violations, string Note)
{
    private const string LevelLabel = "pod-security.kubernetes.io/enforce";

    /// <summary>Looks the workload's Namespace up; null when it is not at hand, enforces nothing, or refuses nothing.</summary>
    public static PodSecurityEnforcement? Find(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (string.IsNullOrEmpty(workload.Namespace) || workload.IsPartial || !workload.HasOwnTemplate || FindNamespace(context) is not { } space)
            return null;

        PodSecurityLevel? level = space.GetLabel(LevelLabel)?.Value switch
        {
            "baseline" => PodSecurityLevel.Baseline,
            "restricted" => PodSecurityLevel.Restricted,
            _ => null,
        };
        return level is { } known ? Check(context, known, PinnedMinor(space)) : null;
    }

    private static Resource? FindNamespace(WorkloadContext context)
    {
        // A Namespace is in no namespace.
        foreach (Resource resource in context.Resources.Named(context.Workload.Resource, context.Workload.Namespace!, NamespaceMatch.SameOrUnnamed))
        {
            if (resource is { Kind: "Namespace", Group: "" })
                return resource;
        }

        return null;
    }

    // v1.30; latest and nothing mean the cluster's own version.
    private static int? PinnedMinor(Resource space)
    {
        string? version = space.GetLabel(LevelLabel + "-version")?.Value;
        return version?.StartsWith("v1.", StringComparison.Ordinal) == true && int.TryParse(version.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out int minor) ? minor : null;
    }

    private static PodSecurityEnforcement? Check(WorkloadContext context, PodSecurityLevel level, int? pinned)
    {
        string name = level == PodSecurityLevel.Baseline ? "baseline" : "restricted";
        TargetVersions target = context.Target;
        int? first = null;
        int last = 0;
        ImmutableArray<PodSecurityViolation> violations = [];
        for (int minor = target.First; minor <= target.Last; minor++)
        {
            ImmutableArray<PodSecurityViolation> found = PodSecurityStandard.Check(context.Workload, level, pinned ?? minor);
            if (found.IsEmpty)
                continue;

            last = minor;
            if (first is null)
                (first, violations) = (minor, found);
            if (pinned is not null)
                return new(name, violations, "");
        }

        if (first is not { } from)
            return null;
        return new(name, violations, last < target.Last ? target.NoteBelow(last + 1) : target.NoteFrom(from));
    }
}
