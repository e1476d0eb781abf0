using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>The operations that write values into one document.</summary>
internal sealed class EditOperations(DocumentView view, YamlValue data)
{
    private readonly AnchorGuard _anchors = new(view);
    private readonly ChangeSet _changes = new();

    public Edit SetScalar(YamlPath path, YamlScalarValue scalar)
    {
        if (FindOwn(path, out string? refusal) is not { } target)
            return Edit.Refuse(refusal!);
        if (target.Node.Dereference() is not YamlScalar)
            return Edit.Refuse($"{Name(path)} is a {KindOf(target.Node)}, not a scalar");
        return ReplaceValue(path, target.Node, scalar);
    }

    public Edit Set(YamlPath path, YamlValue value)
    {
        if (path.Segments.Length > YamlLimits.Depth)
            return Edit.Refuse($"the path is longer than {YamlLimits.Depth} steps");
        if (view.Document.Root is not { } root)
            return WriteFirst(path, value);

        YamlNode node = root;
        for (int i = 0; i < path.Segments.Length; i++)
        {
            YamlPathSegment segment = path.Segments[i];
            YamlPath here = YamlPath.From(path.Segments.Take(i));
            if (node is YamlAlias)
                return Edit.Refuse(_anchors.WhyCrossed(path, node));

            switch (node)
            {
                case YamlMapping mapping when segment.Key is { } key && mapping.Find(key) is { } entry:
                    bool isLast = i == path.Segments.Length - 1;
                    if (entry.Parent != mapping && isLast)
                        return InsertEntry(here, key, value, EntryPosition.Last);
                    if (entry.Parent != mapping)
                        return Edit.Refuse(_anchors.WhyCrossed(path, mapping.Entries.First(candidate => candidate.IsMerge)));
                    node = entry.Value;
                    break;
                case YamlSequence sequence when segment.IsItem && segment.Index < sequence.Items.Length:
                    node = sequence.Items[segment.Index];
                    break;
                case YamlSequence sequence when segment.IsItem && segment.Index == sequence.Items.Length && i == path.Segments.Length - 1:
                    return InsertItem(here, segment.Index, value);
                case YamlMapping or YamlScalar { IsNull: true } when segment.Key is { } key:
                    return Wrap(path, i + 1, value) is { } wrapped
                        ? InsertEntry(here, key, wrapped, EntryPosition.Last)
                        : Edit.Refuse($"there is no {Name(path.Parent)}");
                default:
                    return Edit.Refuse(segment.IsItem && node is YamlSequence or YamlMapping
                        ? $"there is no {Name(YamlPath.From(path.Segments.Take(i + 1)))}"
                        : $"{Name(here)} is a {KindOf(node)}, not a {(segment.IsItem ? "sequence" : "mapping")}");
            }
        }

        return ReplaceValue(path, node, value);
    }

    public Edit InsertEntry(YamlPath path, string key, YamlValue value, EntryPosition position)
    {
        if (path.Find(view.Document) is null)
            return Set(path, YamlValue.Map((key, value)));
        if (FindOwn(path, out string? refusal) is not { } target)
            return Edit.Refuse(refusal!);

        YamlScalarStyle keyHabit = WritingStyle.KeyHabit(target.Node);
        YamlScalarStyle valueHabit = WritingStyle.ValueHabit(target.Node);
        WritingStyle style = WritingStyle.Near(view, target.Node);
        var text = new ElementText(
            column => new BlockWriter(style).Entry(key, value, column, keyHabit, valueHabit),
            flow => new FlowWriter(flow, style.Quote).Entry(key, value, keyHabit, valueHabit));
        return InsertEntryText(path, target.Node, key, value, position, text);
    }

    public Edit InsertEntryText(YamlPath path, YamlNode node, string key, YamlValue value, EntryPosition position, ElementText text)
    {
        if (node is YamlAlias)
            return Edit.Refuse(_anchors.WhyCrossed(path.Child(key), node));
        if (node is not (YamlMapping or YamlScalar { IsNull: true }))
            return Edit.Refuse($"{Name(path)} is a {KindOf(node)}, not a mapping");
        if (node is YamlMapping { Style: YamlContainerStyle.FlowPair })
            return Edit.Refuse($"{Name(path)} is a mapping without braces");
        if (node is YamlMapping present && present.Find(key) is { } entry && entry.Parent == present)
            return Edit.Refuse($"{path.Child(key)} is already there");
        if (_anchors.WhyShared(node) is { } reason)
            return Edit.Refuse($"{path.Child(key)} cannot be added: {reason}");

        string[] keys = node is YamlMapping mapping ? [.. mapping.Entries.Select(other => ScalarResolver.GetKey(other.Key) ?? "")] : [];
        ElementPlace place = position.PlaceFor(key, keys);
        YamlValue expected = DataEdits.Set(data, path.Child(key).Segments.AsSpan(), value);
        return InsertElement(path, node, place, text, isEntry: true, expected);
    }

    public Edit InsertItem(YamlPath path, int index, YamlValue value)
    {
        if (FindOwn(path, out string? refusal) is not { } target)
            return Edit.Refuse(refusal!);

        YamlScalarStyle habit = WritingStyle.ValueHabit(target.Node);
        WritingStyle style = WritingStyle.Near(view, target.Node);
        var text = new ElementText(
            column => new BlockWriter(style).Item(value, column, habit),
            flow => new FlowWriter(flow, style.Quote).Value(value, habit));
        return InsertItemText(path, target.Node, index, value, text);
    }

    public Edit InsertItemText(YamlPath path, YamlNode node, int index, YamlValue value, ElementText text)
    {
        if (node is YamlAlias)
            return Edit.Refuse(_anchors.WhyCrossed(path, node));
        if (node is not (YamlSequence or YamlScalar { IsNull: true }))
            return Edit.Refuse($"{Name(path)} is a {KindOf(node)}, not a sequence");
        int count = node is YamlSequence sequence ? sequence.Items.Length : 0;
        if (index < 0 || index > count)
            return Edit.Refuse($"{Name(path)} has {count} items, none can be put at {index}");
        if (_anchors.WhyShared(node) is { } reason)
            return Edit.Refuse($"an item of {Name(path)} cannot be added: {reason}");

        YamlValue expected = DataEdits.Change(data, path, old => new YamlSequenceValue(
            (old as YamlSequenceValue ?? new YamlSequenceValue([])).Items.Insert(index, value)));
        return InsertElement(path, node, ElementPlace.Below(index), text, isEntry: false, expected);
    }

    private Edit InsertElement(YamlPath path, YamlNode collection, ElementPlace place, ElementText text, bool isEntry, YamlValue expected)
    {
        WritingStyle style = WritingStyle.Near(view, collection);
        bool isWritten = collection.Children.Any()
            ? new Insertion(view, style, _changes).Insert(collection, place, text)
            : new FirstElement(view, style, _changes).Insert(collection, text, isEntry);
        return isWritten ? Edit.Of(_changes, expected) : Edit.Refuse($"what is moved cannot be rewritten in the form of {Name(path)}");
    }

    private Edit ReplaceValue(YamlPath path, YamlNode node, YamlValue value)
    {
        if ((_anchors.WhyShared(node.Parent!) ?? _anchors.WhyNeeded(node)) is { } reason)
            return Edit.Refuse($"{Name(path)} cannot change: {reason}");

        WritingStyle style = WritingStyle.Near(view, node.Parent);
        ValueSlot slot = ValueSlot.Of(view, node);
        ValueText text = WriteInto(slot, value, style, avoidsLiterals: false);
        if (text.EndsInLiteral && IsAboveDeeperComment(slot))
            text = WriteInto(slot, value, style, avoidsLiterals: true);
        new ValueReplacement(view, slot, style, _changes).Replace(text);
        new ValueComment(view, style, _changes).Write(slot, value);
        return Edit.Of(_changes, DataEdits.Set(data, path.Segments.AsSpan(), value), view.CommentsInside(node));
    }

    private ValueText WriteInto(ValueSlot slot, YamlValue value, WritingStyle style, bool avoidsLiterals)
    {
        YamlScalarStyle habit = slot.Value switch
        {
            YamlScalar { Style: YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted } scalar => scalar.Style,
            YamlScalar scalar when scalar.Resolve().Kind == YamlScalarKind.String => YamlScalarStyle.Plain,
            _ => WritingStyle.ValueHabit(slot.Value.Parent is YamlEntry entry ? entry.Parent! : slot.Value.Parent!),
        };
        if (slot.IsFlow)
            return new ValueText(new FlowWriter(FlowStyle.Of(view, FlowAround(slot.Value)), style.Quote).Value(value, habit), "");

        var writer = new BlockWriter(style, avoidsLiterals);
        if (slot is { IsRoot: false, IsItem: false })
            return writer.Value(value, slot.Column, habit);

        int column = slot.IsRoot ? 0 : slot.ItemColumn(view, style);
        ValueText text = writer.ItemValue(value, column, habit);
        bool isBlock = value is YamlMappingValue { Entries.IsEmpty: false, PrefersFlow: false } or YamlSequenceValue { Items.IsEmpty: false, PrefersFlow: false };
        return isBlock && slot.WantsOwnLine
            ? text with { First = "", Rest = style.NewLine + new string(' ', column) + text.First + text.Rest }
            : text;
    }

    // The comment would become the last line of the text.
    private bool IsAboveDeeperComment(ValueSlot slot)
    {
        YamlNode element = slot.Value.Parent is YamlEntry entry ? entry : slot.Value;
        return view.Document.Comments.Any(comment =>
            comment.Span.Start > view.LineEnd(slot.Value.Span.End)
            && comment.Placement == YamlCommentPlacement.Below
            && comment.Owner == element
            && view.Column(comment.Span.Start) > slot.Column);
    }

    private static YamlNode FlowAround(YamlNode node)
    {
        YamlNode around = node.Parent!;
        while (around is not (YamlMapping { Style: YamlContainerStyle.Flow } or YamlSequence { Style: YamlContainerStyle.Flow }))
            around = around.Parent!;
        return around;
    }

    private Edit WriteFirst(YamlPath path, YamlValue value)
    {
        if (Wrap(path, 0, value) is not { } whole)
            return Edit.Refuse($"there is no {Name(path.Parent)}");
        new FirstElement(view, WritingStyle.Near(view, place: null), _changes).WriteRoot(whole);
        return Edit.Of(_changes, whole);
    }

    // The value inside the mappings that the rest of the path asks for; null when it asks for an item.
    private static YamlValue? Wrap(YamlPath path, int start, YamlValue value)
    {
        YamlValue wrapped = value;
        for (int i = path.Segments.Length - 1; i >= start; i--)
        {
            if (path.Segments[i].Key is not { } key)
                return null;
            wrapped = YamlValue.Map((key, wrapped));
        }

        return wrapped;
    }

    private YamlPathTarget? FindOwn(YamlPath path, out string? refusal)
    {
        YamlPathTarget? target = path.Find(view.Document);
        refusal = target is null ? $"there is no {Name(path)}"
            : target.Crossing is { } crossing ? _anchors.WhyCrossed(path, crossing)
            : null;
        return refusal is null ? target : null;
    }

    internal static string Name(YamlPath path) => path.IsRoot ? "the document" : path.ToString();

    internal static string KindOf(YamlNode node) => node switch
    {
        YamlMapping => "mapping",
        YamlSequence => "sequence",
        YamlAlias alias => KindOf(alias.Target),
        _ => "scalar",
    };
}
