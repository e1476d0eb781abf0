namespace ManifestLint.Cli.Inputs.Kustomize;

/// <summary>Paths without symbolic links.</summary>
internal static class RealPath
{
    /// <summary>Where a full path leads to, with the links in every part of it followed.</summary>
    public static string Of(string fullPath)
    {
        string real = Path.GetPathRoot(fullPath)!;
        foreach (string part in fullPath[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, part);
            real = Follow(next);
        }

        return real;
    }

    private static string Follow(string path)
    {
        try
        {
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return path;
        }
    }
}
