using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Releases;

/// <summary>Collects the edits of one operation and makes them a change. Values that are right already are left alone.</summary>
internal sealed class ReleaseEditor(ReleaseState state)
{
    private readonly List<(YamlDocument Document, ManifestFile File)> _documents = [];
    private readonly Dictionary<YamlDocument, YamlEditor> _editors = new(ReferenceEqualityComparer.Instance);
    private readonly List<FieldEdit> _edits = [];

    /// <summary>The edits so far.</summary>
    public IReadOnlyList<FieldEdit> Edits => _edits;

    /// <summary>Writes a value, as an entry at a place of its mapping when it is not there.</summary>
    /// <exception cref="ReleaseRefusedException">The editor cannot change the place alone.</exception>
    public void Set(Resource resource, YamlPath path, YamlValue value, EntryPosition? position = null)
    {
        YamlPathTarget? target = FullPath(resource, path).Find(resource.Document);
        YamlValue? before = target is null ? null : YamlValue.From(target.Node);
        if (value.Equals(before))
            return;

        YamlPath full = FullPath(resource, path);
        Apply(resource, path, editor => value is YamlScalarValue scalar && target?.Node is YamlScalar
            ? editor.SetScalar(full, scalar)
            : target is null && position is not null
                ? editor.InsertEntry(full.Parent, full.Last!.Value.Key!, value, position)
                : editor.Set(full, value));
        _edits.Add(new FieldEdit(resource, path, before, value) { Place = PlaceOf(resource, full) });
    }

    /// <summary>Removes an entry or item; nothing when it is not there.</summary>
    /// <exception cref="ReleaseRefusedException">The editor cannot change the place alone.</exception>
    public void Remove(Resource resource, YamlPath path)
    {
        YamlPath full = FullPath(resource, path);
        if (full.Find(resource.Document) is not { } target)
            return;

        Apply(resource, path, editor => full.Last!.Value.IsItem ? editor.RemoveItem(full) : editor.RemoveEntry(full));
        _edits.Add(new FieldEdit(resource, path, YamlValue.From(target.Node), After: null) { Place = PlaceOf(resource, full) });
    }

    /// <summary>The change that the edits make.</summary>
    public ReleaseChange Finish(string verb, string summary)
    {
        ImmutableArray<ChangedFile> files = ChangeFiles();
        return new ReleaseChange
        {
            Verb = verb,
            Summary = summary,
            Before = state,
            After = files.IsEmpty ? state : ReleaseRecognizer.Recognize(Replace(files), state.Query),
            Edits = [.. _edits],
            Files = files,
        };
    }

    private void Apply(Resource resource, YamlPath path, Func<YamlEditor, YamlEditor> edit)
    {
        if (!_editors.TryGetValue(resource.Document, out YamlEditor? editor))
        {
            editor = YamlEditor.Of(resource.Document);
            _documents.Add((resource.Document, resource.File));
        }

        YamlEditor edited = edit(editor);
        if (edited.Refusal is { } reason)
        {
            Location place = PlaceOf(resource, FullPath(resource, path));
            throw ReleaseRefusedException.Precondition(
                $"{path} of {resource} ({resource.File.Path}:{place.Start.Line + 1}) cannot be changed by itself: {reason}", "write the value out in that place", place);
        }

        _editors[resource.Document] = edited;
    }

    private ImmutableArray<ChangedFile> ChangeFiles()
    {
        var files = ImmutableArray.CreateBuilder<ChangedFile>();
        foreach (IGrouping<ManifestFile, YamlDocument> group in _documents.GroupBy(pair => pair.File, pair => pair.Document))
        {
            ImmutableArray<TextChange> changes = [.. group.SelectMany(document => _editors[document].Changes).OrderBy(change => change.Span.Start)];
            if (!changes.IsEmpty)
                files.Add(new ChangedFile(group.Key, group.Key.WithText(group.Key.Tree!.Text.WithChanges(changes))));
        }

        files.Sort((left, right) => string.CompareOrdinal(left.Before.Path, right.Before.Path));
        return files.DrainToImmutable();
    }

    private ResourceSet Replace(ImmutableArray<ChangedFile> files)
    {
        var after = files.ToDictionary(file => file.Before, file => file.After);
        return ResourceSet.Create(state.Resources.Bundles.Select(bundle => new Bundle([.. bundle.Files.Select(file => after.GetValueOrDefault(file, file))], bundle.IsReadWhole)));
    }

    private static YamlPath FullPath(Resource resource, YamlPath path) => YamlPath.From(YamlPath.Of(resource.Root).Segments.Concat(path.Segments));

    // The value; where there is none, the nearest mapping around it, by its key.
    private static Location PlaceOf(Resource resource, YamlPath full)
    {
        for (YamlPath path = full; !path.IsRoot; path = path.Parent)
        {
            if (path.Find(resource.Document) is { } target)
                return new Location(resource.File, path.Equals(full) ? target.Node.ContentSpan : (target.Entry?.Key ?? target.Node).ContentSpan);
        }

        return ReleaseRecognizer.LocationOf(resource);
    }
}
