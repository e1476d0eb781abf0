using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Which of several objects that are equally at fault is told.</summary>
internal static class ResourceOrder
{
    /// <summary>By the place in the files, those that are only looked at first: the last one is told.</summary>
    public static int Compare(Resource left, Resource right)
    {
        int order = (left.File.Role == FileRole.Linted).CompareTo(right.File.Role == FileRole.Linted);
        if (order == 0)
            order = string.CompareOrdinal(left.File.Path, right.File.Path);
        return order != 0 ? order : left.Root.Span.CompareTo(right.Root.Span);
    }
}
