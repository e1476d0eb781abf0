using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class MaxUnavailableUnsafeRule : Rule
{
    private static readonly NumberOption MinAvailablePercent = new(
        "minAvailablePercent", Default: 50, Minimum: 1, Maximum: 100, "percent of the pods that a rollout must leave running");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3001",
        name: "max-unavailable-unsafe",
        title: "A rollout may stop too many pods at once",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [MinAvailablePercent];

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!workload.IsDeploymentLike || workload is not { IsLongRunning: true, IsPartial: false })
            return;

        RolloutArithmetic rollout = resources.RolloutOf(workload);
        Replicas replicas = resources.ReplicasOf(workload);
        if (rollout is not { Mode: RolloutMode.Rolling, IsKnown: true, AreBothZero: false } || replicas.IsParked)
            return;

        bool isServed = resources.IsServed(workload);
        if (!isServed && !resources.MaybeServed(workload))
            return;

        // While one side of a canary is replaced, the other one answers: their pods count together.
        Workload? other = resources.FindOtherSideBehindItsServices(workload);
        if (other is null && rollout.MayStopEveryPod(replicas))
            ReportOutage(context, rollout, replicas, isServed);
        else if (isServed)
            ReportCapacity(context, rollout, replicas, other);
    }

    private static void ReportOutage(WorkloadContext context, RolloutArithmetic rollout, Replicas replicas, bool isServed)
    {
        bool isWhole = rollout.IsEveryPod();
        // Without a written number an apply leaves alone what somebody, or a scaler, set on the live object.
        bool isAssumed = replicas.IsAssumed || replicas.Source == ReplicaSource.Default;
        bool isCertain = isWhole || (rollout.Unavailable >= replicas.Maximum && !isAssumed);
        DiagnosticSeverity? severity = (isCertain, isServed) switch
        {
            (true, true) => DiagnosticSeverity.Error,
            (false, false) => null,
            _ => DiagnosticSeverity.Warning,
        };
        if (severity is null)
            return;
        if (replicas.Count == 1 && context.Resources.FindWrittenClaim(context.Workload) is not null)
            severity = DiagnosticSeverity.Info;

        string of = replicas.Count == 1 ? "1 replica" : $"{replicas.Count} replicas";
        string at = replicas.Scaler is null ? "" : $" at the minimum of {replicas.Scaler}";
        string pods = PodCount.All(replicas.Count);
        string assumed = isAssumed && !isWhole ? " if replicas is not set elsewhere" : "";
        context.Report(
            PlaceOf(rollout, replicas, context.Workload),
            $"{Written(rollout)} of {of}{at} lets a rollout stop {pods} before a new one is ready, and a bad image then leaves 0 running{assumed}",
            replicas.Count == 1 ? KeepTheOnlyPod(context, rollout) : OneAtATime(context.Workload, rollout),
            severity);
    }

    private static void ReportCapacity(WorkloadContext context, RolloutArithmetic rollout, Replicas replicas, Workload? other)
    {
        int threshold = context.GetOption(MinAvailablePercent);
        long total = replicas.Count + (other is null ? 0L : context.Resources.ReplicasOf(other).Count);
        long left = total - rollout.Unavailable;
        if (rollout.Unavailable < 2 || left * 100 >= total * threshold)
            return;

        long percent = left * 100 / total;
        string pods = other is null ? "pods" : $"pods (with those of {other})";
        context.Report(
            PlaceOf(rollout, replicas, context.Workload),
            $"{Written(rollout)} stops {rollout.Unavailable} of {total} {pods} at once and leaves {left} ({percent} %) during a rollout, below {threshold} %",
            OneAtATime(context.Workload, rollout),
            DiagnosticSeverity.Warning);
    }

    private static string Written(RolloutArithmetic rollout) => rollout switch
    {
        { WrittenUnavailable: { } written } => $"maxUnavailable {written.Value}",
        _ => "maxUnavailable 25% (default), rounded to 1 because maxSurge is 0,",
    };

    private static YamlNode PlaceOf(RolloutArithmetic rollout, Replicas replicas, Workload workload) =>
        rollout.WrittenUnavailable?.Node ?? rollout.WrittenSurge?.Node ?? workload.PlaceOfReplicas(replicas);

    private static CodeFix OneAtATime(Workload workload, RolloutArithmetic rollout) =>
        CodeFix.Unsafe("Set maxUnavailable to 1", workload.Resource.Root, editor => editor.Set(workload.RollingPath(rollout) / "maxUnavailable", YamlValue.Integer(1)));

    // A surge pod needs a place: a volume, a host port or a rule that keeps pods apart can refuse it one, and the rollout would hang.
    private static CodeFix? KeepTheOnlyPod(WorkloadContext context, RolloutArithmetic rollout)
    {
        Workload workload = context.Workload;
        PodSpecView pod = workload.PodSpec;
        bool mayNotFit = pod.IsHostNetwork || pod.FindHostPort() is not null || pod.HasRequiredAntiAffinity() || pod.HasClaims();
        if (mayNotFit)
            return null;

        bool needsSurge = rollout.Surge == 0;
        YamlPath parameters = workload.RollingPath(rollout);
        return CodeFix.Unsafe(
            needsSurge ? "Set maxUnavailable to 0 and maxSurge to 1" : "Set maxUnavailable to 0",
            workload.Resource.Root,
            editor =>
            {
                YamlEditor unavailable = editor.Set(parameters / "maxUnavailable", YamlValue.Integer(0));
                return needsSurge ? unavailable.Set(parameters / "maxSurge", YamlValue.Integer(1)) : unavailable;
            });
    }
}
