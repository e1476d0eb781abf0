using System.Collections.Immutable;

namespace ManifestLint.Changes;

/// <summary>How a file differs from what it was.</summary>
/// <param name="IsNew">Whether all of it is new.</param>
/// <param name="Lines">Where it differs, from top to bottom.</param>
public sealed record FileChange(bool IsNew, ImmutableArray<LineChange> Lines)
{
    /// <summary>A file that was not there.</summary>
    public static FileChange New { get; } = new(IsNew: true, []);
}

/// <summary>Lines of a file that are new, and what stood in their place.</summary>
/// <param name="Start">The first new line, from 0; where lines were only removed, the one that follows them.</param>
/// <param name="Count">How many lines are new.</param>
/// <param name="Removed">What stood there.</param>
public readonly record struct LineChange(int Start, int Count, RemovedLines Removed);

/// <summary>What is known about lines that are no longer there.</summary>
/// <param name="HasSeparator">Whether a <c>---</c> line was among them.</param>
/// <param name="HasHead">Whether something stood above the first <c>---</c> line, or at all when there was none.</param>
/// <param name="HasTail">Whether something stood below the last <c>---</c> line.</param>
/// <param name="ConcernsFile">Whether one was a comment that suppresses findings of the whole file.</param>
public readonly record struct RemovedLines(bool HasSeparator, bool HasHead, bool HasTail, bool ConcernsFile)
{
    /// <summary>The same with one more line below.</summary>
    public RemovedLines With(ReadOnlySpan<char> line)
    {
        bool concernsFile = ConcernsFile || ChangedLine.ConcernsFile(line);
        if (ChangedLine.IsSeparator(line))
            return this with { HasSeparator = true, HasTail = false };
        if (line.IsWhiteSpace())
            return this;
        return HasSeparator ? this with { HasTail = true, ConcernsFile = concernsFile } : this with { HasHead = true, ConcernsFile = concernsFile };
    }
}

/// <summary>What a line means to the lines around it.</summary>
internal static class ChangedLine
{
    /// <summary>Whether the line parts documents.</summary>
    public static bool IsSeparator(ReadOnlySpan<char> line) => line.StartsWith("---") && (line.Length == 3 || char.IsWhiteSpace(line[3]));

    /// <summary>Whether the line suppresses findings of the whole file.</summary>
    public static bool ConcernsFile(ReadOnlySpan<char> line) => line.Contains("manifestlint-ignore-file", StringComparison.Ordinal);
}
