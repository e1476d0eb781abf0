namespace ManifestLint.Rules;

/// <summary>
/// What the API server checks of paths in volumes (pkg/apis/core/validation/validation.go). Each question answers with what is wrong, or null when
/// the path is accepted.
/// </summary>
internal static class VolumePaths
{
    /// <summary>No part is <c>..</c> (<c>validatePathNoBacksteps</c>).</summary>
    public static string? CheckSteps(string path)
    {
        foreach (Range part in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(part) is "..")
                return "must not contain '..'";
        }

        return null;
    }

    /// <summary>And it is relative (<c>validateLocalDescendingPath</c>).</summary>
    public static string? CheckDescending(string path) => path.StartsWith('/') ? "must be relative to the volume" : CheckSteps(path);

    /// <summary>And it does not begin with <c>..</c>, as the kubelet's own directories do (<c>ValidateLocalNonReservedPath</c>).</summary>
    public static string? CheckFile(string path) =>
        CheckDescending(path) ?? (path.StartsWith("..", StringComparison.Ordinal) ? "must not begin with '..'" : null);
}
