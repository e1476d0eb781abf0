using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class NginxQuitWithoutWaitRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4003",
        name: "nginx-quit-without-wait",
        title: "A preStop quits nginx and returns at once",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, _, _) = context;
        if (!workload.IsLongRunning || container.Family is not { Kind: ServerKind.Nginx } family)
            return;

        LifecycleHook hook = container.PreStop;
        if (hook.Traits != HookTraits.Quit || hook.Command.Node is not { } command)
            return;

        string message = family.GetStopSignal(container.ImageReference) == StopSignal.Terminate
            ? $"{Describe(hook)} returns at once and SIGTERM follows, which cuts the requests it was finishing"
            : $"{Describe(hook)} returns at once and closes the listener while requests are still routed to the pod";
        context.Report(command, message, WaitFirst(family, hook, command));
    }

    private static string Describe(LifecycleHook hook) => QuitProgram(hook) is { } program ? $"{program[(program.LastIndexOf('/') + 1)..]} -s quit" : "The quit of preStop";

    private static CodeFix? WaitFirst(ImageFamily family, LifecycleHook hook, YamlNode command)
    {
        if (!family.HasShell || QuitProgram(hook) is not { } program)
            return null;

        YamlValue words = YamlValue.List(
            YamlValue.String("/bin/sh"),
            YamlValue.String("-c"),
            YamlValue.String($"sleep 10; {program} -s quit; while kill -0 1 2>/dev/null; do sleep 1; done")).AsFlow();
        return CodeFix.Unsafe("Wait before and after the quit", command, editor => editor.Set(YamlPath.Of(command), words));
    }

    // The program as the user names it: ["/usr/sbin/nginx", "-s", "quit"].
    private static string? QuitProgram(LifecycleHook hook) =>
        hook.Command.Words is [var program, .. var rest] && rest is [.., { Value: "-s" }, { Value: "quit" }] && rest.Length == 2 ? program.Value : null;
}
