using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidStatefulSetSpecRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1028",
        name: "invalid-statefulset-spec",
        title: "A StatefulSet has a value that its validation refuses",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (context.Workload.Kind != WorkloadKind.StatefulSet || context.Workload.Spec is not { } spec)
            return;

        CheckUnavailable(context, spec);
        if (spec.GetMapping("persistentVolumeClaimRetentionPolicy") is { } policy)
        {
            CheckRetention(context, policy, "whenDeleted");
            CheckRetention(context, policy, "whenScaled");
        }
    }

    private static void CheckUnavailable(WorkloadContext context, YamlMapping spec)
    {
        RolloutArithmetic rollout = RolloutArithmetic.Of(context.Workload, replicas: 1);
        if (rollout is not { Mode: RolloutMode.Rolling, WrittenUnavailable: { } unavailable } || unavailable.Value.Number != 0 || !context.Target.MayReadMaxUnavailable())
            return;

        string note = context.Target.NoteMaxUnavailable();
        context.Report(unavailable.Node, $"spec.updateStrategy.rollingUpdate.maxUnavailable: {unavailable.Value} would let no pod be replaced; {Refusal.ByServer}{note}");
    }

    // An empty text is replaced by the default, Retain.
    private static void CheckRetention(WorkloadContext context, YamlMapping policy, string key)
    {
        if (policy.GetString(key) is not { } value || value.Value is "" or "Retain" or "Delete" || TemplateMarkers.IsTemplated(value.Value))
            return;

        context.Report(value.Node, $"spec.persistentVolumeClaimRetentionPolicy.{key}: '{value.Value}' is not Retain or Delete; {Refusal.ByServer}");
    }
}
