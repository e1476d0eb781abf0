using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Tests.Editing;

/// <summary>An operation on a document, with what it means for data told apart from the editor's own code.</summary>
/// <param name="Name">For messages: the call.</param>
/// <param name="Apply">The editor's operation.</param>
/// <param name="Data">What it means: data in, data out; null when the operation must be refused.</param>
/// <param name="Removed">The node that goes, with its comments; null when none goes.</param>
internal sealed record Operation(string Name, Func<YamlEditor, YamlEditor> Apply, Func<YamlValue, YamlValue> Data, YamlNode? Removed = null, bool RemovesInsideOnly = false)
{
    /// <summary>The comments that must survive the operation.</summary>
    public IEnumerable<string> Kept(YamlDocument document) => document.Comments
        .Where(comment => Removed is null || !Owns(Removed, comment.Owner) || (RemovesInsideOnly && comment.Owner == Removed))
        .Select(comment => comment.Text);

    private static bool Owns(YamlNode removed, YamlNode owner)
    {
        for (YamlNode? node = owner; node is not null; node = node.Parent)
        {
            if (node == removed)
                return true;
        }

        return false;
    }
}

/// <summary>Plain functions on data: the model that the editor is compared with.</summary>
internal static class Model
{
    public static YamlValue At(YamlValue data, YamlPath path, Func<YamlValue, YamlValue> change, int depth = 0)
    {
        if (depth == path.Segments.Length)
            return change(data);

        YamlPathSegment segment = path.Segments[depth];
        return data switch
        {
            YamlMappingValue mapping => YamlValue.Map(mapping.Entries.Select(entry =>
                (entry.Key, entry.Key == segment.Key ? At(entry.Value, path, change, depth + 1) : entry.Value))),
            YamlSequenceValue sequence => YamlValue.List(sequence.Items.Select((item, index) =>
                index == segment.Index ? At(item, path, change, depth + 1) : item)),
            _ => data,
        };
    }

    public static YamlValue Put(YamlValue data, YamlPath mapping, string key, YamlValue value) => At(data, mapping, old => old switch
    {
        YamlMappingValue present => YamlValue.Map([.. present.Entries.Select(entry => (entry.Key, entry.Value)), (key, value)]),
        _ => YamlValue.Map((key, value)),
    });

    public static YamlValue Ensure(YamlValue data, YamlPath mapping, string key) =>
        Get(data, mapping) is YamlMappingValue present && present[key] is YamlMappingValue ? data : Put(data, mapping, key, YamlValue.Map());

    public static YamlValue Drop(YamlValue data, YamlPath path) => At(data, path.Parent, old => old switch
    {
        YamlMappingValue mapping => YamlValue.Map(mapping.Entries.Where(entry => entry.Key != path.Last!.Value.Key).Select(entry => (entry.Key, entry.Value))),
        YamlSequenceValue sequence => YamlValue.List(sequence.Items.Where((_, index) => index != path.Last!.Value.Index)),
        _ => old,
    });

    public static YamlValue Rename(YamlValue data, YamlPath path, string newKey) => At(data, path.Parent, old => YamlValue.Map(
        ((YamlMappingValue)old).Entries.Select(entry => (entry.Key == path.Last!.Value.Key ? newKey : entry.Key, entry.Value))));

    public static YamlValue InsertItem(YamlValue data, YamlPath path, int index, YamlValue value) => At(data, path, old =>
        YamlValue.List(old is YamlSequenceValue sequence ? sequence.Items.Insert(index, value) : [value]));

    public static YamlValue Get(YamlValue data, YamlPath path)
    {
        YamlValue found = data;
        At(data, path, value => found = value);
        return found;
    }
}
