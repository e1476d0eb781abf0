using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class HpaScaleDownFlapsRule : Rule
{
    private const long LeastSeconds = 60;

    // The default of the API server.
    private const int DefaultSeconds = 300;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7018",
        name: "hpa-scale-down-flaps",
        title: "An autoscaler removes all surplus pods after a short dip in load",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (ScalerView.From(context.Resource) is not { Kind: ScalerKind.HorizontalPodAutoscaler } scaler || context.Resource.Spec.GetMapping("behavior", "scaleDown") is not { } down)
            return;
        if (down.GetInteger("stabilizationWindowSeconds") is not { Value: >= 0 and < LeastSeconds } window || !MayRemoveAll(down))
            return;

        string when = window.Value == 0 ? "without a window" : $"after {window.Value} s";
        string pods = scaler is { IsKnown: true, Maximum: { } maximum } && maximum.Value - (scaler.Minimum?.Value ?? scaler.DefaultMinimum) is > 0 and var surplus
            ? $"every surplus pod together, up to {surplus} of {maximum.Value}"
            : "every surplus pod together";
        context.Report(
            window.Node,
            $"scale-down {when} may remove {pods}, so a short dip in load costs the pods that the next peak needs",
            CodeFix.Unsafe(
                $"Set stabilizationWindowSeconds to {DefaultSeconds}",
                down,
                editor => editor.Set(YamlPath.Of(down) / "stabilizationWindowSeconds", YamlValue.Integer(DefaultSeconds))));
    }

    // Without policies 100 % may go. Max takes the policy that removes most, Min the one that removes least.
    private static bool MayRemoveAll(YamlMapping down)
    {
        string select = down.GetString("selectPolicy")?.Value ?? "Max";
        if (down.Get("policies") is not { } written)
            return select is "Max" or "Min";
        if (written is not YamlSequence { Items.IsEmpty: false })
            return false;

        return select switch
        {
            "Max" => down.GetMappings("policies").Any(IsAll),
            "Min" => down.GetMappings("policies").All(IsAll),
            _ => false,
        };
    }

    private static bool IsAll(YamlMapping policy) => policy.GetString("type")?.Value == "Percent" && policy.GetInteger("value") is { Value: >= 100 };
}
