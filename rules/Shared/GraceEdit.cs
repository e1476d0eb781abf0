using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>How long a pod may take to stop: how much is enough, and writing it.</summary>
internal static class GraceEdit
{
    /// <summary>Seconds for open requests after the stop signal of a container that does not say how many it needs.</summary>
    public const int CustomaryDrainSeconds = 15;

    private const string Key = "terminationGracePeriodSeconds";

    /// <summary>Sets <c>terminationGracePeriodSeconds</c> in the spec of a pod; a new one stands above the containers.</summary>
    public static YamlEditor SetGrace(this YamlEditor editor, YamlMapping podSpec, long seconds)
    {
        YamlPath path = YamlPath.Of(podSpec);
        return podSpec.Find(Key) is not null
            ? editor.Set(path / Key, YamlValue.Integer(seconds))
            : editor.InsertEntry(path, Key, YamlValue.Integer(seconds), EntryPosition.Before("containers"));
    }

    /// <summary>A grace in which every container can wait as long as its hook says and then finish: at least the default, in steps of 5 s.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="changed">A container whose hook will wait another time.</param>
    /// <param name="waitSeconds">That time.</param>
    public static long EnoughGrace(PodSpecView pod, ContainerView? changed = null, double waitSeconds = 0)
    {
        double need = PodSpecView.DefaultGraceSeconds;
        foreach (ContainerView container in pod.AllRunning)
        {
            double wait = container == changed ? waitSeconds : ShutdownTimeline.Of(container).WaitSeconds;
            if (container.Role == ContainerRole.NativeSidecar)
                wait = Math.Max(wait, waitSeconds);
            need = Math.Max(need, wait + DrainOf(container));
        }

        return (long)Math.Ceiling(Math.Min(need, int.MaxValue) / 5) * 5;
    }

    /// <summary>The grace to be written together with a hook that waits; null when the pod's own is enough.</summary>
    public static long? GraceToRaise(ContainerView container, double waitSeconds)
    {
        PodSpecView pod = container.Pod;
        bool isKnown = pod.TerminationGracePeriod is not null || pod.Mapping.Get(Key) is null;
        return isKnown && pod.EffectiveGrace < waitSeconds + DrainOf(container) ? EnoughGrace(pod, container, waitSeconds) : null;
    }

    private static double DrainOf(ContainerView container) => Math.Max(container.Drain?.Value ?? 0, CustomaryDrainSeconds);
}
