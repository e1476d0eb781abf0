using System.Collections.Immutable;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Resources;

/// <summary>
/// YAML that stands in a text of another language. <see cref="Yaml"/> has the length and the lines of <see cref="Host"/>, with blanks in the place of
/// everything that is not YAML, so that every place and every change in the one is valid in the other.
/// </summary>
/// <param name="Host">The whole text.</param>
/// <param name="Yaml">The text for the parser.</param>
/// <param name="Blocks">The blocks in order, without the lines that open and close them.</param>
public sealed record HostedText(SourceText Host, SourceText Yaml, ImmutableArray<TextSpan> Blocks)
{
    /// <summary>The block around a place; null when there is none.</summary>
    public TextSpan? BlockAt(int offset)
    {
        foreach (TextSpan block in Blocks)
        {
            if (block.Contains(TextSpan.At(offset)))
                return block;
        }

        return null;
    }

    /// <summary>Whether changes stay within one block, so that the text around it is left alone.</summary>
    public bool Allows(ImmutableArray<TextChange> changes)
    {
        foreach (TextChange change in changes)
        {
            if (BlockAt(change.Span.Start) is not { } block || !block.Contains(change.Span) || (change.Span.End == block.End && !IsWholeLines(change, block)))
                return false;

            // What is left out of a manifest is nothing that an edit knows of.
            if (!Host.Text.AsSpan(change.Span.Start, change.Span.Length).SequenceEqual(Yaml.Text.AsSpan(change.Span.Start, change.Span.Length)))
                return false;
        }

        return true;
    }

    // What is put at the end of a block stands before the line that closes it.
    private bool IsWholeLines(TextChange change, TextSpan block)
    {
        if (block.End == Host.Length)
            return true;
        if (change.NewText.Length > 0)
            return change.NewText[^1] is '\n' or '\r';
        return change.Span.Start == block.Start || Host.Text[change.Span.Start - 1] is '\n' or '\r';
    }
}
