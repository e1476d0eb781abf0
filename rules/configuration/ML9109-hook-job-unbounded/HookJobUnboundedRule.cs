using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class HookJobUnboundedRule : Rule
{
    // Of a Job (pkg/apis/batch/v1/defaults.go).
    private const int DefaultBackoffLimit = 6;

    private const string Deadline = "activeDeadlineSeconds";

    private static readonly string[] HelmHooks = ["pre-install", "pre-upgrade", "pre-rollback", "post-install", "post-upgrade"];
    private static readonly string[] ArgoHooks = ["PreSync", "Sync", "PostSync"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9109",
        name: "hook-job-unbounded",
        title: "A Job that a release waits for may run without end",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.Kind != WorkloadKind.Job || workload.IsPartial || workload.Spec is not { } spec || !IsWaitedFor(workload.Resource))
            return;
        if (spec.Get(Deadline) is not null || workload.PodSpec.Mapping.Get(Deadline) is not null || spec.GetBoolean("suspend")?.Value == true)
            return;
        if (MisspeltKey.IsIn(spec, Deadline) || spec.Parent is not YamlEntry entry)
            return;

        string retries = spec.GetInteger("backoffLimit") is { } limit
            ? $"with backoffLimit {limit.Value} it may still"
            : $"with backoffLimit {DefaultBackoffLimit} (default) it may still";
        context.Report(entry.Key, $"Hook {workload} has no {Deadline}: {retries} hold the release until the tool's own timeout");
    }

    private static bool IsWaitedFor(Resource job) =>
        Names(job.GetAnnotation("helm.sh/hook")?.Value, HelmHooks) || Names(job.GetAnnotation("argocd.argoproj.io/hook")?.Value, ArgoHooks);

    private static bool Names(string? list, string[] hooks) => list is not null && Array.Exists(list.Split(',', StringSplitOptions.TrimEntries), hooks.Contains);
}
