namespace ManifestLint.Resources;

/// <summary>Labels that name the release of an application, so that every release changes them.</summary>
public static class VersionLabels
{
    private const int ShortestCommit = 7;
    private const int LongestCommit = 40;
    private const int ShortestBuildNumber = 8;

    /// <summary>
    /// Whether a pair names a release: by its key alone (<c>app.kubernetes.io/version</c>, <c>helm.sh/chart</c>, a hash of the template), or by a key such as
    /// <c>version</c> whose value looks like one: <c>1.4</c>, <c>v2.0.1</c>, a commit, a build number. <c>version: v1</c> is a slot and does not.
    /// </summary>
    public static bool IsVersion(string key, string value) => key switch
    {
        "app.kubernetes.io/version" or "helm.sh/chart" or "chart" or "pod-template-hash" or "controller-revision-hash" or "git-sha" or "commit" => true,
        "version" or "appVersion" or "release-version" or "revision" or "build" => LooksLikeRelease(value),
        _ => false,
    };

    private static bool LooksLikeRelease(string value) => IsDotted(value) || IsCommit(value) || IsBuildNumber(value);

    private static bool IsDotted(string value)
    {
        ReadOnlySpan<char> rest = value.AsSpan(value is ['v', ..] ? 1 : 0);
        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && rest[digits] == '.' && digits + 1 < rest.Length && char.IsAsciiDigit(rest[digits + 1]);
    }

    private static bool IsCommit(string value) =>
        value.Length is >= ShortestCommit and <= LongestCommit && value.All(char.IsAsciiHexDigit) && value.Any(char.IsAsciiDigit);

    private static bool IsBuildNumber(string value) => value.Length >= ShortestBuildNumber && value.All(char.IsAsciiDigit);
}
