using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ProbeZeroIgnoredRule : Rule
{
    // SetDefaults_Probe, pkg/apis/core/v1/defaults.go.
    private static readonly ImmutableArray<(string Field, int Default)> Defaults =
        [("timeoutSeconds", 1), ("periodSeconds", 10), ("failureThreshold", 3), ("successThreshold", 1)];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2013",
        name: "probe-zero-ignored",
        title: "A 0 in a probe is replaced by the default",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        // A period of 0 tells Knative to check without pause.
        ContainerView container = context.Container;
        if (container.Probes.IsEmpty || context.Workload is not { HasOwnTemplate: true, IsHelmHook: false } || context.Workload.Kind == WorkloadKind.KnativeService)
            return;

        foreach (ProbeView probe in container.Probes)
        {
            foreach ((string field, int value) in Defaults)
            {
                if (probe.GetWritten(field) is { Value: 0 } zero)
                    context.Report(zero.Node, $"{field}: 0 of the {probe.Purpose} probe of container '{container.Name?.Value}' is replaced by {value}", Write(zero.Node, field, value));
            }
        }
    }

    private static CodeFix Write(YamlNode zero, string field, int value) =>
        CodeFix.Safe($"Set {field} to {value}, which is what applies", zero, editor => editor.Set(YamlPath.Of(zero), YamlValue.Integer(value)));
}
