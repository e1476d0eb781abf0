namespace ManifestLint.Yaml.Text;

/// <summary>A half-open range <c>[Start..End)</c> of UTF-16 offsets in a text.</summary>
public readonly record struct TextSpan : IComparable<TextSpan>
{
    /// <summary>Makes the span <c>[start..end)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> is negative or lies behind <paramref name="end"/>.</exception>
    public TextSpan(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        Start = start;
        End = end;
    }

    /// <summary>Offset of the first character.</summary>
    public int Start { get; }

    /// <summary>Offset behind the last character.</summary>
    public int End { get; }

    /// <summary>Number of UTF-16 units.</summary>
    public int Length => End - Start;

    /// <summary>Whether the span holds no character; it is then a place between two characters.</summary>
    public bool IsEmpty => Start == End;

    /// <summary>The empty span at <paramref name="offset"/>.</summary>
    public static TextSpan At(int offset) => new(offset, offset);

    /// <summary>Whether the character at <paramref name="offset"/> lies in the span.</summary>
    public bool Contains(int offset) => Start <= offset && offset < End;

    /// <summary>Whether <paramref name="other"/> lies wholly in the span; an empty span at either border does.</summary>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    /// <summary>Whether the spans share a character. An empty span overlaps nothing.</summary>
    public bool Overlaps(TextSpan other) => Math.Max(Start, other.Start) < Math.Min(End, other.End);

    /// <summary>Whether the spans overlap or touch.</summary>
    public bool Intersects(TextSpan other) => Math.Max(Start, other.Start) <= Math.Min(End, other.End);

    /// <summary>The span shifted by <paramref name="distance"/> characters, to the left when negative.</summary>
    public TextSpan MoveBy(int distance) => new(Start + distance, End + distance);

    /// <summary>By start, then by end.</summary>
    public int CompareTo(TextSpan other) => Start != other.Start ? Start.CompareTo(other.Start) : End.CompareTo(other.End);

    /// <summary>For example <c>[3..7)</c>.</summary>
    public override string ToString() => $"[{Start}..{End})";

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(TextSpan left, TextSpan right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts behind <paramref name="right"/>.</summary>
    public static bool operator >(TextSpan left, TextSpan right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not sort behind <paramref name="right"/>.</summary>
    public static bool operator <=(TextSpan left, TextSpan right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not sort before <paramref name="right"/>.</summary>
    public static bool operator >=(TextSpan left, TextSpan right) => left.CompareTo(right) >= 0;
}
