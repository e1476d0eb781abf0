using System.Collections.Immutable;
using System.Text;

namespace ManifestLint.Yaml.Text;

/// <summary>Changes to one text, sorted by place and free of overlap, so that they can be applied in one pass.</summary>
public static class TextChangeList
{
    /// <summary>Whether two changes cannot both be applied: their spans overlap, or both insert at one place.</summary>
    public static bool Conflict(TextChange first, TextChange second) =>
        first.Span.Overlaps(second.Span)
        || (first.Span.IsEmpty && second.Span.IsEmpty && first.Span.Start == second.Span.Start)
        || (first.Span.IsEmpty && second.Span.Start < first.Span.Start && first.Span.Start < second.Span.End)
        || (second.Span.IsEmpty && first.Span.Start < second.Span.Start && second.Span.Start < first.Span.End);

    /// <summary>The text after <paramref name="changes"/>.</summary>
    /// <param name="text">The text that the spans refer to.</param>
    /// <param name="changes">Sorted by place, without overlap.</param>
    /// <exception cref="ArgumentException">Changes overlap, are unsorted or reach behind the text.</exception>
    public static string Apply(string text, ImmutableArray<TextChange> changes)
    {
        if (changes.IsEmpty)
            return text;

        var result = new StringBuilder(text.Length + changes.Sum(change => Math.Max(0, change.Delta)));
        int position = 0;
        foreach (TextChange change in changes)
        {
            if (change.Span.Start < position || change.Span.End > text.Length)
                throw new ArgumentException($"The change at {change.Span} overlaps another one or lies outside of the text.", nameof(changes));

            result.Append(text, position, change.Span.Start - position).Append(change.NewText);
            position = change.Span.End;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>The changes that lead from the changed text back to <paramref name="text"/>.</summary>
    public static ImmutableArray<TextChange> Invert(string text, ImmutableArray<TextChange> changes)
    {
        var inverse = ImmutableArray.CreateBuilder<TextChange>(changes.Length);
        int shift = 0;
        foreach (TextChange change in changes)
        {
            int start = change.Span.Start + shift;
            inverse.Add(new TextChange(new TextSpan(start, start + change.NewText.Length), text[change.Span.Start..change.Span.End]));
            shift += change.Delta;
        }

        return inverse.MoveToImmutable();
    }
}
