using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidHpaBehaviorRule : Rule
{
    private const long LongestWindowSeconds = 3600;
    private const long LongestPeriodSeconds = 1800;

    // The minor that brought the field (feature HPAConfigurableTolerance).
    private const int ToleranceSince = 33;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1073",
        name: "invalid-hpa-behavior",
        title: "The scaling behaviour of a HorizontalPodAutoscaler is not allowed",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (context.Resource is not { Kind: "HorizontalPodAutoscaler", ApiVersion: "autoscaling/v2" } || context.Resource.Spec.GetMapping("behavior") is not { } behavior)
            return;

        if (behavior.GetMapping("scaleUp") is { } up)
            CheckRules(context, up, "spec.behavior.scaleUp");
        if (behavior.GetMapping("scaleDown") is { } down)
            CheckRules(context, down, "spec.behavior.scaleDown");
    }

    private static void CheckRules(ResourceContext context, YamlMapping rules, string path)
    {
        if (rules.GetInteger("stabilizationWindowSeconds") is { } window && window.Value is < 0 or > LongestWindowSeconds)
            context.Report(window.Node, $"{path}.stabilizationWindowSeconds is {window.Value}, allowed is 0 to {LongestWindowSeconds}");

        if (rules.GetString("selectPolicy") is { } select && select.Value is not ("Max" or "Min" or "Disabled") && !TemplateMarkers.IsTemplated(select.Value))
            context.Report(select.Node, $"{path}.selectPolicy is '{select.Value}', allowed is Max, Min or Disabled");

        if (context.Target.HasFrom(ToleranceSince) && Quantity.Read(rules.GetWritten("tolerance")) is { Value.IsNegative: true } tolerance)
            context.Report(tolerance.Node, $"{path}.tolerance is {((YamlScalar)tolerance.Node.Dereference()).Value}, allowed is 0 or more{context.Target.NoteFrom(ToleranceSince)}");

        if (rules.GetWritten("policies") is not { } written || written.Dereference() is not YamlSequence policies)
            return;
        if (policies.Items.IsEmpty)
            context.Report(written, $"{path}.policies is empty, allowed is one policy or more");
        for (int i = 0; i < policies.Items.Length; i++)
        {
            if (policies.Items[i].Dereference() is YamlMapping policy)
                CheckPolicy(context, policy, path, i);
        }
    }

    private static void CheckPolicy(ResourceContext context, YamlMapping policy, string path, int index)
    {
        if (policy.GetString("type") is { } type && type.Value is not ("Pods" or "Percent") && !TemplateMarkers.IsTemplated(type.Value))
            context.Report(type.Node, $"{path}.policies[{index}].type is '{type.Value}', allowed is Pods or Percent");
        if (policy.GetInteger("value") is { Value: < 1 } value)
            context.Report(value.Node, $"{path}.policies[{index}].value is {value.Value}, allowed is 1 or more");
        if (policy.GetInteger("periodSeconds") is { } period && period.Value is < 1 or > LongestPeriodSeconds)
            context.Report(period.Node, $"{path}.policies[{index}].periodSeconds is {period.Value}, allowed is 1 to {LongestPeriodSeconds}");
    }
}
