using System.Globalization;

namespace ManifestLint.Releases.Planning;

/// <summary>Numbers with their units, as plans show them.</summary>
internal static class PlanTexts
{
    /// <summary><c>1 pod</c>, <c>4 pods</c>.</summary>
    public static string Pods(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "pod" : "pods")}");

    /// <summary>Seconds, or minutes where they are whole: <c>45s</c>, <c>10m</c>.</summary>
    public static string Duration(long seconds) => string.Create(CultureInfo.InvariantCulture, $"{(seconds % 60 == 0 && seconds > 0 ? seconds / 60 : seconds)}{(seconds % 60 == 0 && seconds > 0 ? "m" : "s")}");
}
