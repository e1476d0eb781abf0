using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ProbeTimeoutExceedsPeriodRule : Rule
{
    private static readonly SwitchOption AllowEqual = new("allowEqual", Default: true, "whether a check may take as long as its period") { Strict = false };

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2012",
        name: "probe-timeout-exceeds-period",
        title: "A check of a probe may take longer than the time to the next one",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [AllowEqual];

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        foreach (ProbeView probe in context.Container.Probes)
        {
            // The default of a timeout, 1 s, is no longer than any period.
            if (probe.GetWritten("timeoutSeconds") is { Value: > 0 } timeout && timeout.Value >= probe.PeriodSeconds && context.Workload is { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true })
                Analyze(context, probe, timeout);
        }
    }

    private static void Analyze(ContainerContext context, ProbeView probe, Located<long> timeout)
    {
        if (!probe.IsKnown || probe.Kind == HandlerKind.Unknown)
            return;

        long period = probe.PeriodSeconds;
        string who = probe.Describe(context.Container);
        if (timeout.Value == period)
        {
            // For a startup the budget is what it was.
            if (probe.Purpose != "startup" && !context.GetOption(AllowEqual))
                context.Report(timeout.Node, $"{who} may take {timeout.Value} s and is due every {period} s, so a slow check is followed by the next one at once", Raise(probe, timeout.Value));
            return;
        }

        if (probe.Purpose == "startup" && !context.IsStrict)
            return;

        string failures = probe.FailureThreshold == 1 ? "1 failure takes" : $"{probe.FailureThreshold} failures take";
        context.Report(
            timeout.Node,
            $"{who} may take {timeout.Value} s but is due every {period} s, so {failures} {timeout.Value * probe.FailureThreshold} s, not {probe.LeaveSeconds} s",
            Raise(probe, timeout.Value),
            probe.Purpose == "startup" ? DiagnosticSeverity.Info : null);
    }

    private static CodeFix Raise(ProbeView probe, long timeout) => CodeFix.Unsafe(
        $"Set periodSeconds to {timeout + 1}",
        probe.Mapping,
        editor => editor.Set(YamlPath.Of(probe.Mapping) / "periodSeconds", YamlValue.Integer(timeout + 1)));
}
