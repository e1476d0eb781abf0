namespace ManifestLint.Rules;

/// <summary>Paths in a container.</summary>
internal static class MountPaths
{
    /// <summary>Whether two paths differ only in doubled and final slashes, so that they name one place.</summary>
    public static bool AreOne(string first, string second)
    {
        int i = 0;
        int j = 0;
        while (true)
        {
            i = SkipSlashes(first, i);
            j = SkipSlashes(second, j);
            if (i == first.Length || j == second.Length)
                return i == first.Length && j == second.Length;
            if (first[i] != second[j])
                return false;
            i++;
            j++;
        }
    }

    // Past all slashes but the last of a run, and past those at the end.
    private static int SkipSlashes(string path, int index)
    {
        int next = index;
        while (next < path.Length && path[next] == '/')
            next++;
        return next == index || next == path.Length ? next : next - 1;
    }
}
