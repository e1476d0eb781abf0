using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>How much a livenessProbe bears before it restarts a container.</summary>
internal static class LivenessPatience
{
    // A timeout or period as long as these makes a single check patient by itself.
    private const long PatientTimeoutSeconds = 5;
    private const long PatientPeriodSeconds = 60;

    /// <summary>Makes liveness wait twice the time after which readiness takes the pod out, and one more failure.</summary>
    public static CodeFix WaitLonger(ProbeView liveness, ProbeView readiness)
    {
        long threshold = (((2 * readiness.LeaveSeconds) + liveness.PeriodSeconds - 1) / liveness.PeriodSeconds) + 1;
        return CodeFix.Unsafe(
            $"Set failureThreshold of the livenessProbe to {threshold}",
            liveness.Mapping,
            editor => editor.Set(YamlPath.Of(liveness.Mapping) / "failureThreshold", YamlValue.Integer(threshold)));
    }

    /// <summary>The number that makes a single slow answer restart the container: a <c>failureThreshold</c> of 1 that is written; null when it is not so.</summary>
    public static Located<long>? FindSingleFailure(ProbeView liveness) =>
        liveness.GetWritten("failureThreshold") is { Value: 1 } written
        && liveness is { IsKnown: true, TimeoutSeconds: <= PatientTimeoutSeconds, PeriodSeconds: < PatientPeriodSeconds }
        && !TriesAgain(liveness.Command)
            ? written
            : null;

    private static bool TriesAgain(CommandWords command)
    {
        foreach (Located<string> word in command.Words)
        {
            if (word.Value.Contains("retry", StringComparison.OrdinalIgnoreCase) || word.Value.Contains("retries", StringComparison.OrdinalIgnoreCase) || word.Value.Contains("--tries", StringComparison.Ordinal))
                return true;
        }

        return command.Script?.Value.Split((char[])[' ', '\t', '\n', ';', '(', '{', '&', '|']).Any(word => word is "while" or "until" or "for") == true;
    }
}
