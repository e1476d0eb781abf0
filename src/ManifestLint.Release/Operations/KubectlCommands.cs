using System.Globalization;
using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>Commands of kubectl as a user types them.</summary>
public static class KubectlCommands
{
    private const string StartTimeout = "300s";

    // As reports show it.
    private const string StandardInput = "<stdin>";

    /// <summary>Applies a file, or what comes on standard input.</summary>
    public static string Apply(string file) => $"kubectl apply -f {(file == StandardInput ? "-" : Quote(file))}";

    /// <summary>Waits until a side's pods are ready: the rollout, and where an autoscaler brings the pods, their number.</summary>
    public static string Wait(ReleaseSide side) => side.Scaler is { Kind: ScalerKind.HorizontalPodAutoscaler }
        ? WaitForPods(Namespace(side.Workload.Resource), side.Name, side.Replicas.Count, StartTimeout)
        : WaitForRollout(Namespace(side.Workload.Resource), side.Name, StartTimeout);

    /// <summary>Waits until a Deployment has its pods, all ready and of the new version.</summary>
    public static string WaitForRollout(string namespaceOption, string deployment, string timeout) => $"kubectl rollout status{namespaceOption} deployment/{deployment} --timeout={timeout}";

    /// <summary>Waits until a Deployment has a number of ready pods.</summary>
    public static string WaitForPods(string namespaceOption, string deployment, long count, string timeout) => string.Create(
        CultureInfo.InvariantCulture, $"kubectl wait{namespaceOption} deployment/{deployment} --for=jsonpath='{{.status.readyReplicas}}'={count} --timeout={timeout}");

    /// <summary>The option that names an object's namespace, with a space in front; empty when none is written.</summary>
    public static string Namespace(Resource resource) => resource.Namespace is { Length: > 0 } space ? $" -n {Quote(space)}" : "";

    /// <summary>A word as a POSIX shell takes it.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || "-_./:=@%+,".Contains(character, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
