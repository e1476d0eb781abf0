using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ReadinessFixedDelayRule : Rule
{
    private const long LongDelaySeconds = 60;
    private const long StartupPeriodSeconds = 5;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2021",
        name: "readiness-fixed-delay",
        title: "Every new pod waits a fixed time before its first readiness check",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, _, _) = context;
        if (container.ReadinessProbe is not { IsKnown: true, Kind: not HandlerKind.Unknown } readiness
            || readiness.GetWritten("initialDelaySeconds") is not { Value: >= LongDelaySeconds } delay)
        {
            return;
        }

        if (!workload.IsLongRunning || workload.IsPartial || !workload.HasOwnTemplate || container.Mapping.Get("startupProbe") is not null)
            return;
        // A container that is restarted before its first readiness check has a worse fault.
        if (StartTimes.IsRestartedBeforeReadiness(container))
            return;

        context.Report(
            delay.Node,
            $"Every new pod waits {delay.Value} s before the first readiness check of {container.Describe()}, even when it is up earlier",
            MoveIntoStartupProbe(container, readiness, delay));
    }

    // The same question from the start on, for half as long again before the container is given up. What a comment says of the delay is true of that time.
    private static CodeFix MoveIntoStartupProbe(ContainerView container, ProbeView readiness, Located<long> delay)
    {
        long threshold = StartTimes.DivideUp(StartTimes.HalfAgain(delay.Value), StartupPeriodSeconds);
        YamlMappingValue probe = YamlValue.Map((StartTimes.KeyOf(readiness.Kind), YamlValue.From(readiness.Handler)));
        if (readiness.TimeoutSeconds > 1)
            probe = probe.With("timeoutSeconds", YamlValue.Integer(readiness.TimeoutSeconds));
        probe = probe.With("periodSeconds", YamlValue.Integer(StartupPeriodSeconds));
        YamlPath path = YamlPath.Of(container.Mapping);
        YamlPath startup = path / "startupProbe";
        return CodeFix.Unsafe(
            $"Replace the delay by a startupProbe that allows {threshold * StartupPeriodSeconds} s",
            container.Mapping,
            editor => editor
                .InsertEntry(path, "startupProbe", probe, EntryPosition.Before("readinessProbe"))
                .MoveEntry(path / "readinessProbe" / "initialDelaySeconds", startup, EntryPosition.Last)
                .RenameKey(startup / "initialDelaySeconds", "failureThreshold")
                .Set(startup / "failureThreshold", YamlValue.Integer(threshold)));
    }
}
