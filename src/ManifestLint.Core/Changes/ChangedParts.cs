using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Changes;

/// <summary>Which documents and objects of one file changed lines touch.</summary>
internal sealed class ChangedParts
{
    private readonly ManifestFile _file;
    private readonly SourceText _text;

    private ChangedParts(ManifestFile file)
    {
        _file = file;
        _text = file.Tree!.Text;
        Documents = new bool[file.Tree.Documents.Length];
        Resources = new bool[file.Resources.Length];
    }

    /// <summary>For each document whether it changed.</summary>
    public bool[] Documents { get; }

    /// <summary>For each object whether it changed.</summary>
    public bool[] Resources { get; }

    /// <summary>Looks at a file that could be read.</summary>
    public static ChangedParts Of(ManifestFile file, FileChange change)
    {
        var parts = new ChangedParts(file);
        if (change.IsNew)
            parts.MarkAll();
        foreach (LineChange lines in change.Lines)
            parts.Mark(lines);
        return parts;
    }

    private void Mark(LineChange change)
    {
        bool isSeen = false;
        bool hasSeparator = false;
        int end = Math.Min(change.Start + change.Count, _text.LineCount);
        for (int line = change.Start; line < end; line++)
        {
            ReadOnlySpan<char> content = LineAt(line);
            if (ChangedLine.IsSeparator(content))
            {
                hasSeparator = true;
            }
            else if (!content.IsWhiteSpace())
            {
                isSeen = true;
                MarkLine(line);
                if (ChangedLine.ConcernsFile(content))
                    MarkAll();
            }
        }

        MarkAround(change, isSeen, hasSeparator);
        if (change.Removed.ConcernsFile)
            MarkAll();
    }

    // Lines that are gone belonged to the document of the line above them, as far as no --- line is among them. A document that is gone as a whole changes
    // neither of its neighbours.
    private void MarkAround(LineChange change, bool isSeen, bool hasSeparator)
    {
        int above = change.Start - 1;
        int below = change.Start + change.Count;
        RemovedLines removed = change.Removed;
        if (!removed.HasSeparator)
        {
            if (removed.HasHead && !isSeen)
                MarkLine(Math.Max(0, above));
            if (hasSeparator && !isSeen && !removed.HasHead && above >= 0)
                MarkLine(above, below);
            return;
        }

        if (removed.HasHead && above >= 0 && !ChangedLine.IsSeparator(LineAt(above)))
            MarkLine(above);
        if (removed.HasTail && below < _text.LineCount && !ChangedLine.IsSeparator(LineAt(below)) && !LineAt(below).IsWhiteSpace())
            MarkLine(below);
    }

    private void MarkLine(int line, int other)
    {
        MarkLine(line);
        if (other < _text.LineCount)
            MarkLine(other);
    }

    private void MarkLine(int line)
    {
        TextSpan span = _text.GetLineSpan(Math.Min(line, _text.LineCount - 1));
        int document = EnclosingResource.DocumentAt(_file.Tree!, span.Start);
        Documents[document] = true;
        (int first, int count) = EnclosingResource.RangeOf(_file, document);
        if (count == 0)
            return;

        // What stands beside the items of a List is about all of them.
        int found = count == 1 ? first : ItemAt(span, first, count);
        if (found >= 0)
            Resources[found] = true;
        else
            Resources.AsSpan(first, count).Fill(true);
    }

    private int ItemAt(TextSpan line, int first, int count)
    {
        int low = first;
        int high = first + count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _file.Resources[middle].Root.Span.Start <= line.End ? (middle, high) : (low, middle - 1);
        }

        YamlMapping root = _file.Resources[low].Root;
        return root.Span.Start <= line.End && line.Start <= root.Span.End ? low : -1;
    }

    private void MarkAll()
    {
        Documents.AsSpan().Fill(true);
        Resources.AsSpan().Fill(true);
    }

    private ReadOnlySpan<char> LineAt(int line)
    {
        TextSpan span = _text.GetLineSpan(line);
        return _text.Text.AsSpan(span.Start, span.Length);
    }
}
