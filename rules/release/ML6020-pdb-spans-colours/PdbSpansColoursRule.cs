using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class PdbSpansColoursRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6020",
        name: "pdb-spans-colours",
        title: "A PodDisruptionBudget counts idle pods for the live ones",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        if (set.Strategy != ReleaseStrategy.BlueGreen || resources.DisruptionBudgets.IsEmpty || FindLive(set) is not { } live)
            return;

        Workload idle = set.Pair.OtherThan(live);
        long livePods = resources.ReplicasOf(live).Count;
        long idlePods = resources.ReplicasOf(idle).Count;
        if (livePods == 0 || idlePods == 0)
            return;

        foreach (DisruptionBudgetView budget in resources.DisruptionBudgetsOf(live))
        {
            if (budget.Resource.IsPartial || budget.SelectsEveryPod || !budget.Accepts(idle.TemplateLabels) || budget.Policy is not var (field, written))
                continue;
            if (field == "maxUnavailable" && !written.Value.IsPercent)
                continue;
            if (resources.DisruptionOf(budget) is not { IsKnown: true, Allowed: { } allowed } counted)
                continue;

            // One pod at a time is what a budget for the live pods alone would allow as well.
            long lost = Math.Min(livePods, allowed);
            if (lost == 0 || (lost == 1 && livePods > 1))
                continue;

            string pods = lost == livePods ? PodCount.All(livePods) : $"{lost} of {livePods} pods";
            context.Report(
                budget.Resource,
                budget.Resource.Spec!.Find("selector")!.Key,
                $"{budget} counts {live} and {idle} together: {field} {written.Value} of {counted.Pods} pods lets {pods} of {SideText(set, live)} be evicted at once while {CountIdle(idlePods)} of the other side {(idlePods == 1 ? "is" : "are")} healthy");
        }
    }

    // Without a Service among the manifests either side may be the live one. Both are when a Service selects both, which is another fault (ML6002).
    private static Workload? FindLive(ReleaseSet set) => set.PublicServices.IsEmpty ? set.Pair.First : set.Live;

    private static string SideText(ReleaseSet set, Workload live) => set.PublicServices.IsEmpty ? $"{live}" : $"{live}, the live side,";

    private static string CountIdle(long pods) => pods == 1 ? "1 pod" : $"{pods} pods";
}
