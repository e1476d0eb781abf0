namespace ManifestLint.Resources;

/// <summary>The group part of an <c>apiVersion</c>.</summary>
internal static class ApiGroup
{
    /// <summary><c>apps</c> of <c>apps/v1</c>; empty for the core group.</summary>
    public static string Of(string apiVersion) =>
        apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? apiVersion[..slash] : "";
}
