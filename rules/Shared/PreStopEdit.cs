using ManifestLint.Configuration;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Writes preStop hooks that wait, with the grace that they need.</summary>
internal static class PreStopEdit
{
    /// <summary>The minor since which the sleep action works by default (feature PodLifecycleSleepAction).</summary>
    public const int SleepActionMinor = 30;

    /// <summary>
    /// A handler that waits: the sleep action, which needs nothing of the image, where every target version has it; else the program <c>sleep</c>. Null when
    /// there is neither: no program, and a target that does not know the action.
    /// </summary>
    public static YamlValue? WaitHandler(ContainerView container, long seconds, TargetVersions target, bool prefersAction = true)
    {
        bool hasProgram = HasShell(container);
        if (!target.HasBelow(SleepActionMinor) && (prefersAction || !hasProgram))
            return YamlValue.Map(("sleep", YamlValue.Map(("seconds", YamlValue.Integer(seconds)))));
        return hasProgram ? ExecHandler(["sleep", $"{seconds}"]) : null;
    }

    /// <summary>A handler that runs a command.</summary>
    public static YamlValue ExecHandler(IEnumerable<string> command) =>
        YamlValue.Map(("exec", YamlValue.Map(("command", YamlValue.List(command.Select(YamlValue (word) => YamlValue.String(word))).AsFlow()))));

    /// <summary>Whether the image may have a shell, and <c>sleep</c> with it.</summary>
    public static bool HasShell(ContainerView container) => container.ImageReference is not { } image || !ShelllessImages.Contains(image);

    /// <summary>A fix that writes the handler as <c>lifecycle.preStop</c> of the container, and more grace where the wait needs it.</summary>
    public static CodeFix AddPreStop(ContainerView container, YamlValue handler, long waitSeconds)
    {
        PodSpecView pod = container.Pod;
        long? grace = GraceEdit.GraceToRaise(container, waitSeconds);
        return CodeFix.Unsafe(
            $"Add a preStop that waits {waitSeconds} s{(grace is null ? "" : $", and {grace} s of grace")}",
            container.Mapping,
            editor =>
            {
                YamlEditor hooked = editor.Set(YamlPath.Of(container.Mapping) / "lifecycle" / "preStop", handler);
                return grace is { } seconds ? hooked.SetGrace(pod.Mapping!, seconds) : hooked;
            });
    }
}
