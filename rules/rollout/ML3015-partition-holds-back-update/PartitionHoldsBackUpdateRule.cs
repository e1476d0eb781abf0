using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class PartitionHoldsBackUpdateRule : Rule
{
    private static readonly ListOption StagedAnnotations = new(
        "stagedAnnotations", ["manifestlint.dev/strategy"], "annotations of a StatefulSet that is updated in stages on purpose");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3015",
        name: "partition-holds-back-update",
        title: "The partition of a StatefulSet keeps pods on the old revision",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [StagedAnnotations];

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (workload.Kind != WorkloadKind.StatefulSet || workload.Spec.GetMapping("updateStrategy", "rollingUpdate").GetInteger("partition") is not { } partition)
            return;

        YamlMapping? ordinals = workload.Spec.GetMapping("ordinals");
        long start = ordinals.GetInteger("start")?.Value ?? 0;
        bool isStartKnown = ordinals.GetInteger("start") is not null || ordinals.Get("start") is null;
        Replicas replicas = resources.ReplicasOf(workload);
        if (!isStartKnown || partition.Value <= start || replicas.IsParked || resources.RolloutOf(workload).Mode != RolloutMode.Rolling)
            return;

        // A scaler may add pods that the partition lets through.
        bool holdsAll = !replicas.IsAssumed && partition.Value - start >= replicas.Maximum;
        if (!holdsAll && (!context.IsStrict || IsStaged(workload, context.GetOption(StagedAnnotations))))
            return;

        YamlPath path = YamlPath.Of(partition.Node);
        string count = replicas.Maximum == 1 ? "1 replica" : $"{replicas.Maximum} replicas";
        string number = replicas.Maximum == 1 ? $"ordinal {start}" : $"ordinals {start} to {start + replicas.Maximum - 1}";
        context.Report(
            partition.Node,
            holdsAll
                ? $"partition {partition.Value} with {(replicas.Scaler is null ? "" : "at most ")}{count} ({number}) keeps every pod on the old revision"
                : $"partition {partition.Value} keeps ordinals below {partition.Value} on the old revision until it is lowered",
            CodeFix.Unsafe("Set partition to 0", workload.Resource.Root, editor => editor.Set(path, YamlValue.Integer(0))),
            holdsAll ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info);
    }

    private static bool IsStaged(Workload workload, ImmutableArray<string> annotations) =>
        annotations.Any(annotation => workload.Resource.Metadata.GetMapping("annotations").Get(annotation) is not null);
}
