using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class HookPortUnresolvedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4007",
        name: "hook-port-unresolved",
        title: "The request of a hook does not reach the container",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (context.Container.Lifecycle is null || context.Workload is not { HasOwnTemplate: true, IsHelmHook: false })
            return;

        Check(context, context.Container.PostStart);
        Check(context, context.Container.PreStop);
    }

    private static void Check(ContainerContext context, LifecycleHook hook)
    {
        if (hook.Kind is not (HandlerKind.HttpGet or HandlerKind.TcpSocket))
            return;

        ContainerView container = context.Container;
        DiagnosticSeverity? severity = hook.Key == "postStart" ? DiagnosticSeverity.Error : null;
        string who = $"{hook.Key} of {container.Describe()}";
        string failure = $"the hook fails and {hook.WhenFailing()}";
        if (hook.Kind == HandlerKind.TcpSocket)
            context.Report(hook.Mapping!.Find("tcpSocket")!.Key, $"{who} is a tcpSocket, which the kubelet does not carry out, so {failure}", severity: severity);
        else if (UndeclaredPort.Find(container, hook.Handler) is { } port)
            context.Report(port.Name.Node, $"{who} names port '{port.Name.Value}', which the container does not declare, so {failure}{port.Hint}", port.Fix(), severity);
        else if (LoopbackHost.Find(container, hook.Handler) is { } host)
            context.Report(host.Node, $"{who} connects to {LoopbackHost.Describe(host)}, so it asks the wrong process or fails", LoopbackHost.Delete(host), severity);
    }
}
