using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class RatioCanaryWithHpaRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6018",
        name: "ratio-canary-with-hpa",
        title: "An autoscaler moves the share of a canary that is split by pods",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        if (!set.IsSplitByPods())
            return;

        Workload canary = set.SmallerPart();
        Workload stable = set.Pair.OtherThan(canary);
        if (Range.Of(resources, canary) is not { } canaries || Range.Of(resources, stable) is not { } stables)
            return;

        ImmutableArray<Range> moving = [.. ((Range[])[stables, canaries]).Where(range => range.IsMoving)];
        if (moving is not [{ Scaler: { TargetName: { } target } scaler }, ..])
            return;

        // The smallest share comes with the fewest canaries beside the most others.
        string low = new CanarySplit(canaries.Minimum, stables.Maximum).EffectiveText;
        string high = new CanarySplit(canaries.Maximum, stables.Minimum).EffectiveText;
        string fixedPart = moving.Length == 2 ? "" : canaries.IsMoving ? $" and {stables.CountPods()} of {stable}" : $" and {canaries.CountPods()} of {canary}";
        context.Report(
            scaler.Resource,
            target.Node,
            $"With {string.Join(" and ", moving.Select(range => range.Describe()))}{fixedPart}, {set.DescribeShare()} of the requests drifts between {low} % and {high} %",
            related: [.. moving.Skip(1).Where(range => range.Scaler!.TargetName is not null).Select(Locate)]);
    }

    private static RelatedLocation Locate(Range range) =>
        new(new Location(range.Scaler!.Resource.File, range.Scaler.TargetName!.Value.Span), $"{range.Scaler} moves it too");

    /// <summary>The numbers of pods between which a side moves.</summary>
    private sealed record Range(Workload Side, long Minimum, long Maximum, ScalerView? Scaler)
    {
        public bool IsMoving => Scaler is not null && Minimum < Maximum;

        /// <summary>Null when the numbers are not known, and for a side without pods.</summary>
        public static Range? Of(ResourceSet resources, Workload side)
        {
            Replicas replicas = resources.ReplicasOf(side);
            if (replicas is not { IsAssumed: false, IsParked: false, Maximum: <= int.MaxValue })
                return null;

            ScalerView? scaler = resources.ActiveScalersOf(side).FirstOrDefault(candidate => candidate == replicas.Scaler);
            if (replicas.Scaler is not null && scaler is null)
                return null;
            return new Range(side, replicas.ScalesToZero ? 0 : replicas.Count, replicas.Maximum, scaler);
        }

        public string CountPods() => Minimum == 1 ? "1 pod" : $"{Minimum} pods";

        public string Describe() => $"{Scaler} on {Side} ({Minimum} to {Maximum} pods)";
    }
}
