using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Tells two builds of one program from two variants of one build, and from two programs that share a repository.</summary>
internal static class ImageBuilds
{
    /// <summary>
    /// Whether two tags are of different builds: they name different versions, commits or numbers. Tags whose words differ on both sides (<c>web-1.4</c>,
    /// <c>worker-1.3</c>) name different programs, and two that both move name nothing at all.
    /// </summary>
    public static bool Differ(string? first, string? second)
    {
        if (first == second || (IsOpen(first) && IsOpen(second)))
            return false;

        // latest beside a version: somebody forgot one of them.
        if (IsOpen(first) || IsOpen(second))
            return true;

        string[] builds = Parts(first!, isBuild: true);
        string[] otherBuilds = Parts(second!, isBuild: true);
        string words = string.Join('-', Parts(first!, isBuild: false));
        string otherWords = string.Join('-', Parts(second!, isBuild: false));
        bool areOtherPrograms = words != otherWords && words.Length > 0 && otherWords.Length > 0;
        return !areOtherPrograms && IsVersion(first!) == IsVersion(second!) && AreOtherBuilds(builds, otherBuilds);
    }

    private static bool IsOpen(string? tag) => tag is null or "latest" || MovingTags.IsMoving(tag, MovingTags.Words);

    private static bool IsVersion(string tag) => tag.Contains('.', StringComparison.Ordinal);

    // 1.4-alpine3.19 and 1.4 are one build as far as the tags tell.
    private static bool AreOtherBuilds(string[] builds, string[] others)
    {
        int length = Math.Min(builds.Length, others.Length);
        return !builds.AsSpan(0, length).SequenceEqual(others.AsSpan(0, length));
    }

    // v1.4.2-alpine: build 1.4.2, word alpine.
    private static string[] Parts(string tag, bool isBuild) =>
    [
        .. tag.Split('-', '_')
            .Where(part => part.Any(char.IsAsciiDigit) == isBuild)
            .Select(part => part is ['v', >= '0' and <= '9', ..] ? part[1..] : part),
    ];
}
