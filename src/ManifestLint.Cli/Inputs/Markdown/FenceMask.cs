using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Inputs.Markdown;

/// <summary>Makes the text that the YAML parser sees of a page: fences as they are, everything else as blanks, line ends everywhere.</summary>
/// <param name="page">The page.</param>
internal sealed class FenceMask(SourceText page)
{
    private const string Separator = "---";

    private readonly char[] _masked = Blank(page.Text);
    private readonly ImmutableArray<TextSpan>.Builder _blocks = ImmutableArray.CreateBuilder<TextSpan>();

    /// <summary>Takes the manifests of a fence; a template is passed over, and so is a document that is not, and was not meant as, a whole manifest.</summary>
    /// <param name="openingLine">The line that opens the fence, from 0.</param>
    /// <param name="lines">The lines in it.</param>
    /// <param name="isClosed">Whether a line closes it.</param>
    public void Add(int openingLine, int lines, bool isClosed)
    {
        int first = openingLine + 1;
        int end = Math.Min(page.LineCount, first + lines);
        if (first >= end)
            return;

        var block = new TextSpan(page.GetLineStart(first), end < page.LineCount ? page.GetLineStart(end) : page.Length);
        if (TemplateMarkers.HasExpression(page.Text, block))
            return;

        bool hasManifest = false;
        for (int start = first; start < end;)
        {
            int next = start;
            while (next < end && !IsSeparator(next))
                next++;
            hasManifest |= AddDocument(start, next);
            if (next < end)
                Separate(next);
            start = next + 1;
        }

        if (!hasManifest)
            return;

        Separate(openingLine);
        if (isClosed && end < page.LineCount)
            Separate(end);
        _blocks.Add(block);
    }

    /// <summary>The page with its manifests.</summary>
    public HostedText ToHostedText() =>
        new(page, SourceText.From(new string(_masked), page.Encoding), _blocks.DrainToImmutable());

    // Comments by themselves come along: they may say what is not to be reported.
    private bool AddDocument(int first, int end)
    {
        var outline = DocumentOutline.Of(page, first, end);
        if (outline is { IsManifest: false, IsEmpty: false })
            return false;

        for (int line = first; line < end; line++)
        {
            TextSpan span = page.GetLineSpan(line);
            page.Text.AsSpan(span.Start, span.Length).CopyTo(_masked.AsSpan(span.Start));
            if (Elision.In(page.Text.AsSpan(span.Start, span.Length)) is { } elided)
                _masked.AsSpan(span.Start + elided.Start, elided.Length).Fill(' ');
        }

        return outline.IsManifest;
    }

    private void Separate(int line)
    {
        TextSpan span = page.GetLineSpan(line);
        _masked.AsSpan(span.Start, span.Length).Fill(' ');
        Separator.CopyTo(_masked.AsSpan(span.Start));
    }

    // Also where it is indented with the item of the list that the fence stands in.
    private bool IsSeparator(int line)
    {
        TextSpan span = page.GetLineSpan(line);
        return page.Text.AsSpan(span.Start, span.Length).Trim() is "---";
    }

    private static char[] Blank(string text)
    {
        char[] masked = text.ToCharArray();
        for (int i = 0; i < masked.Length; i++)
        {
            if (masked[i] is not ('\n' or '\r'))
                masked[i] = ' ';
        }

        return masked;
    }
}
