using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidIntOrPercentRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1023",
        name: "invalid-int-or-percent",
        title: "A number of pods is neither a whole number nor a percentage",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterWorkloadAction(AnalyzeWorkload);
        context.RegisterResourceAction(AnalyzeBudget);
    }

    private static void AnalyzeWorkload(WorkloadContext context)
    {
        Workload workload = context.Workload;
        var place = new ResourceContext(workload.Resource, context.Resources, context.Findings);
        switch (workload.Kind)
        {
            case WorkloadKind.Deployment when Rolls(workload, "strategy"):
                Check(place, workload.Spec.GetMapping("strategy", "rollingUpdate"), "spec.strategy.rollingUpdate", "maxSurge", PodNumberBound.None);
                Check(place, workload.Spec.GetMapping("strategy", "rollingUpdate"), "spec.strategy.rollingUpdate", "maxUnavailable", PodNumberBound.All);
                break;
            case WorkloadKind.DaemonSet when Rolls(workload, "updateStrategy"):
                Check(place, workload.Spec.GetMapping("updateStrategy", "rollingUpdate"), "spec.updateStrategy.rollingUpdate", "maxSurge", PodNumberBound.All);
                Check(place, workload.Spec.GetMapping("updateStrategy", "rollingUpdate"), "spec.updateStrategy.rollingUpdate", "maxUnavailable", PodNumberBound.All);
                break;
            case WorkloadKind.StatefulSet when Rolls(workload, "updateStrategy") && context.Target.MayReadMaxUnavailable():
                Check(place, workload.Spec.GetMapping("updateStrategy", "rollingUpdate"), "spec.updateStrategy.rollingUpdate", "maxUnavailable", PodNumberBound.All, context.Target.NoteMaxUnavailable());
                break;
            case WorkloadKind.Rollout:
                CheckBoth(place, workload.Spec.GetMapping("strategy", "canary"), "spec.strategy.canary");
                break;
            case WorkloadKind.CloneSet:
                CheckBoth(place, workload.Spec.GetMapping("updateStrategy"), "spec.updateStrategy");
                break;
        }
    }

    private static void AnalyzeBudget(ResourceContext context)
    {
        if (context.Resource is not { Kind: "PodDisruptionBudget", Group: "policy" } budget)
            return;

        Check(context, budget.Spec, "spec", "minAvailable", PodNumberBound.All);
        Check(context, budget.Spec, "spec", "maxUnavailable", PodNumberBound.All);
    }

    private static void CheckBoth(ResourceContext context, YamlMapping? mapping, string path)
    {
        Check(context, mapping, path, "maxSurge", PodNumberBound.Lenient);
        Check(context, mapping, path, "maxUnavailable", PodNumberBound.Lenient);
    }

    // Beside another type the block is refused, or not looked at, as a whole.
    private static bool Rolls(Workload workload, string strategy) =>
        workload.Spec.GetMapping(strategy).Get("type") is null || workload.Spec.GetMapping(strategy).GetString("type")?.Value is "RollingUpdate" or "";

    private static void Check(ResourceContext context, YamlMapping? mapping, string path, string key, PodNumberBound bound, string note = "")
    {
        if (mapping.GetWritten(key) is not { } node || node.Dereference() is not YamlScalar scalar)
            return;

        ResolvedScalar value = scalar.Resolve();
        bool isWrong = value.AsInteger is { } number ? number < 0 && bound != PodNumberBound.Lenient
            : value.Kind == YamlScalarKind.String && !TemplateMarkers.IsTemplated(value.Json) && IsWrong(value.Json, bound);
        if (!isWrong)
            return;

        string limit = bound == PodNumberBound.All ? ", at most 100%" : "";
        context.Report(node, $"{path}.{key} '{value.Json}' must be a whole number or a percentage like 25%{limit}{note}", Repair(node, value));
    }

    // apimachinery IsValidPercent, and IsNotMoreThan100Percent of pkg/apis/apps/validation.
    private static bool IsWrong(string text, PodNumberBound bound)
    {
        string digits = text.EndsWith('%') ? text[..^1] : text;
        bool areDigits = digits.Length > 0 && digits.All(char.IsAsciiDigit);
        if (!areDigits || digits.Length == text.Length)
            return !(areDigits && bound == PodNumberBound.Lenient);
        return bound == PodNumberBound.All && !(long.TryParse(digits, CultureInfo.InvariantCulture, out long percent) && percent <= 100);
    }

    private static CodeFix? Repair(YamlNode node, ResolvedScalar value)
    {
        if (value.Kind != YamlScalarKind.String)
            return null;

        YamlPath path = YamlPath.Of(node);
        if (value.Json.All(char.IsAsciiDigit) && int.TryParse(value.Json, CultureInfo.InvariantCulture, out int number))
            return CodeFix.Unsafe($"Write the number {number} without quotes", node, editor => editor.Set(path, YamlValue.Integer(number)));

        string tight = value.Json.Replace(" ", "", StringComparison.Ordinal);
        return tight != value.Json && !IsWrong(tight, PodNumberBound.All)
            ? CodeFix.Safe($"Write {tight}", node, editor => editor.SetScalar(path, YamlValue.String(tight)))
            : null;
    }

    /// <summary>How strictly a number of pods is judged.</summary>
    private enum PodNumberBound
    {
        /// <summary>A percentage may be any.</summary>
        None,

        /// <summary>A percentage is at most 100.</summary>
        All,

        /// <summary>A custom controller, which reads quoted digits and bounds nothing (argo-rollouts getIntOrPercentValue): only what has no number in it is wrong.</summary>
        Lenient,
    }
}
