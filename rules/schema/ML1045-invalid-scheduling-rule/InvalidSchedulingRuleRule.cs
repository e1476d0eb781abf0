using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidSchedulingRuleRule : Rule
{
    // From here on the server adds matchLabelKeys to the selector (feature gate MatchLabelKeysInPodTopologySpreadSelectorMerge).
    private const int MergedLabelKeysMinor = 34;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1045",
        name: "invalid-scheduling-rule",
        title: "A toleration, spread constraint or affinity term contradicts itself",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate || context.Workload.PodSpec.Mapping is not { } pod)
            return;

        if (pod.Get("tolerations") is YamlSequence tolerations)
        {
            for (int i = 0; i < tolerations.Items.Length; i++)
            {
                if (tolerations.Items[i].Dereference() is YamlMapping toleration)
                    AnalyzeToleration(context, toleration, i);
            }
        }

        if (pod.Get("topologySpreadConstraints") is YamlSequence constraints)
        {
            for (int i = 0; i < constraints.Items.Length; i++)
            {
                if (constraints.Items[i].Dereference() is YamlMapping constraint)
                    AnalyzeConstraint(context, constraint, i);
            }
        }

        if (pod.GetMapping("affinity") is { } affinity)
            AffinityTerms.Analyze(context, affinity);
    }

    private static void AnalyzeToleration(WorkloadContext context, YamlMapping toleration, int index)
    {
        // An operator that cannot be read may be any.
        Located<string>? operation = toleration.GetString("operator");
        bool isOperatorKnown = operation is { Value: "Exists" or "Equal" or "" } || toleration.Get("operator") is null;
        if (!isOperatorKnown)
            return;

        bool exists = operation?.Value == "Exists";
        if (exists && toleration.GetString("value") is { Value.Length: > 0 } value)
            Report(value.Node, "value", "must be empty when operator is Exists", DeleteValue(toleration));

        if (context.Workload.IsPartial)
            return;

        if (!exists && IsEmpty(toleration, "key"))
            Report(operation?.Node ?? toleration, "operator", "must be Exists when key is empty, which tolerates every taint");

        if (toleration.GetInteger("tolerationSeconds") is { } seconds && EffectOf(toleration) is { } effect)
            Report(seconds.Node, "tolerationSeconds", $"needs the effect NoExecute, {effect}");

        void Report(YamlNode node, string field, string reason, CodeFix? fix = null) =>
            context.Report(node, string.Create(CultureInfo.InvariantCulture, $"tolerations[{index}].{field}: {reason}; {Refusal.OfTemplate(context.Workload, context.Target)}"), fix);
    }

    // What is there in place of NoExecute; null when nothing is wrong, or not with this field.
    private static string? EffectOf(YamlMapping toleration)
    {
        if (IsEmpty(toleration, "effect"))
            return "it has none";
        return toleration.GetString("effect")?.Value is "NoSchedule" or "PreferNoSchedule" ? $"it has {toleration.GetString("effect")!.Value.Value}" : null;
    }

    private static void AnalyzeConstraint(WorkloadContext context, YamlMapping constraint, int index)
    {
        if (constraint.GetString("topologyKey") is { Value: "" } key)
            Report(key.Node, "topologyKey", "must not be empty");

        if (constraint.GetInteger("minDomains") is { } domains && constraint.GetString("whenUnsatisfiable") is { Value: "ScheduleAnyway" })
            Report(domains.Node, "minDomains", "needs whenUnsatisfiable: DoNotSchedule");

        if (constraint.Get("matchLabelKeys") is not YamlSequence { Items.IsEmpty: false } labelKeys)
            return;

        if (constraint.Get("labelSelector") is null)
        {
            if (!context.Workload.IsPartial)
                Report(labelKeys, "matchLabelKeys", "needs a labelSelector");
            return;
        }

        foreach (YamlNode item in labelKeys.Items)
        {
            if (NodeReading.AsString(item) is { } label && LabelKeys.IsSelected(constraint.GetMapping("labelSelector"), label.Value))
                ReportLabel(context, label, index);
        }

        void Report(YamlNode node, string field, string reason) =>
            context.Report(node, string.Create(CultureInfo.InvariantCulture, $"topologySpreadConstraints[{index}].{field}: {reason}; {Refusal.OfTemplate(context.Workload, context.Target)}"));
    }

    private static void ReportLabel(WorkloadContext context, Located<string> label, int index)
    {
        bool isAdded = LabelKeys.IsAdded(context.Workload, label.Value);
        bool isChecked = context.Target.HasBelow(MergedLabelKeysMinor);
        if (!isAdded && !isChecked)
            return;

        string refusal = isChecked ? Refusal.OfTemplate(context.Workload, context.Target) : LabelKeys.RefusalOfPod(context.Workload);
        string note = isAdded ? "" : context.Target.NoteBelow(MergedLabelKeysMinor);
        context.Report(label.Node, string.Create(CultureInfo.InvariantCulture, $"topologySpreadConstraints[{index}].matchLabelKeys: '{label.Value}' stands in labelSelector too; {refusal}{note}"));
    }

    private static bool IsEmpty(YamlMapping mapping, string key) => mapping.Get(key) is null || mapping.GetString(key) is { Value: "" };

    private static CodeFix DeleteValue(YamlMapping toleration) =>
        CodeFix.Safe("Delete the value", toleration, editor => editor.RemoveEntry(YamlPath.Of(toleration) / "value"));
}
