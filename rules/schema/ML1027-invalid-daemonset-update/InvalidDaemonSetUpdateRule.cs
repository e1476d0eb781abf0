using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidDaemonSetUpdateRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1027",
        name: "invalid-daemonset-update",
        title: "A DaemonSet both surges and takes pods away while it rolls",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.Kind != WorkloadKind.DaemonSet)
            return;

        RolloutArithmetic rollout = RolloutArithmetic.Of(workload, replicas: 1);
        if (rollout is not { Mode: RolloutMode.Rolling, IsKnown: true, WrittenSurge: { } surge } || surge.Value.Number == 0 || surge.Value is { IsPercent: true, Number: > 100 })
            return;

        bool isUnavailableUnknown = workload.IsPartial && rollout.IsUnavailableDefault;
        if (isUnavailableUnknown || rollout.WrittenUnavailable is { Value.Number: 0 })
            return;

        string unavailable = rollout.WrittenUnavailable is { } written ? $"maxUnavailable, now {written.Value}," : "maxUnavailable, 1 by default,";
        context.Report(
            surge.Node,
            $"A DaemonSet may surge or be unavailable, not both: set {unavailable} to 0 with maxSurge {surge.Value}",
            KeepAllAvailable(surge.Node));
    }

    private static CodeFix KeepAllAvailable(YamlNode surge)
    {
        YamlPath block = YamlPath.Of(surge).Parent;
        return CodeFix.Unsafe(
            "Set maxUnavailable to 0",
            surge,
            editor => (block / "maxUnavailable").Find(editor.Document) is null
                ? editor.InsertEntry(block, "maxUnavailable", YamlValue.Integer(0), EntryPosition.After("maxSurge"))
                : editor.Set(block / "maxUnavailable", YamlValue.Integer(0)));
    }
}
