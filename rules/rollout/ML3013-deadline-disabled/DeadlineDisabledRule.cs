using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class DeadlineDisabledRule : Rule
{
    private const string Deadline = "progressDeadlineSeconds";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3013",
        name: "deadline-disabled",
        title: "A rollout that is stuck never counts as failed",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.Kind is not (WorkloadKind.Deployment or WorkloadKind.Rollout) || workload.OwningRollout is not null)
            return;

        // MaxInt32 means no deadline (HasProgressDeadline); what is larger does not fit the field and is refused.
        if (workload.Spec.GetInteger(Deadline) is not { Value: int.MaxValue } deadline || workload.Spec.GetBoolean("paused")?.Value == true)
            return;

        YamlPath path = YamlPath.Of(workload.Resource.Root) / "spec" / Deadline;
        context.Report(
            deadline.Node,
            $"{Deadline} {deadline.Value} is never reached, so a stuck rollout waits for ever and rollout status does not fail",
            CodeFix.Unsafe($"Remove {Deadline}, so that 600 s apply", workload.Resource.Root, editor => editor.RemoveEntry(path)));
    }
}
