using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>What follows from a hook that does not work, as messages say it.</summary>
internal static class HookConsequence
{
    /// <summary>When the hook fails: postStart takes the container with it (FailedPostStartHook), preStop ends the wait (FailedPreStopHook).</summary>
    public static string WhenFailing(this LifecycleHook hook) =>
        hook.Key == "postStart" ? "the container is killed each time it starts" : "the stop signal arrives at once";
}
