using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Generation;

/// <summary>Writes the labels of a side into label maps and selectors.</summary>
internal sealed class SideLabels(SlotScheme scheme)
{
    /// <summary>A map of pairs that shall mean one side: a Service's <c>selector</c>, a <c>matchLabels</c>.</summary>
    public ObjectDraft Narrow(ObjectDraft draft, YamlPath map, ReleaseSide side, string? comment = null) => WithSlot(Share(draft, map), map, side, comment);

    /// <summary>A map of pairs that shall mean both sides; of a <c>matchLabels</c>, the rows of <c>matchExpressions</c> beside it too.</summary>
    public ObjectDraft Share(ObjectDraft draft, YamlPath map)
    {
        if (scheme.Identity is not { } identity)
            return draft;
        if (draft.Read(map / identity.DroppedKey) == identity.DroppedValue)
            draft = draft.WithOwn(map).WithPairInPlace(map, identity.DroppedKey, identity.Key, identity.Value);
        return map.Last is { Key: "matchLabels" } ? ShareRows(draft, map, identity) : draft;
    }

    private static ObjectDraft ShareRows(ObjectDraft draft, YamlPath map, AdoptedIdentity identity)
    {
        YamlPath rows = map.Parent / "matchExpressions";
        bool[] areAboutDropped = [.. draft.ReadMapping(map.Parent).GetMappings("matchExpressions").Select(row => row.GetString("key")?.Value == identity.DroppedKey)];
        if (!areAboutDropped.Contains(true))
            return draft;

        for (int row = areAboutDropped.Length - 1; row >= 0; row--)
            draft = areAboutDropped[row] ? draft.WithoutItem(rows / row) : draft;
        draft = areAboutDropped.Contains(false) ? draft : draft.Without(rows);
        return draft.WithScalar(map / identity.Key, YamlValue.String(identity.Value), EntryPosition.First);
    }

    /// <summary>A map of labels, with the slot of a side.</summary>
    public ObjectDraft WithSlot(ObjectDraft draft, YamlPath map, ReleaseSide side, string? comment = null)
    {
        draft = draft.WithOwn(map);
        YamlScalarValue slot = YamlValue.String(side.Slot);
        return draft.Has(map / scheme.Key)
            ? draft.WithScalar(map / scheme.Key, slot)
            : draft.WithEntry(map / scheme.Key, comment is null ? slot : slot.WithComment(comment, YamlCommentPlacement.Behind), EntryPosition.Last);
    }
}
