using System.Text;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>How a flow collection is written.</summary>
/// <param name="IsJson">Whether keys and strings have double quotes.</param>
/// <param name="Colon">What stands between key and value.</param>
/// <param name="Comma">What stands between two elements on one line.</param>
/// <param name="Padding">What stands inside braces: nothing or a blank.</param>
/// <param name="NewLine">The line end when each element has a line of its own; null when all stand on one line.</param>
/// <param name="Indentation">The blanks before the line that holds the collection's elements.</param>
/// <param name="Unit">The blanks that one level adds.</param>
internal sealed record FlowStyle(bool IsJson, string Colon, string Comma, string Padding, string? NewLine, string Indentation, string Unit)
{
    public static FlowStyle OneLine { get; } = new(IsJson: false, ": ", ", ", "", NewLine: null, "", "");

    /// <summary>Reads the style of a flow collection and those around it.</summary>
    public static FlowStyle Of(DocumentView view, YamlNode collection)
    {
        YamlNode[] flows = [.. FlowsFrom(collection)];
        YamlEntry? sample = flows.OfType<YamlMapping>().SelectMany(mapping => mapping.Entries).FirstOrDefault();
        bool isJson = sample is { Key: YamlScalar { Style: YamlScalarStyle.DoubleQuoted } }
            && flows.OfType<YamlMapping>().All(mapping => mapping.Entries.All(entry => entry.Key is YamlScalar { Style: YamlScalarStyle.DoubleQuoted }));
        string padding = flows.Select(flow => PaddingOf(view, flow)).FirstOrDefault(found => found is not null) ?? "";
        YamlNode? first = collection.Children is [var child, ..] ? child : null;
        bool isMultiLine = first is not null && view.IsFirstOnLine(first.Span.Start);
        string indentation = isMultiLine ? view.Indentation(first!.Span.Start) : "";
        string outer = view.Indentation(collection.Span.Start);
        string unit = isMultiLine && indentation.Length > outer.Length && indentation.StartsWith(outer, StringComparison.Ordinal) ? indentation[outer.Length..] : "  ";
        return new FlowStyle(
            isJson,
            isJson && IsTight(view, sample!) ? ":" : ": ",
            isJson && flows.Any(flow => HasTightComma(view, flow)) ? "," : ", ",
            padding,
            isMultiLine && isJson ? view.NewLineAt(first!.Span.Start) : null,
            indentation,
            unit);
    }

    private static IEnumerable<YamlNode> FlowsFrom(YamlNode collection)
    {
        for (YamlNode? node = collection; node is not null; node = node.Parent)
        {
            if (node is YamlMapping { Style: YamlContainerStyle.Flow } or YamlSequence { Style: YamlContainerStyle.Flow })
                yield return node;
        }
    }

    private static bool IsTight(DocumentView view, YamlEntry entry) =>
        YamlLayout.FindColon(entry) is var colon and >= 0 && colon + 1 == entry.Value.Span.Start && colon + 1 < view.Text.Length;

    private static bool HasTightComma(DocumentView view, YamlNode flow)
    {
        YamlNode[] elements = [.. flow.Children.Take(2)];
        return elements.Length == 2 && view.Text[elements[0].Span.End..elements[1].Span.Start] == ",";
    }

    private static string? PaddingOf(DocumentView view, YamlNode flow)
    {
        if (flow is not YamlMapping { Entries.IsEmpty: false } mapping || !view.OnOneLine(mapping.ContentSpan.Start, mapping.Entries[0].Span.Start))
            return null;
        return mapping.Entries[0].Span.Start > mapping.ContentSpan.Start + 1 ? " " : "";
    }
}

/// <summary>Writes values in flow form.</summary>
internal sealed class FlowWriter(FlowStyle style, char quote)
{
    public string Entry(string key, YamlValue value, YamlScalarStyle keyHabit, YamlScalarStyle valueHabit) =>
        ScalarText.WriteString(key, Place(keyHabit)) + style.Colon + Value(value, valueHabit);

    public string Value(YamlValue value, YamlScalarStyle habit)
    {
        var text = new StringBuilder();
        Write(text, value, style.Indentation, habit);
        return text.ToString();
    }

    private void Write(StringBuilder text, YamlValue value, string indentation, YamlScalarStyle habit)
    {
        switch (value)
        {
            case YamlScalarValue scalar:
                text.Append(ScalarText.Write(scalar, Place(habit)));
                break;
            case YamlMappingValue mapping:
                WriteElements(text, '{', '}', mapping.Entries.Length, style.Padding, indentation, (index, inner) =>
                {
                    text.Append(ScalarText.WriteString(mapping.Entries[index].Key, Place(YamlScalarStyle.Plain))).Append(style.Colon);
                    Write(text, mapping.Entries[index].Value, inner, YamlScalarStyle.Plain);
                });
                break;
            case YamlSequenceValue sequence:
                WriteElements(text, '[', ']', sequence.Items.Length, "", indentation, (index, inner) =>
                    Write(text, sequence.Items[index], inner, habit));
                break;
        }
    }

    private void WriteElements(StringBuilder text, char open, char close, int count, string padding, string indentation, Action<int, string> write)
    {
        text.Append(open);
        string inner = indentation + style.Unit;
        for (int i = 0; i < count; i++)
        {
            if (style.NewLine is { } newLine)
                text.Append(i > 0 ? "," : "").Append(newLine).Append(inner);
            else
                text.Append(i > 0 ? style.Comma : padding);
            write(i, inner);
        }

        if (count > 0 && style.NewLine is { } end)
            text.Append(end).Append(indentation);
        else if (count > 0)
            text.Append(padding);
        text.Append(close);
    }

    private ScalarPlace Place(YamlScalarStyle habit) => new(InFlow: true, style.IsJson, habit, quote);
}
