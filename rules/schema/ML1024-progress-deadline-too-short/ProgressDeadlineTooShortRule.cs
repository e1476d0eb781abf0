using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ProgressDeadlineTooShortRule : Rule
{
    private const long DefaultDeadlineSeconds = 600;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1024",
        name: "progress-deadline-too-short",
        title: "The progress deadline is not longer than minReadySeconds",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.Kind is not (WorkloadKind.Deployment or WorkloadKind.Rollout) || workload.Spec is not { } spec)
            return;

        bool isDeadlineWritten = spec.Get("progressDeadlineSeconds") is not null;
        bool isReadyWritten = spec.Get("minReadySeconds") is not null;
        Located<long>? deadline = spec.GetInteger("progressDeadlineSeconds");
        Located<long>? ready = spec.GetInteger("minReadySeconds");
        if (isDeadlineWritten != deadline.HasValue || isReadyWritten != ready.HasValue || (workload.IsPartial && !(isDeadlineWritten && isReadyWritten)))
            return;

        long deadlineSeconds = deadline?.Value ?? DefaultDeadlineSeconds;
        long readySeconds = ready?.Value ?? 0;
        if (deadlineSeconds > readySeconds || deadlineSeconds < 0 || (deadline ?? ready) is not { } place)
            return;

        string note = isDeadlineWritten ? "" : " (default)";
        context.Report(
            place.Node,
            $"progressDeadlineSeconds {deadlineSeconds}{note} must be greater than minReadySeconds {readySeconds}, {Refusal.Of(workload)}",
            SetDeadline(spec, readySeconds + DefaultDeadlineSeconds));
    }

    private static CodeFix SetDeadline(YamlMapping spec, long seconds) => CodeFix.Safe(
        $"Set progressDeadlineSeconds to {seconds}",
        spec,
        editor => spec.Find("progressDeadlineSeconds") is not null
            ? editor.Set(YamlPath.Of(spec) / "progressDeadlineSeconds", YamlValue.Integer(seconds))
            : editor.InsertEntry(YamlPath.Of(spec), "progressDeadlineSeconds", YamlValue.Integer(seconds), EntryPosition.After("minReadySeconds")));
}
