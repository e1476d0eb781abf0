using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class SlotConfigPrunedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6026",
        name: "slot-config-pruned",
        title: "A side of a release uses a ConfigMap or Secret of which only a later one is left",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        foreach (Workload side in context.Set.Sides)
        {
            if (!side.HasOwnTemplate || side.ConfigReferences.IsEmpty)
                continue;

            var seen = new HashSet<(string, string)>();
            foreach (ConfigReference reference in side.ConfigReferences)
            {
                if (seen.Add((reference.Kind, reference.Name.Value)) && PrunedConfigs.FindSuccessors(context.Resources, side, reference) is { Count: > 0 } others)
                    Report(context, side, reference, others);
            }
        }
    }

    private static void Report(ReleaseSetContext context, Workload side, ConfigReference reference, IReadOnlyList<string> others)
    {
        string consequence = context.Resources.ReplicasOf(side).IsParked
            ? "its pods cannot start when you switch back"
            : "its pods fail at the next restart";
        context.Report(
            side.Resource,
            reference.Name.Node,
            $"{side} still needs {reference.Kind} '{reference.Name.Value}', but the given manifests hold only {string.Join(", ", others.Select(other => $"'{other}'"))}: once it is pruned, {consequence}");
    }
}
