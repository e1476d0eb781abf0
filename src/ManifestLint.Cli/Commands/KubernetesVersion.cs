using System.Globalization;
using ManifestLint.Configuration;

namespace ManifestLint.Cli.Commands;

/// <summary>The Kubernetes versions to judge for.</summary>
/// <param name="Target">Their known minors.</param>
/// <param name="Normalized">The newest of them as kubeconform names it in schema locations: <c>v1.31.0</c>, or <c>master</c> when nothing was said.</param>
/// <param name="Note">What the user has to know about the choice; null when nothing.</param>
internal sealed record KubernetesVersion(TargetVersions Target, string Normalized, string? Note)
{
    private static readonly string[] Known = [.. Enumerable.Range(TargetVersions.Oldest, TargetVersions.Newest - TargetVersions.Oldest + 1).Select(Name)];

    /// <summary>What counts when nothing is said.</summary>
    public static KubernetesVersion Default { get; } = new(TargetVersions.Default, "master", Note: null);

    /// <summary>The versions of <c>1.31</c>, <c>v1.31.4</c> or <c>1.29-1.34</c>.</summary>
    /// <exception cref="WrongUseException">They are none, or older than what is known.</exception>
    public static KubernetesVersion Parse(string text)
    {
        if (TargetVersions.ParseMinors(text) is not { } minors)
        {
            string suggestion = Spelling.Suggest(text, Known) is { Length: > 0 } meant ? meant : "; give a version such as 1.31 or a range such as 1.29-1.34";
            throw new WrongUseException($"--kubernetes-version {text} is no version that is known; known are {Known[0]} to {Known[^1]}{suggestion}");
        }

        if (minors.First < TargetVersions.Oldest)
        {
            string nearest = minors.Last <= TargetVersions.Oldest ? Known[0] : $"{Known[0]}-{Name(Math.Min(minors.Last, TargetVersions.Newest))}";
            throw new WrongUseException($"--kubernetes-version {text}: {Name(minors.First)} is too old; known are {Known[0]} to {Known[^1]}. Did you mean '{nearest}'?");
        }

        TargetVersions target = TargetVersions.Parse(text)!.Value;
        string? note = minors.Last > TargetVersions.Newest ? $"Kubernetes {Name(minors.Last)} is newer than what is known; {Known[^1]} is used in its place" : null;
        string[] numbers = text.Split('-')[^1].Trim().TrimStart('v').Split('.');
        return new KubernetesVersion(target, $"v{Name(minors.Last)}.{(numbers.Length > 2 ? numbers[2] : "0")}", note);
    }

    private static string Name(int minor) => "1." + minor.ToString(CultureInfo.InvariantCulture);
}
