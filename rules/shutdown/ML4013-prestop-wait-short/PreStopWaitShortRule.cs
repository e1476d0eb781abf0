using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class PreStopWaitShortRule : Rule
{
    private const double UsualSeconds = 5;
    private const double LocalSeconds = 10;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4013",
        name: "prestop-wait-short",
        title: "A preStop waits less than a load balancer usually needs",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, ResourceSet resources, _) = context;
        LifecycleHook hook = container.PreStop;
        if (hook.FirstSleep is not { } sleep || hook.SleepSeconds >= LocalSeconds || hook.WaitsUnknownLength || hook.Has(HookTraits.Opaque | HookTraits.Broken) || !workload.IsLongRunning)
            return;
        if (TrafficSource.Find(resources, container) is not { IsExternal: true } source)
            return;

        bool isLocal = source.IsBalanced && source.Service.Resource.Spec.GetString("externalTrafficPolicy") is { Value: "Local" };
        if (hook.SleepSeconds >= (isLocal ? LocalSeconds : UsualSeconds) || IsGraceTooShort(container))
            return;

        string need = isLocal ? $"a load balancer needs to notice with externalTrafficPolicy Local ({LocalSeconds} s)" : $"load balancers usually need to stop sending ({UsualSeconds} s)";
        context.Report(
            sleep.Node,
            $"preStop of {container.Describe()} waits {hook.SleepSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s, shorter than {need}",
            hook.Steps.Count(step => step.Seconds > 0) == 1 ? WaitLonger(container, sleep, source.IsBalanced ? 15 : 10) : null,
            span: sleep.Span);
    }

    // That is ML4002's finding, whose fix changes the number that this one depends on.
    private static bool IsGraceTooShort(ContainerView container) =>
        GracePeriodTooShortRule.IsTooShort(container) || container.Pod.TerminationGracePeriod is { Value: < 10 };

    private static CodeFix? WaitLonger(ContainerView container, HookStep sleep, long seconds)
    {
        if (Rewrite(container.PreStop, sleep, seconds) is not { } value)
            return null;

        long? grace = GraceEdit.GraceToRaise(container, seconds);
        return CodeFix.Unsafe(
            $"Wait {seconds} s{(grace is null ? "" : $", with {grace} s of grace")}",
            sleep.Node,
            editor =>
            {
                YamlEditor waiting = editor.SetScalar(YamlPath.Of(sleep.Node), value);
                return grace is { } raised ? waiting.SetGrace(container.Pod.Mapping!, raised) : waiting;
            });
    }

    private static YamlScalarValue? Rewrite(LifecycleHook hook, HookStep sleep, long seconds)
    {
        if (hook.Kind == HandlerKind.Sleep)
            return YamlValue.Integer(seconds);
        if (NodeReading.AsString(sleep.Node) is not { } written)
            return null;
        if (sleep.Text is not { } text)
            return YamlValue.String($"{seconds}");

        int start = written.Value.IndexOf(text, StringComparison.Ordinal);
        int last = text.LastIndexOf(' ');
        return last > 0 && start >= 0 && written.Value.IndexOf(text, start + 1, StringComparison.Ordinal) < 0
            ? YamlValue.String($"{written.Value[..start]}{text[..last]} {seconds}{written.Value[(start + text.Length)..]}")
            : null;
    }
}
