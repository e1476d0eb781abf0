using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Editing;

/// <summary>
/// Edits one document structurally. Each operation gives a new editor with the edited <see cref="Document"/> and the <see cref="Changes"/> of the
/// file that lead to it, or with a <see cref="Refusal"/>, after which further operations do nothing.
/// </summary>
/// <remarks>
/// What holds for every operation that is not refused: the document means what it meant but for the edit; text outside of the changes and
/// every comment of a node that was not removed are still there; line ends are those around the place; the document has no error. New
/// text follows the style found around it. What an alias repeats is never changed, nor anything behind an alias or a merge.
/// </remarks>
public sealed class YamlEditor
{
    private readonly YamlDocument _original;
    private readonly YamlDocument? _edited;
    private readonly ImmutableArray<TextChange> _changes;
    private readonly YamlValue? _data;
    private YamlEditor? _sliced;

    /// <summary>An editor of a document as it is.</summary>
    public YamlEditor(YamlDocument document)
        : this(document, edited: null, [], data: null, document.Errors.IsEmpty ? null : "the document cannot be read")
    {
    }

    private YamlEditor(YamlDocument original, YamlDocument? edited, ImmutableArray<TextChange> changes, YamlValue? data, string? refusal)
    {
        _original = original;
        _edited = edited;
        _changes = changes;
        _data = data;
        Refusal = refusal;
    }

    /// <summary>
    /// The document after the edits. Until the first edit it is the document given; after it, it is alone in its text, so that its offsets are not
    /// those of the file.
    /// </summary>
    public YamlDocument Document => _edited ?? _original;

    /// <summary>The changes of the file's text, sorted, apart from each other, as small as they can be; none when an operation was refused.</summary>
    public ImmutableArray<TextChange> Changes =>
        [.. _changes.Select(change => change with { Span = change.Span.MoveBy(_original.Span.Start) })];

    /// <summary>Why an operation could not be done, in plain words: no capital, no final period; null when all were.</summary>
    public string? Refusal { get; }

    /// <summary>The text of the whole file after the edits.</summary>
    public SourceText NewText => _original.Source.WithChanges(Changes);

    /// <summary>An editor of a document as it is.</summary>
    public static YamlEditor Of(YamlDocument document) => new(document);

    /// <summary>Writes another scalar in the place of one. Quotes stay when a string takes the place of a string that has them.</summary>
    public YamlEditor SetScalar(YamlPath path, YamlScalarValue value) => Apply((view, data) => new EditOperations(view, data).SetScalar(path, value));

    /// <summary>
    /// Replaces a value, or adds it: as the last entry of its mapping, or as the item behind the last one. Missing mappings on the way are made,
    /// also in the place of a null. A key that only a merge brings in is written here, where it wins.
    /// </summary>
    public YamlEditor Set(YamlPath path, YamlValue value) => Apply((view, data) => new EditOperations(view, data).Set(path, value));

    /// <summary>Adds an entry to a mapping, which is made when it is missing or null. Refused when the key is there.</summary>
    public YamlEditor InsertEntry(YamlPath mapping, string key, YamlValue value, EntryPosition position) =>
        Apply((view, data) => new EditOperations(view, data).InsertEntry(mapping, key, value, position));

    /// <summary>
    /// Removes an entry with its comments, all of them when the key is written more than once. The last entry leaves <c>{}</c>, so that the value
    /// stays a mapping. Refused when a merge would bring the key in again.
    /// </summary>
    public YamlEditor RemoveEntry(YamlPath path) => Apply((view, data) => new RemovalOperations(view, data).RemoveEntry(path));

    /// <summary>Removes all entries of a key but the last one, which is the one that kubectl reads. Refused when the key is written once.</summary>
    public YamlEditor RemoveDuplicates(YamlPath path) => Apply((view, data) => new RemovalOperations(view, data).RemoveDuplicates(path));

    /// <summary>Gives an entry another key, in its place. Refused when the new key is there.</summary>
    public YamlEditor RenameKey(YamlPath path, string newKey) => Apply((view, data) => new RemovalOperations(view, data).RenameKey(path, newKey));

    /// <summary>Removes the anchor of a value. Refused when an alias names it.</summary>
    public YamlEditor RemoveAnchor(YamlPath path) => Apply((view, data) => new RemovalOperations(view, data).RemoveAnchor(path));

    /// <summary>
    /// Moves an entry with its comments into a mapping, which is made when it is missing or null, and indents it as it is there. Also changes the
    /// order within one mapping.
    /// </summary>
    public YamlEditor MoveEntry(YamlPath path, YamlPath targetMapping, EntryPosition position)
    {
        if (Refusal is not null)
            return this;
        if (path.Contains(targetMapping))
            return Refuse($"{path} cannot be moved into itself");

        YamlEditor work = Sliced();
        if (path.Find(work.Document) is not { Entry: { } entry, Crossing: null })
            return RemoveEntry(path) is { Refusal: { } refusal } ? Refuse(refusal) : Refuse($"{path} cannot be moved");
        if (entry.Parent!.Children.Count == 1 && path.Parent.Equals(targetMapping))
            return this;

        string key = path.Last!.Value.Key!;
        YamlValue value = YamlValue.From(entry.Value);
        ElementText text = new MovedElement(work.View(), entry).Text;
        YamlEditor removed = work.RemoveEntry(path);
        if (targetMapping.Find(removed.Document) is null)
            removed = removed.Set(targetMapping, YamlValue.Map());
        return removed.Apply((view, data) => targetMapping.Find(view.Document) is { Crossing: null } target
            ? new EditOperations(view, data).InsertEntryText(targetMapping, target.Node, key, value, position, text)
            : Edit.Refuse($"the way to {targetMapping} leads through an alias or a merge"));
    }

    /// <summary>Adds an item to a sequence, which may be null. <paramref name="index"/> is the index that the item takes.</summary>
    public YamlEditor InsertItem(YamlPath sequence, int index, YamlValue value) =>
        Apply((view, data) => new EditOperations(view, data).InsertItem(sequence, index, value));

    /// <summary>Removes an item with its comments. The last item leaves <c>[]</c>, so that the value stays a sequence.</summary>
    public YamlEditor RemoveItem(YamlPath path) => Apply((view, data) => new RemovalOperations(view, data).RemoveItem(path));

    /// <summary>Moves an item with its comments within its sequence.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="from">Index of the item.</param>
    /// <param name="to">The index that it takes.</param>
    public YamlEditor MoveItem(YamlPath sequence, int from, int to)
    {
        if (Refusal is not null || from == to)
            return this;

        YamlEditor work = Sliced();
        if (from < 0 || sequence.Item(from).Find(work.Document) is not { Node: { Parent: YamlSequence } item, Crossing: null })
            return Refuse($"there is no {sequence}[{from}] that could be moved");

        YamlValue value = YamlValue.From(item);
        ElementText text = new MovedElement(work.View(), item).Text;
        return work.RemoveItem(sequence.Item(from)).Apply((view, data) =>
            new EditOperations(view, data).InsertItemText(sequence, sequence.Find(view.Document)!.Node, to, value, text));
    }

    /// <summary>
    /// Moves an item with its comments into another sequence, as its last item. The sequence is made when it is missing or null, at a place of its mapping.
    /// </summary>
    public YamlEditor MoveItem(YamlPath item, YamlPath targetSequence, EntryPosition position)
    {
        if (Refusal is not null)
            return this;
        if (item.Contains(targetSequence) || item.Last is not { IsItem: true })
            return Refuse($"{item} cannot be moved to {targetSequence}");

        YamlEditor work = Sliced();
        if (item.Find(work.Document) is not { Node: { Parent: YamlSequence } node, Crossing: null })
            return Refuse($"there is no {item} that could be moved");

        YamlValue value = YamlValue.From(node);
        ElementText text = new MovedElement(work.View(), node).Text;
        YamlEditor removed = work.RemoveItem(item);
        if (targetSequence.Find(removed.Document) is null)
            removed = removed.InsertEntry(targetSequence.Parent, targetSequence.Last!.Value.Key!, YamlValue.Null, position);
        return removed.Apply((view, data) => targetSequence.Find(view.Document) is { Crossing: null } target
            ? new EditOperations(view, data).InsertItemText(targetSequence, target.Node, (target.Node as YamlSequence)?.Items.Length ?? 0, value, text)
            : Edit.Refuse($"the way to {targetSequence} leads through an alias or a merge"));
    }

    /// <summary>
    /// Writes comments above lines or behind what stands on them; refused as a whole where one would be read as something else than a comment, or
    /// where the line has a comment behind already.
    /// </summary>
    public YamlEditor AddComments(params IEnumerable<NewComment> comments)
    {
        int origin = _edited is null ? _original.Span.Start : 0;
        return Apply((view, data) => new CommentOperations(view, data).Add(comments.Select(comment => comment with { Offset = comment.Offset - origin })));
    }

    private YamlEditor Refuse(string reason) => new(_original, edited: null, [], data: null, reason);

    private DocumentView View()
    {
        string file = _original.Source.Text;
        int end = file.AsSpan().IndexOfAny('\n', '\r');
        string newLine = end < 0 || file[end] == '\n' ? "\n" : end + 1 < file.Length && file[end + 1] == '\n' ? "\r\n" : "\r";
        return new DocumentView(Document, _original.Source.GetLine(_original.Span.Start), newLine);
    }

    // Operations work on a text that holds this document alone, so that a file of many documents is not copied for each edit.
    private YamlEditor Sliced()
    {
        if (_edited is not null)
            return this;
        if (_sliced is not null)
            return _sliced;
        YamlDocument alone = Parse(_original.Source.ToString(_original.Span));
        return _sliced = new YamlEditor(_original, alone, [], YamlValue.From(alone), Refusal);
    }

    private YamlEditor Apply(Func<DocumentView, YamlValue, Edit> operation)
    {
        if (Refusal is not null)
            return this;

        YamlEditor work = Sliced();
        DocumentView view = work.View();
        Edit edit = operation(view, work._data!);
        if (edit.Refusal is { } refusal)
            return Refuse(refusal);

        edit = edit with { Changes = UnendedBlock.KeepMeaning(view, edit.Changes) };
        YamlDocument edited = Parse(TextChangeList.Apply(view.Text, edit.Changes));
        if (EditCheck.WhyBroken(work.Document, edited, edit) is { } reason)
            return Refuse(reason);

        string original = _original.Source.ToString(_original.Span);
        return new YamlEditor(_original, edited, ChangeSet.Compose(original, work._changes, edit.Changes), edit.Expected, refusal: null);
    }

    private YamlDocument Parse(string text) =>
        new YamlDocumentParser(SourceText.From(text), new StringPool()).Parse(_original.Number, new TextSpan(0, text.Length));
}
