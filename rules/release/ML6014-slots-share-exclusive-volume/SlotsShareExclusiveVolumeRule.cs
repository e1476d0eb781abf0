using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class SlotsShareExclusiveVolumeRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6014",
        name: "slots-share-exclusive-volume",
        title: "Both sides of a release mount a volume that one node or one pod may have",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        (Workload first, Workload second) = (set.Pair.First, set.Pair.Second);
        if (first.PodSpec.Mapping.Get("volumes") is null || second.PodSpec.Mapping.Get("volumes") is null || !second.HasOwnTemplate || !RunTogether(resources, set))
            return;
        // Several replicas of one side fail with the claim before the other side comes, which ML3021 says.
        if (set.Sides.Any(side => resources.FindClaimOfReplicas(side) is not null))
            return;

        SingleWriterClaim[] claims = [.. resources.SingleWriterClaimsOf(first)];
        foreach (SingleWriterClaim claim in resources.SingleWriterClaimsOf(second))
        {
            if (!Array.Exists(claims, other => other.Name.Value == claim.Name.Value && (other.IsWritten || claim.IsWritten)))
                continue;
            if (!claim.IsForOnePod && AreOnOneNode(first, second))
                continue;

            string hang = claim.IsForOnePod
                ? "the scheduler leaves the pods of the second side pending while the first runs"
                : "pods of the second side on another node hang with a Multi-Attach error while the first runs";
            context.Report(second.Resource, claim.Name.Node, $"{first} and {second} both mount claim '{claim.Name.Value}' ({claim.AccessMode}): {hang}");
        }
    }

    // The idle side of blue-green starts beside the live one; a canary that is parked may be one that is done with.
    private static bool RunTogether(ResourceSet resources, ReleaseSet set)
    {
        int parked = set.Sides.Count(side => resources.ReplicasOf(side).IsParked);
        return parked == 0 || (parked == 1 && set.Strategy != ReleaseStrategy.Canary);
    }

    private static bool AreOnOneNode(Workload first, Workload second) =>
        (first.PodSpec.FindPinnedNode() is { } node && second.PodSpec.FindPinnedNode() is { } other && node.Value == other.Value)
        || Follows(first, second)
        || Follows(second, first);

    private static bool Follows(Workload side, Workload other)
    {
        foreach (PodAffinityTerm term in side.PodSpec.AffinityTerms)
        {
            if (term is { IsAnti: false, IsRequired: true } && term.TopologyKey?.Value == PodPlacement.Hostname && term.MeansPodsOf(other))
                return true;
        }

        return false;
    }
}
