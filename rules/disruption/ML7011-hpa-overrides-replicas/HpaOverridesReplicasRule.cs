using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class HpaOverridesReplicasRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7011",
        name: "hpa-overrides-replicas",
        title: "Each deploy sets the replicas that an autoscaler has to choose",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (resources.Scalers.IsEmpty || resources.ActiveScalersOf(workload).FirstOrDefault() is not { } scaler)
            return;
        if (workload.WrittenReplicas is not { Value: >= 1 } replicas || workload.Spec?.Find("replicas") is not { } entry || IsHeldAt(scaler, replicas.Value))
            return;
        if (resources.IsScaledByRelease(workload) || IgnoredReplicas.Cover(resources, workload) || resources.ActiveScalersOf(workload).Any(other => resources.FindRival(other) is not null))
            return;

        context.Report(
            entry.Key,
            $"replicas {replicas.Value} is applied again on each deploy and undoes what {scaler}{Effect(scaler, replicas.Value)}",
            workload.IsPartial ? null : Remove(entry));
    }

    private static bool IsHeldAt(ScalerView scaler, long replicas) =>
        scaler.IsKnown && MinimumOf(scaler) == replicas && MaximumOf(scaler) == replicas;

    private static string Effect(ScalerView scaler, long replicas)
    {
        long minimum = MinimumOf(scaler);
        bool isRefused = minimum < 0 || MaximumOf(scaler) is < 1;
        if (!scaler.IsKnown || isRefused || MaximumOf(scaler) is not { } maximum || maximum < minimum)
            return " chose, dropping pods under load";

        string bounds = $" ({minimum} to {maximum}) chose";
        if (replicas >= maximum)
            return $"{bounds}: up to {replicas - minimum} pods start that nothing asks for, and go again";
        return $"{bounds}: under full load {maximum - replicas} of {maximum} pods stop at once";
    }

    private static long MinimumOf(ScalerView scaler) => scaler.Minimum?.Value ?? scaler.DefaultMinimum;

    private static long? MaximumOf(ScalerView scaler) => scaler.Maximum?.Value ?? scaler.DefaultMaximum;

    // A client-side apply sends null for a field that it wrote before, and the API server turns null into 1.
    private static CodeFix Remove(YamlEntry entry) => CodeFix.Unsafe(
        "Remove replicas; on a live object take it out of the last-applied record first (kubectl apply edit-last-applied), else the next apply sets 1 pod",
        entry,
        editor => editor.RemoveEntry(YamlPath.Of(entry)));
}
