using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>An entry or item to be written: its text depends on where it goes.</summary>
/// <param name="Block">Its text in a block collection whose elements begin at the given column; null when it cannot stand there.</param>
/// <param name="Flow">Its text in a flow collection of the given style; null when it cannot stand there.</param>
internal sealed record ElementText(Func<int, ValueText?> Block, Func<FlowStyle, string?> Flow);

/// <summary>Writes an entry or item into a collection that has some already.</summary>
internal sealed class Insertion(DocumentView view, WritingStyle style, ChangeSet changes)
{
    /// <summary>Whether the element could be written; false when its text does not exist in the collection's form.</summary>
    public bool Insert(YamlNode collection, ElementPlace place, ElementText element)
    {
        YamlNode[] siblings = [.. collection.Children];
        if (collection is YamlMapping { Style: YamlContainerStyle.Block } or YamlSequence { Style: YamlContainerStyle.Block })
        {
            int column = view.Column(DocumentView.ElementStart(siblings[0]));
            if (element.Block(column) is not { } text)
                return false;
            InsertInBlock(siblings, place, text, new string(' ', column));
            return true;
        }

        FlowStyle flow = FlowStyle.Of(view, collection);
        if (element.Flow(flow) is not { } flowText)
            return false;
        if (place.Index < siblings.Length)
            InsertBeforeInFlow(siblings[place.Index], flowText, flow.Comma);
        else
            AppendInFlow(collection, siblings[^1], flowText, flow.Comma);
        return true;
    }

    private void InsertInBlock(YamlNode[] siblings, ElementPlace place, ValueText text, string indentation)
    {
        if (place.Index > 0 && (!place.StaysWithNext || place.Index == siblings.Length))
        {
            int end = view.BlockEnd(siblings[place.Index - 1]);
            bool wantsLineEnd = text.EndsInLiteral && end == view.Text.Length;
            changes.Insert(end, style.NewLine + indentation + text.First + text.Rest + (wantsLineEnd ? style.NewLine : ""));
            return;
        }

        YamlNode next = siblings[place.Index];
        int start = DocumentView.ElementStart(next);
        if (view.IsFirstOnLine(start))
            changes.Insert(view.BlockStart(next), indentation + text.First + text.Rest + style.NewLine);
        else
            changes.Insert(start, text.First + text.Rest + style.NewLine + indentation);
    }

    private void InsertBeforeInFlow(YamlNode next, string text, string separator)
    {
        if (view.IsFirstOnLine(next.Span.Start))
            changes.Insert(view.BlockStart(next), $"{view.Indentation(next.Span.Start)}{text},{style.NewLine}");
        else
            changes.Insert(next.Span.Start, text + separator);
    }

    private void AppendInFlow(YamlNode collection, YamlNode last, string text, string separator)
    {
        int close = collection.Span.End - 1;
        int comma = new Removal(view, changes).FindComma(last.Span.End, close);
        int end = comma >= 0 ? comma + 1 : last.Span.End;
        if (comma < 0)
            changes.Insert(end, ",");
        if (!view.IsFirstOnLine(last.Span.Start))
        {
            changes.Insert(end, separator[1..] + text + (comma >= 0 ? "," : ""));
            return;
        }

        int place = view.OnOneLine(last.Span.End, close) ? end : Math.Max(end, view.LineEnd(end));
        changes.Insert(place, style.NewLine + view.Indentation(last.Span.Start) + text + (comma >= 0 ? "," : ""));
    }
}
