using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidProbeThresholdRule : Rule
{
    private static readonly ImmutableArray<string> Numbers = ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1051",
        name: "invalid-probe-threshold",
        title: "A number of a probe is not allowed",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ProbeOrHook part in context.Container.ProbesAndHooks)
        {
            if (!part.IsHook)
                Analyze(context, part);
        }
    }

    private static void Analyze(ContainerContext context, ProbeOrHook probe)
    {
        foreach (string field in Numbers)
        {
            if (probe.Mapping.GetInteger(field) is not { } written)
                continue;

            // 0 is the default, which is 1.
            if (field == "successThreshold" && !probe.IsReadinessProbe && written.Value is not (0 or 1))
                context.Report(written.Node, $"successThreshold of a {probe.Kind} probe must be 1, it is {written.Value}", Delete(written.Node));
            else if (written.Value < 0)
                context.Report(written.Node, $"{field} is negative, it is {written.Value}");
        }
    }

    private static CodeFix Delete(YamlNode threshold) => CodeFix.Safe("Delete successThreshold", threshold, editor => editor.RemoveEntry(YamlPath.Of(threshold)));
}
