using System.Collections.Immutable;
using System.Text;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Editing;

/// <summary>Collects the changes of one edit in any order.</summary>
internal sealed class ChangeSet
{
    private readonly List<TextChange> _changes = [];

    public void Insert(int offset, string text) => Replace(TextSpan.At(offset), text);

    public void Delete(TextSpan span) => Replace(span, "");

    public void Replace(TextSpan span, string text)
    {
        if (!span.IsEmpty || text.Length > 0)
            _changes.Add(new TextChange(span, text));
    }

    /// <summary>The changes sorted, those that touch or overlap joined into one; at one place in the order in which they were given.</summary>
    public ImmutableArray<TextChange> ToSorted()
    {
        var joined = ImmutableArray.CreateBuilder<TextChange>();
        foreach (TextChange change in _changes.OrderBy(change => change.Span.Start))
        {
            if (joined.Count > 0 && joined[^1] is var last && change.Span.Start <= last.Span.End)
                joined[^1] = new TextChange(new TextSpan(last.Span.Start, Math.Max(last.Span.End, change.Span.End)), last.NewText + change.NewText);
            else
                joined.Add(change);
        }

        return joined.ToImmutable();
    }

    /// <summary>The changes from <paramref name="text"/> that <paramref name="first"/> and then <paramref name="second"/> make, as small as they can be.</summary>
    public static ImmutableArray<TextChange> Compose(string text, ImmutableArray<TextChange> first, ImmutableArray<TextChange> second)
    {
        List<Piece> pieces = Cut(Cut([new Piece(0, text.Length, "")], first), second);
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var inserted = new StringBuilder();
        int position = 0;
        foreach (Piece piece in pieces)
        {
            if (piece.IsNew)
            {
                inserted.Append(piece.NewText);
                continue;
            }

            if (piece.Length == 0)
                continue;
            AddSmallest(text, new TextSpan(position, piece.Start), inserted.ToString(), changes);
            inserted.Clear();
            position = piece.Start + piece.Length;
        }

        AddSmallest(text, new TextSpan(position, text.Length), inserted.ToString(), changes);
        return changes.ToImmutable();
    }

    private static List<Piece> Cut(List<Piece> pieces, ImmutableArray<TextChange> changes)
    {
        var result = new List<Piece>();
        int pieceStart = 0;
        int next = 0;
        int written = -1;
        foreach (Piece piece in pieces)
        {
            int position = pieceStart;
            int pieceEnd = pieceStart + piece.TextLength;
            while (next < changes.Length && changes[next].Span.Start <= pieceEnd)
            {
                TextChange change = changes[next];
                if (change.Span.Start >= pieceStart && written < next)
                {
                    written = next;
                    result.Add(piece.Slice(position - pieceStart, change.Span.Start - position));
                    result.Add(new Piece(0, 0, change.NewText));
                    position = change.Span.Start;
                }

                position = Math.Min(pieceEnd, Math.Max(position, change.Span.End));
                if (change.Span.End > pieceEnd)
                    break;
                next++;
            }

            result.Add(piece.Slice(position - pieceStart, pieceEnd - position));
            pieceStart = pieceEnd;
        }

        return result;
    }

    private static void AddSmallest(string text, TextSpan span, string newText, ImmutableArray<TextChange>.Builder changes)
    {
        ReadOnlySpan<char> old = text.AsSpan(span.Start, span.Length);
        int prefix = old.CommonPrefixLength(newText);
        if (prefix == old.Length && prefix == newText.Length)
            return;
        if (prefix > 0 && (char.IsHighSurrogate(old[prefix - 1]) || old[prefix - 1] == '\r'))
            prefix--;

        int suffix = 0;
        int longest = Math.Min(old.Length, newText.Length) - prefix;
        while (suffix < longest && old[^(suffix + 1)] == newText[^(suffix + 1)])
            suffix++;
        if (suffix > 0 && (char.IsLowSurrogate(old[^suffix]) || old[^suffix] == '\n'))
            suffix--;

        changes.Add(new TextChange(new TextSpan(span.Start + prefix, span.End - suffix), newText[prefix..(newText.Length - suffix)]));
    }

    /// <summary>A part of the original text, or new text.</summary>
    private readonly record struct Piece(int Start, int Length, string NewText)
    {
        public bool IsNew => NewText.Length > 0;

        public int TextLength => IsNew ? NewText.Length : Length;

        public Piece Slice(int offset, int length) =>
            IsNew ? new Piece(0, 0, NewText.Substring(offset, length)) : new Piece(Start + offset, length, "");
    }
}
