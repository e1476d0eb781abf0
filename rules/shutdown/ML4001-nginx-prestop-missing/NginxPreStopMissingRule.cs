using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class NginxPreStopMissingRule : Rule
{
    private const long WaitSeconds = 10;
    private const long EnoughGraceSeconds = 20;
    private const long DefaultGraceSeconds = 30;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4001",
        name: "nginx-prestop-missing",
        title: "An nginx is stopped without a preStop that waits or quits",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, ResourceSet resources, _) = context;
        if (workload is not { IsLongRunning: true, IsPartial: false } || container.Family is not { Kind: ServerKind.Nginx } family || !RunsNginx(container))
            return;

        // An abrupt or broken hook is another rule's finding, an opaque one is believed.
        LifecycleHook hook = container.PreStop;
        if (hook.Traits != HookTraits.None || resources.ReplicasOf(workload).IsParked)
            return;

        context.Report(
            hook.Entry?.Key ?? container.Image?.Node ?? container.Mapping.Entries[0].Key,
            Describe(container, family),
            AddHook(container, family));
    }

    // A command of its own that starts neither nginx, nor a shell, nor an entrypoint script runs something else from the image.
    private static bool RunsNginx(ContainerView container)
    {
        if (container.Command.Node is null || container.MainProgram is not { } program)
            return true;
        return ImageFamilies.FindByProgram(program) is { Kind: ServerKind.Nginx } || container.Command.IsShell || program.EndsWith(".sh", StringComparison.Ordinal) || program.Contains("entrypoint", StringComparison.Ordinal);
    }

    private static string Describe(ContainerView container, ImageFamily family)
    {
        string who = $"Container '{container.Name?.Value}'";
        bool isSure = container.ImageReference is not { } image || image.Registry is null or "docker.io" or "public.ecr.aws" || ImageFamilies.FindByImage(image) is null;
        string runs = isSure ? "runs" : "likely runs";
        if (family.GetStopSignal(container.ImageReference) == StopSignal.Terminate)
        {
            string version = container.ImageReference?.Version is { } known ? $"{family.Name} {known}" : family.Name;
            return $"{who} {runs} {version}, which drops open requests on SIGTERM, and has no preStop that quits or waits";
        }

        return $"{who} {runs} {family.Name} without a preStop that quits or waits, so it stops accepting connections while requests are still routed to it";
    }

    private static CodeFix AddHook(ContainerView container, ImageFamily family)
    {
        YamlValue handler = family.HasShell
            ? YamlValue.Map(("exec", YamlValue.Map(("command", YamlValue.List(family.PreStopCommand.Select(YamlValue (word) => YamlValue.String(word))).AsFlow()))))
            : YamlValue.Map(("sleep", YamlValue.Map(("seconds", YamlValue.Integer(WaitSeconds)))));
        YamlPath path = YamlPath.Of(container.Mapping);
        PodSpecView pod = container.Pod;
        bool raisesGrace = pod.TerminationGracePeriod is { Value: < EnoughGraceSeconds };
        return CodeFix.Unsafe(
            raisesGrace ? $"Add a preStop that waits {WaitSeconds} s, and {DefaultGraceSeconds} s of grace" : $"Add a preStop that waits {WaitSeconds} s",
            container.Mapping,
            editor =>
            {
                YamlEditor hooked = editor.Set(path / "lifecycle" / "preStop", handler);
                return raisesGrace ? hooked.Set(YamlPath.Of(pod.Mapping!) / "terminationGracePeriodSeconds", YamlValue.Integer(DefaultGraceSeconds)) : hooked;
            });
    }
}
