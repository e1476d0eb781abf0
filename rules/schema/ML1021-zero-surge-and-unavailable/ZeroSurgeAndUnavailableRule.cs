using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ZeroSurgeAndUnavailableRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1021",
        name: "zero-surge-and-unavailable",
        title: "A rolling update may neither add nor take away a pod",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.Kind is not (WorkloadKind.Deployment or WorkloadKind.DaemonSet or WorkloadKind.Rollout))
            return;

        RolloutArithmetic rollout = RolloutArithmetic.Of(workload, replicas: 1);
        bool isSurgeUnknown = workload is { IsPartial: true } && rollout.IsSurgeDefault;
        if (rollout is not { Mode: RolloutMode.Rolling, IsKnown: true, AreBothZero: true, WrittenUnavailable: { } unavailable } || isSurgeUnknown)
            return;

        ImmutableArray<RelatedLocation> related = rollout.WrittenSurge is { } surge
            ? [new RelatedLocation(new Location(workload.Resource.File, surge.Span), "maxSurge")]
            : [];
        context.Report(
            unavailable.Node,
            $"maxSurge and maxUnavailable are both 0, so no pod could ever be replaced and {Refusal.Of(workload)}",
            AllowOneSurgePod(unavailable.Node),
            related: related);
    }

    private static CodeFix AllowOneSurgePod(YamlNode unavailable) => CodeFix.Unsafe(
        "Set maxSurge to 1",
        unavailable,
        editor => editor.Set(YamlPath.Of(unavailable).Parent / "maxSurge", YamlValue.Integer(1)));
}
