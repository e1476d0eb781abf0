using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidProbeGraceRule : Rule
{
    private const string Field = "terminationGracePeriodSeconds";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1053",
        name: "invalid-probe-grace",
        title: "The grace period of a probe is not allowed",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ProbeOrHook part in context.Container.ProbesAndHooks)
        {
            if (part.IsHook || part.Mapping.GetInteger(Field) is not { } grace)
                continue;

            if (part.IsReadinessProbe)
                context.Report(part.Mapping.Find(Field)!.Key, $"Readiness probes never kill a container, so {Field} is refused", Delete(grace.Node));
            else if (grace.Value <= 0)
                context.Report(grace.Node, $"{Field} of a {part.Kind} probe must be greater than 0, it is {grace.Value}");
        }
    }

    private static CodeFix Delete(YamlNode grace) => CodeFix.Safe($"Delete {Field}", grace, editor => editor.RemoveEntry(YamlPath.Of(grace)));
}
