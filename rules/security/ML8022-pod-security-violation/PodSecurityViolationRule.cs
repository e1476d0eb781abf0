using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class PodSecurityViolationRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML8022",
        name: "pod-security-violation",
        title: "The namespace of a workload refuses its pods",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (PodSecurityEnforcement.Find(context) is not { Violations: [var first, ..] violations } enforced)
            return;

        Workload workload = context.Workload;
        string checks = string.Join(", ", violations.Select(violation => violation.Check).Distinct());
        string effect = workload.Kind == WorkloadKind.Pod ? "so it is rejected" : "so none of its pods is created";
        context.Report(
            first.Node,
            $"{workload} breaks the '{enforced.Level}' policy of namespace '{workload.Namespace}' ({checks}), {effect}: {first.Detail}{enforced.Note}",
            related: [.. violations.Skip(1).Select(violation => Relate(workload, violation))]);
    }

    private static RelatedLocation Relate(Workload workload, PodSecurityViolation violation) =>
        new(new Location(workload.Resource.File, violation.Node.ContentSpan), violation.Detail);
}
