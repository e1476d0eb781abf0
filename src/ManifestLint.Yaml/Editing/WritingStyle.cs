using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>How the text around a place is written, so that new text can be written alike.</summary>
internal sealed record WritingStyle
{
    /// <summary>Columns from a key to the keys below it.</summary>
    public int Step { get; init; } = 2;

    /// <summary>Columns from a key to the dashes below it.</summary>
    public int SequenceOffset { get; init; }

    /// <summary>Columns from a dash to its content.</summary>
    public int DashWidth { get; init; } = 2;

    /// <summary>The line end.</summary>
    public string NewLine { get; init; } = "\n";

    /// <summary>The quote for strings that need one.</summary>
    public char Quote { get; init; } = '"';

    /// <summary>Reads the style near a node: in it, else in the nearest node around it that shows it.</summary>
    public static WritingStyle Near(DocumentView view, YamlNode? place)
    {
        YamlNode around = place ?? view.Document;
        int newLineAt = place is null ? 0 : Math.Min(place.Span.Start, view.Text.Length);
        return new WritingStyle
        {
            Step = Nearest(around, node => StepOf(view, node)) ?? 2,
            SequenceOffset = Nearest(around, node => SequenceOffsetOf(view, node)) ?? 0,
            DashWidth = Nearest(around, node => DashWidthOf(view, node)) ?? 2,
            NewLine = view.NewLineAt(newLineAt),
            Quote = QuoteOf(view.Document),
        };
    }

    /// <summary>
    /// The quotes that strings have by habit among the given nodes: those that all of them have although they could do without; plain otherwise.
    /// </summary>
    public static YamlScalarStyle HabitAmong(IEnumerable<YamlNode> siblings, int atLeast)
    {
        YamlScalarStyle? habit = null;
        int count = 0;
        foreach (YamlNode node in siblings)
        {
            if (node is not YamlScalar { Tag: null } scalar || !ScalarText.CanBePlain(scalar.Value, inFlow: false) || !ScalarResolver.IsPlainString(scalar.Value))
                continue;
            if (scalar.Style is not (YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted) || (habit ?? scalar.Style) != scalar.Style)
                return YamlScalarStyle.Plain;
            habit = scalar.Style;
            count++;
        }

        return count >= atLeast ? habit ?? YamlScalarStyle.Plain : YamlScalarStyle.Plain;
    }

    /// <summary>The quotes that a new value gets in a container by habit.</summary>
    public static YamlScalarStyle ValueHabit(YamlNode container) => container switch
    {
        YamlMapping mapping => HabitAmong(mapping.Entries.Select(entry => entry.Value), atLeast: 2),
        YamlSequence sequence => HabitAmong(sequence.Items, atLeast: 1),
        _ => YamlScalarStyle.Plain,
    };

    /// <summary>The quotes that a new key gets in a container by habit.</summary>
    public static YamlScalarStyle KeyHabit(YamlNode container) =>
        container is YamlMapping mapping ? HabitAmong(mapping.Entries.Select(entry => entry.Key), atLeast: 1) : YamlScalarStyle.Plain;

    private static int? Nearest(YamlNode place, Func<YamlNode, int?> sample)
    {
        YamlNode? done = null;
        for (YamlNode? around = place; around is not null; done = around, around = around.Parent)
        {
            if (sample(around) is { } own)
                return own;
            foreach (YamlNode child in around.Children)
            {
                if (child != done && child.DescendantsAndSelf().Select(sample).FirstOrDefault(found => found is not null) is { } below)
                    return below;
            }
        }

        return null;
    }

    private static int? StepOf(DocumentView view, YamlNode node)
    {
        if (node is not YamlEntry { Value: YamlMapping { Style: YamlContainerStyle.Block, Entries.IsEmpty: false } mapping })
            return null;
        int step = view.Column(mapping.Entries[0].Span.Start) - view.Column(node.Span.Start);
        return step > 0 && view.IsFirstOnLine(mapping.Entries[0].Span.Start) ? step : null;
    }

    private static int? SequenceOffsetOf(DocumentView view, YamlNode node)
    {
        if (node is not YamlEntry { Value: YamlSequence { Style: YamlContainerStyle.Block, Items.IsEmpty: false } sequence })
            return null;
        int dash = DocumentView.ElementStart(sequence.Items[0]);
        int offset = view.Column(dash) - view.Column(node.Span.Start);
        return offset >= 0 && view.IsFirstOnLine(dash) ? offset : null;
    }

    private static int? DashWidthOf(DocumentView view, YamlNode node)
    {
        if (node is not YamlSequence { Style: YamlContainerStyle.Block } sequence)
            return null;
        foreach (YamlNode item in sequence.Items)
        {
            int dash = DocumentView.ElementStart(item);
            if (!item.Span.IsEmpty && view.OnOneLine(dash, item.Span.Start))
                return item.Span.Start - dash;
        }

        return null;
    }

    private static char QuoteOf(YamlDocument document)
    {
        int single = 0;
        int total = 0;
        foreach (YamlNode node in document.DescendantsAndSelf())
        {
            if (node is not YamlScalar { Style: YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted } scalar)
                continue;
            total++;
            single += scalar.Style == YamlScalarStyle.SingleQuoted ? 1 : 0;
        }

        return single * 2 > total ? '\'' : '"';
    }
}
