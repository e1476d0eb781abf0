using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class RollingUpdateNotAllowedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1022",
        name: "rolling-update-not-allowed",
        title: "Settings of a rolling update stand beside a strategy that does not roll",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        (string key, string type) = workload.Kind switch
        {
            WorkloadKind.Deployment => ("strategy", "Recreate"),
            WorkloadKind.StatefulSet => ("updateStrategy", "OnDelete"),
            _ => ("", ""),
        };
        if (key.Length == 0 || workload.Spec.GetMapping(key) is not { } strategy || strategy.GetString("type") is not { } written || written.Value != type)
            return;

        if (strategy.Find("rollingUpdate") is not { } entry || entry.Value.Dereference() is not YamlMapping settings || IsRemoval(settings))
            return;

        context.Report(
            entry.Key,
            $"rollingUpdate may not be set when the strategy is {type}, {Refusal.Of(workload)}",
            workload.IsPartial ? null : Delete(strategy),
            related: [new RelatedLocation(new Location(workload.Resource.File, written.Span), "the strategy")]);
    }

    // Not from a patch: the object that it is laid over may have the block too.
    private static CodeFix Delete(YamlMapping strategy) =>
        CodeFix.Unsafe("Delete rollingUpdate", strategy, editor => editor.RemoveEntry(YamlPath.Of(strategy) / "rollingUpdate"));

    // "$patch: delete" in a strategic merge patch takes the settings away, as null does.
    private static bool IsRemoval(YamlMapping settings) => settings.GetString("$patch")?.Value == "delete";
}
