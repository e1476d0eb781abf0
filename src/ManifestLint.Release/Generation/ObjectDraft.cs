using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Generation;

/// <summary>An object of the source on its way to an object of the set. Every step gives a new draft; one that would lose something refuses the whole generation.</summary>
internal sealed class ObjectDraft
{
    private readonly YamlEditor _editor;

    private ObjectDraft(Resource source, YamlEditor editor)
    {
        Source = source;
        _editor = editor;
    }

    /// <summary>The object as it was found.</summary>
    public Resource Source { get; }

    /// <summary>The document so far.</summary>
    public YamlDocument Document => _editor.Document;

    /// <summary>The text so far.</summary>
    public string Text => _editor.NewText.Text;

    /// <summary>A draft of an object as it is written.</summary>
    public static ObjectDraft Of(Resource resource) => new(resource, YamlEditor.Of(YamlTree.Parse(ObjectText.Of(resource)).Documents[0]));

    /// <summary>The string at a path; null when there is none.</summary>
    public string? Read(YamlPath path) => NodeReading.AsString(path.Resolve(Document))?.Value;

    /// <summary>The mapping at a path; null when there is none.</summary>
    public YamlMapping? ReadMapping(YamlPath path) => path.Resolve(Document) as YamlMapping;

    /// <summary>Whether something other than null is at a path.</summary>
    public bool Has(YamlPath path) => path.Resolve(Document) is { } node and not YamlScalar { IsNull: true } && node is not null;

    /// <summary>Writes a scalar, in the place of another one or as an entry at a place of its mapping.</summary>
    public ObjectDraft WithScalar(YamlPath path, YamlScalarValue value, EntryPosition? position = null)
    {
        if (path.Resolve(Document) is YamlScalar { IsNull: false } scalar)
            return YamlValue.From(scalar).Equals(value) ? this : Apply(editor => editor.SetScalar(path, value));
        return path.Find(Document) is null ? WithEntry(path, value, position ?? EntryPosition.Last) : Apply(editor => editor.Set(path, value));
    }

    /// <summary>Adds an entry that is not there, at a place of its mapping, which is made when it is missing.</summary>
    public ObjectDraft WithEntry(YamlPath path, YamlValue value, EntryPosition position) =>
        Apply(editor => editor.InsertEntry(path.Parent, path.Last!.Value.Key!, value, position));

    /// <summary>Takes an entry out with its comments, when it is there.</summary>
    public ObjectDraft Without(YamlPath path) => path.Find(Document) is null ? this : Apply(editor => editor.RemoveEntry(path));

    /// <summary>Takes an item out of a sequence.</summary>
    public ObjectDraft WithoutItem(YamlPath path) => Apply(editor => editor.RemoveItem(path));

    /// <summary>Puts one pair of a map in the place of another one, which is there.</summary>
    public ObjectDraft WithPairInPlace(YamlPath map, string oldKey, string key, string value)
    {
        if (ReadMapping(map)?.Find(key) is not null)
            return Without(map / oldKey).WithScalar(map / key, YamlValue.String(value));
        return Apply(editor => editor.RenameKey(map / oldKey, key)).WithScalar(map / key, YamlValue.String(value));
    }

    /// <summary>Gives the object another name.</summary>
    public ObjectDraft Named(string name) => WithScalar(YamlPath.Root / "metadata" / "name", YamlValue.String(name));

    private ObjectDraft Apply(Func<YamlEditor, YamlEditor> edit)
    {
        YamlEditor edited = edit(_editor);
        if (edited.Refusal is { } refusal)
        {
            throw ReleaseRefusedException.WrongUse(
                $"{Source} cannot be edited: {refusal}",
                "write out what is shared or doubled there",
                new Location(Source.File, Source.Root.Span));
        }

        return new ObjectDraft(Source, edited);
    }
}
