using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Editing;

/// <summary>Writes an element into what is empty: <c>{}</c>, <c>[]</c>, a null, a document of comments.</summary>
internal sealed class FirstElement(DocumentView view, WritingStyle style, ChangeSet changes)
{
    /// <summary>Whether the element could be written; false when its text does not exist in the form that is wanted.</summary>
    public bool Insert(YamlNode empty, ElementText element, bool isEntry)
    {
        ValueSlot slot = ValueSlot.Of(view, empty);
        var replacement = new ValueReplacement(view, slot, style, changes);
        if (slot.IsFlow)
        {
            FlowStyle flow = FlowStyle.Of(view, empty.Parent!);
            if (element.Flow(flow) is not { } flowText)
                return false;
            replacement.Replace(new ValueText(isEntry ? $"{{{flow.Padding}{flowText}{flow.Padding}}}" : $"[{flowText}]", ""));
            return true;
        }

        int column = slot.IsRoot ? 0
            : slot.IsItem ? slot.ItemColumn(view, style)
            : slot.Column + (isEntry ? style.Step : style.SequenceOffset);
        if (element.Block(column) is not { } text)
            return false;

        replacement.Replace(slot.WantsOwnLine ? text with { First = "", Rest = style.NewLine + new string(' ', column) + text.First + text.Rest } : text);
        return true;
    }

    /// <summary>Writes the root of a document that has none: below its comments, above its <c>...</c>.</summary>
    public void WriteRoot(YamlValue value)
    {
        ValueText text = new BlockWriter(style).ItemValue(value, 0, YamlScalarStyle.Plain);
        int end = FindEndMarker() ?? view.Text.Length;
        int contentEnd = view.Text.AsSpan(0, end).TrimEnd().Length;
        int place = contentEnd == 0 ? 0 : view.NextLine(contentEnd);
        bool wantsLineEnd = place > 0 && view.Text[place - 1] is not ('\n' or '\r');
        changes.Replace(TextSpan.At(place), (wantsLineEnd ? style.NewLine : "") + text.First + text.Rest + style.NewLine);
    }

    private int? FindEndMarker()
    {
        for (int line = 0; line < view.Text.Length; line = view.NextLine(line))
        {
            if (view.Text.AsSpan(line).StartsWith("..."))
                return line;
        }

        return null;
    }
}
