using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Generation;

/// <summary>Writes the labels of a side into label maps and selectors.</summary>
internal sealed class SideLabels(SlotScheme scheme)
{
    /// <summary>A map of pairs that shall mean one side: a Service's <c>selector</c>, a <c>matchLabels</c>.</summary>
    public ObjectDraft Narrow(ObjectDraft draft, YamlPath map, ReleaseSide side, string? comment = null) => WithSlot(Share(draft, map), map, side, comment);

    /// <summary>A map of pairs that shall mean both sides.</summary>
    public ObjectDraft Share(ObjectDraft draft, YamlPath map) =>
        scheme.Identity is { } identity && draft.Read(map / identity.DroppedKey) == identity.DroppedValue
            ? draft.WithPairInPlace(map, identity.DroppedKey, identity.Key, identity.Value)
            : draft;

    /// <summary>A map of labels, with the slot of a side.</summary>
    public ObjectDraft WithSlot(ObjectDraft draft, YamlPath map, ReleaseSide side, string? comment = null)
    {
        YamlScalarValue slot = YamlValue.String(side.Slot);
        return draft.Has(map / scheme.Key)
            ? draft.WithScalar(map / scheme.Key, slot)
            : draft.WithEntry(map / scheme.Key, comment is null ? slot : slot.WithComment(comment, YamlCommentPlacement.Behind), EntryPosition.Last);
    }
}
