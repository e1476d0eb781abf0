using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Editing;

/// <summary>The operations on one document that take something away or rename it.</summary>
internal sealed class RemovalOperations(DocumentView view, YamlValue data)
{
    private readonly AnchorGuard _anchors = new(view);
    private readonly ChangeSet _changes = new();

    public Edit RemoveEntry(YamlPath path)
    {
        if (FindEntry(path, out string? refusal) is not { } entry)
            return Edit.Refuse(refusal!);

        var mapping = (YamlMapping)entry.Parent!;
        string key = path.Last!.Value.Key!;
        YamlEntry[] all = [.. mapping.Entries.Where(other => !other.IsMerge && ScalarResolver.GetKey(other.Key) == key)];
        if (WhyMergeShows(mapping, key) is { } merged)
            return Edit.Refuse($"{path} cannot be removed: {merged}");
        return Remove(path, mapping, all, "{}", old => ((YamlMappingValue)old).Without(key));
    }

    public Edit RemoveItem(YamlPath path)
    {
        if (Find(path, out string? refusal) is not { } target)
            return Edit.Refuse(refusal!);
        if (target.Node.Parent is not YamlSequence sequence)
            return Edit.Refuse($"{EditOperations.Name(path)} is no item of a sequence");

        int index = path.Last!.Value.Index;
        return Remove(path, sequence, [target.Node], "[]", old => new YamlSequenceValue(((YamlSequenceValue)old).Items.RemoveAt(index)));
    }

    /// <summary>Keeps of a key that is written more than once the entry that counts.</summary>
    public Edit RemoveDuplicates(YamlPath path)
    {
        if (FindEntry(path, out string? refusal) is not { } entry)
            return Edit.Refuse(refusal!);

        var mapping = (YamlMapping)entry.Parent!;
        YamlEntry[] others = [.. mapping.Entries.Where(other => other != entry && !other.IsMerge && ScalarResolver.GetKey(other.Key) == path.Last!.Value.Key)];
        return others.Length == 0 ? Edit.Refuse($"{path} is written once") : Remove(path, mapping, others, "{}", old => old);
    }

    public Edit RemoveAnchor(YamlPath path)
    {
        if (Find(path, out string? refusal) is not { Node: var node })
            return Edit.Refuse(refusal!);
        if (node.AnchorSpan is not { } anchor)
            return Edit.Refuse($"{EditOperations.Name(path)} has no anchor");
        if (view.Document.DescendantsAndSelf().OfType<YamlAlias>().Any(alias => alias.Target == node))
            return Edit.Refuse($"an alias names the anchor of {EditOperations.Name(path)}");

        _changes.Delete(WithBlanks(anchor));
        return Edit.Of(_changes, data);
    }

    public Edit RenameKey(YamlPath path, string newKey)
    {
        if (FindEntry(path, out string? refusal) is not { } entry)
            return Edit.Refuse(refusal!);

        var mapping = (YamlMapping)entry.Parent!;
        string key = path.Last!.Value.Key!;
        if (key == newKey)
            return Edit.Of(_changes, data);
        if (mapping.Find(newKey) is { } existing && existing.Parent == mapping)
            return Edit.Refuse($"{path.Parent.Child(newKey)} is already there");
        if (mapping.Entries.Count(other => !other.IsMerge && ScalarResolver.GetKey(other.Key) == key) > 1)
            return Edit.Refuse($"{path} is written more than once");
        if ((WhyMergeShows(mapping, key) ?? _anchors.WhyShared(mapping) ?? _anchors.WhyNeeded(entry.Key)) is { } reason)
            return Edit.Refuse($"{path} cannot be renamed: {reason}");
        if (!view.OnOneLine(entry.Key.Span.Start, entry.Key.Span.End))
            return Edit.Refuse($"the key of {path} is written over several lines");

        WritingStyle style = WritingStyle.Near(view, mapping);
        bool isFlow = mapping.Style != YamlContainerStyle.Block;
        YamlScalarStyle habit = entry.Key is YamlScalar { Style: YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted } quoted ? quoted.Style : YamlScalarStyle.Plain;
        bool isJson = isFlow && FlowStyle.Of(view, mapping).IsJson;
        _changes.Replace(entry.Key.Span, ScalarText.WriteString(newKey, new ScalarPlace(isFlow, isJson, habit, style.Quote)));
        return Edit.Of(_changes, DataEdits.Change(data, path.Parent, old => Renamed((YamlMappingValue)old, key, newKey)));
    }

    private Edit Remove(YamlPath path, YamlNode collection, YamlNode[] elements, string empty, Func<YamlValue, YamlValue> change)
    {
        if ((_anchors.WhyShared(collection) ?? elements.Select(_anchors.WhyNeeded).FirstOrDefault(found => found is not null)) is { } reason)
            return Edit.Refuse($"{path} cannot be removed: {reason}");

        if (elements.Length < collection.Children.Count)
            new Removal(view, _changes).RemoveElements(collection, elements);
        else
            new ValueReplacement(view, ValueSlot.Of(view, collection), WritingStyle.Near(view, collection), _changes).Replace(new ValueText(empty, ""));
        return Edit.Of(_changes, DataEdits.Change(data, path.Parent, change), elements.SelectMany(view.CommentsOf));
    }

    // What follows on the line moves up; an anchor at the end of its line takes the blanks before it along, one that is alone the whole line.
    private TextSpan WithBlanks(TextSpan anchor)
    {
        int start = anchor.Start;
        int end = anchor.End;
        while (end < view.Text.Length && view.Text[end] is ' ' or '\t')
            end++;
        if (!view.IsLastOnLine(anchor.End))
            return new TextSpan(start, end);
        if (view.IsFirstOnLine(start))
            return new TextSpan(view.LineStart(start), view.NextLine(end));

        while (start > 0 && view.Text[start - 1] is ' ' or '\t')
            start--;
        return new TextSpan(start, end);
    }

    private static YamlMappingValue Renamed(YamlMappingValue mapping, string key, string newKey) =>
        YamlMappingValue.From(mapping.Entries.Select(entry => (entry.Key == key ? newKey : entry.Key, entry.Value)));

    // Without its own entry the mapping would show the value that a merge brings in.
    private string? WhyMergeShows(YamlMapping mapping, string key)
    {
        foreach (YamlEntry merge in mapping.Entries.Where(entry => entry.IsMerge))
        {
            IEnumerable<YamlNode> sources = merge.Value.Dereference() is YamlSequence sequence ? sequence.Items.Select(item => item.Dereference()) : [merge.Value.Dereference()];
            if (sources.OfType<YamlMapping>().Any(source => source.Find(key) is not null))
                return $"the merge in line {view.LineNumber(merge.Span.Start)} brings '{key}' in";
        }

        return null;
    }

    private YamlEntry? FindEntry(YamlPath path, out string? refusal)
    {
        YamlPathTarget? target = Find(path, out refusal);
        if (target is { Entry: null })
            refusal = $"{EditOperations.Name(path)} is no entry of a mapping";
        return target?.Entry;
    }

    private YamlPathTarget? Find(YamlPath path, out string? refusal)
    {
        YamlPathTarget? target = path.Find(view.Document);
        refusal = target is null ? $"there is no {EditOperations.Name(path)}"
            : target.Crossing is { } crossing ? _anchors.WhyCrossed(path, crossing)
            : null;
        return refusal is null ? target : null;
    }
}
