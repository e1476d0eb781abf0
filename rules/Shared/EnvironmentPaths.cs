using System.Collections.Frozen;

namespace ManifestLint.Rules;

/// <summary>Tells from their paths whether two files hold the same objects for different environments, so that they are never applied together.</summary>
internal static class EnvironmentPaths
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "dev", "develop", "development", "test", "testing", "qa", "uat", "int", "integration", "stage", "staging", "preprod", "prod", "production",
        "live", "demo", "sandbox", "local", "minikube", "kind", "base", "overlay", "overlays", "env", "envs", "environment", "environments", "example", "examples");

    /// <summary>
    /// Whether the paths part at a folder and go on alike (<c>eu/web.yaml</c>, <c>us/web.yaml</c>), or one of them names an environment where they
    /// part (<c>web.yaml</c>, <c>web-dev.yaml</c>).
    /// </summary>
    public static bool AreAlternatives(string one, string other)
    {
        string[] left = one.Split('/');
        string[] right = other.Split('/');
        int parting = left.AsSpan().CommonPrefixLength(right);
        if (parting == left.Length || parting == right.Length)
            return false;

        bool arePartingAtFolders = parting < left.Length - 1 && parting < right.Length - 1;
        return (arePartingAtFolders && left.AsSpan(parting + 1).SequenceEqual(right.AsSpan(parting + 1)))
            || NamesEnvironment(left[parting]) || NamesEnvironment(right[parting]);
    }

    private static bool NamesEnvironment(string segment) => segment.Split('-', '_', '.').Any(Words.Contains);
}
