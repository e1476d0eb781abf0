using System.Globalization;

namespace ManifestLint.Resources;

/// <summary>The version that an image's tag begins with. A part that is not written (<c>1.25</c>) is open: the tag moves, and counts as the newest.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number; null when the tag does not name it.</param>
/// <param name="Patch">The third number; null when the tag does not name it.</param>
public readonly record struct TagVersion(int Major, int? Minor, int? Patch)
{
    /// <summary>Whether the image is at least of a version.</summary>
    public bool IsAtLeast(int major, int minor = 0, int patch = 0)
    {
        if (Major != major)
            return Major > major;
        if ((Minor ?? int.MaxValue) != minor)
            return (Minor ?? int.MaxValue) > minor;
        return (Patch ?? int.MaxValue) >= patch;
    }

    /// <summary>As the tag names it, for example <c>1.25</c>.</summary>
    public override string ToString() => Minor is null ? $"{Major}" : Patch is null ? $"{Major}.{Minor}" : $"{Major}.{Minor}.{Patch}";
}

/// <summary>An image in parts, in lower case: <c>[registry/]path[:tag][@digest]</c>.</summary>
/// <param name="Registry">The host, with its port; null when none is written, which means Docker Hub.</param>
/// <param name="Path">The repository without the registry, for example <c>bitnami/nginx</c>.</param>
/// <param name="Tag">The tag; null when none is written.</param>
/// <param name="Digest">The digest with its algorithm; null when none is written.</param>
public sealed record ImageReference(string? Registry, string Path, string? Tag, string? Digest)
{
    /// <summary>The last segment of the path: <c>nginx</c> of <c>bitnami/nginx</c>.</summary>
    public string Last { get; } = Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Registry and path.</summary>
    public string Repository => Registry is null ? Path : $"{Registry}/{Path}";

    /// <summary>
    /// The version in the tag; null when there is none to read (no tag, <c>latest</c>, <c>alpine</c>, a digest alone), which is taken as the current one.
    /// </summary>
    public TagVersion? Version { get; } = ReadVersion(Tag);

    /// <summary>Reads a reference; null when it is none: empty, with blanks, or still a template.</summary>
    public static ImageReference? Parse(string text)
    {
        if (text.Length == 0 || TemplateMarkers.IsTemplated(text) || text.AsSpan().ContainsAny(' ', '\t', '$'))
            return null;

        string rest = text.ToLowerInvariant();
        string? digest = null;
        int at = rest.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
            (rest, digest) = (rest[..at], rest[(at + 1)..]);

        // A colon before the last slash belongs to the registry's port.
        string? tag = null;
        int colon = rest.LastIndexOf(':');
        if (colon > rest.LastIndexOf('/'))
            (rest, tag) = (rest[..colon], rest[(colon + 1)..]);

        string? registry = null;
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && IsRegistry(rest.AsSpan(0, slash)))
            (registry, rest) = (rest[..slash], rest[(slash + 1)..]);

        return rest.Length == 0 || rest[^1] == '/' ? null : new(registry, rest, tag is "" ? null : tag, digest is "" ? null : digest);
    }

    /// <summary>Whether a segment of the path before the last one, or the registry, has this name: <c>linkerd</c> in <c>cr.l5d.io/linkerd/proxy</c>.</summary>
    public bool HasSegment(string segment)
    {
        if (Registry == segment)
            return true;

        foreach (Range range in Path.AsSpan().Split('/'))
        {
            if (range.End.GetOffset(Path.Length) < Path.Length && Path.AsSpan()[range].SequenceEqual(segment))
                return true;
        }

        return false;
    }

    /// <summary>The reference, written out.</summary>
    public override string ToString() => Repository + (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    // Docker's rule (distribution/reference): the first segment is a host when it cannot be a path segment of Docker Hub.
    private static bool IsRegistry(ReadOnlySpan<char> segment) => segment.ContainsAny('.', ':') || segment is "localhost";

    private static TagVersion? ReadVersion(string? tag)
    {
        if (tag is null)
            return null;

        ReadOnlySpan<char> rest = tag.AsSpan(tag[0] == 'v' ? 1 : 0);
        if (TakeNumber(ref rest) is not { } major)
            return null;
        // 1a2b3c4 is a commit, not version 1.
        if (rest is [>= 'a' and <= 'z', ..])
            return null;
        int? minor = TakePoint(ref rest) ? TakeNumber(ref rest) : null;
        int? patch = minor is not null && TakePoint(ref rest) ? TakeNumber(ref rest) : null;
        return new(major, minor, patch);
    }

    private static int? TakeNumber(ref ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
            length++;
        if (!int.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return null;

        text = text[length..];
        return number;
    }

    private static bool TakePoint(ref ReadOnlySpan<char> text)
    {
        if (text is not ['.', ..])
            return false;

        text = text[1..];
        return true;
    }
}
