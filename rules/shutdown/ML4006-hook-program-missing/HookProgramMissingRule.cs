using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class HookProgramMissingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4006",
        name: "hook-program-missing",
        title: "A hook runs a program that the image does not have",
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
        if (hook.MissingProgram is not { } program)
            return;

        context.Report(
            program.Node,
            $"Image '{context.Container.Image?.Value}' has no '{hook.Command.Program}', so the {hook.Key} of {context.Container.Describe()} fails and {hook.WhenFailing()}",
            WriteSleep(context, hook));
    }

    // The kubelet itself sleeps for the action, in whole seconds and not longer than the grace period.
    private static CodeFix? WriteSleep(ContainerContext context, LifecycleHook hook)
    {
        long seconds = (long)Math.Ceiling(hook.WaitInVain);
        if (seconds <= 0 || seconds > context.Container.Pod.EffectiveGrace || context.Target.HasBelow(PreStopEdit.SleepActionMinor) || hook.Entry is not { } entry)
            return null;

        YamlPath path = YamlPath.Of(entry.Value);
        return CodeFix.Safe(
            $"Set {hook.Key} to the sleep action with {seconds} s",
            entry.Value,
            editor => editor
                .RenameKey(path / "exec", "sleep")
                .RenameKey(path / "sleep" / "command", "seconds")
                .Set(path / "sleep" / "seconds", YamlValue.Integer(seconds)));
    }
}
