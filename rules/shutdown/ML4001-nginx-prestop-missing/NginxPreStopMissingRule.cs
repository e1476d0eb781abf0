using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;

namespace ManifestLint.Rules;

public sealed class NginxPreStopMissingRule : Rule
{
    private const long WaitSeconds = 10;

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
            AddHook(context, family));
    }

    // A command of its own that starts neither nginx, nor a shell, nor an entrypoint script runs something else from the image.
    private static bool RunsNginx(ContainerView container)
    {
        if (container.Command.IsEmpty || container.MainProgram is not { } program)
            return true;
        if (container.Start.Script is { } script)
            return ShellScript.Parse(script.Value) is not { } commands || commands.Any(MayStartNginx);
        return container.Start.IsShell || IsNginxOrScript(program);
    }

    // Also behind a program that changes the user (su-exec nginx nginx), and through variables ("$@").
    private static bool MayStartNginx(ShellCommand command) =>
        command.Words[0].IsExpanded || command.Words.Any(word => IsNginxOrScript(word.Text[(word.Text.LastIndexOf('/') + 1)..]));

    private static bool IsNginxOrScript(string program) => ImageFamilies.FindByProgram(program) is { Kind: ServerKind.Nginx }
        || program.EndsWith(".sh", StringComparison.Ordinal) || program.Contains("entrypoint", StringComparison.Ordinal);

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

    private static CodeFix? AddHook(ContainerContext context, ImageFamily family)
    {
        ContainerView container = context.Container;
        YamlValue? handler = family.HasShell && PreStopEdit.HasShell(container)
            ? PreStopEdit.ExecHandler(family.PreStopCommand)
            : PreStopEdit.WaitHandler(container, WaitSeconds, context.Target);
        return handler is null ? null : PreStopEdit.AddPreStop(container, handler, WaitSeconds);
    }
}
