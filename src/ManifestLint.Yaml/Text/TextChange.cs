namespace ManifestLint.Yaml.Text;

/// <summary>Replaces the characters of <see cref="Span"/> by <see cref="NewText"/>: an insertion when the span is empty, a deletion when the text is.</summary>
public readonly record struct TextChange(TextSpan Span, string NewText)
{
    /// <summary>Difference in length that the change makes.</summary>
    public int Delta => NewText.Length - Span.Length;

    /// <summary>Puts <paramref name="text"/> at <paramref name="offset"/>.</summary>
    public static TextChange Insertion(int offset, string text) => new(TextSpan.At(offset), text);

    /// <summary>Takes the characters of <paramref name="span"/> away.</summary>
    public static TextChange Deletion(TextSpan span) => new(span, "");
}
