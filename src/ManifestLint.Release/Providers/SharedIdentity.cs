using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Releases.Generation;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Providers;

/// <summary>What the pods of both sides have in common, and how to write it in the place of one side's own labels.</summary>
internal sealed class SharedIdentity
{
    private readonly ImmutableArray<string> _slotKeys;

    private SharedIdentity(ImmutableArray<string> slotKeys, ImmutableArray<(string Key, string Value)> labels)
    {
        _slotKeys = slotKeys;
        Labels = labels;
    }

    /// <summary>The labels of the serving side's selector that are not its slot; at least one.</summary>
    public ImmutableArray<(string Key, string Value)> Labels { get; }

    /// <summary>The labels as kubectl's <c>-l</c> takes them.</summary>
    public string Query => string.Join(',', Labels.Select(label => $"{label.Key}={label.Value}"));

    /// <summary>Reads what the sides have in common.</summary>
    /// <exception cref="ReleaseRefusedException">They have nothing in common.</exception>
    public static SharedIdentity Of(ReleaseState state)
    {
        ImmutableArray<string> keys = state.Set.Pair.SlotKeys;
        Selector selector = state.Serving.Workload.Selector;
        ImmutableArray<(string, string)> labels = [.. selector.MatchLabels.Pairs.Where(pair => !keys.Contains(pair.Key)).Select(pair => (pair.Key, pair.Value.Value))];
        return labels.IsEmpty
            ? throw ReleaseRefusedException.Precondition(
                $"the selector of {state.Serving.Name} ({selector}) has no label that {state.Other.Name} shares, so nothing is left of it without the slot",
                "add a label such as app.kubernetes.io/name to both templates, and make the set again with it",
                new Location(state.Serving.Workload.Resource.File, (selector.Mapping ?? state.Serving.Workload.Resource.Root).ContentSpan))
            : new SharedIdentity(keys, labels);
    }

    /// <summary>Whether a label tells the sides apart.</summary>
    public bool IsSlot(string key) => _slotKeys.Contains(key);

    /// <summary>Whether a selector asks for a label that tells the sides apart.</summary>
    public bool HasSlot(Selector selector) => selector.MatchLabels.Pairs.Any(pair => IsSlot(pair.Key)) || selector.MatchExpressions.Any(row => IsSlot(row.Key));

    /// <summary>Labels of an object without the slot; no map when nothing is left.</summary>
    public ObjectDraft InLabels(ObjectDraft draft, YamlPath map) => Drop(draft, map, keepsMap: false);

    /// <summary>A map of pairs that selects both sides.</summary>
    public ObjectDraft InMap(ObjectDraft draft, YamlPath map)
    {
        if (draft.ReadMapping(map) is not { } pairs || !pairs.EffectiveEntries().Any(entry => IsSlot(entry.Key)))
            return draft;

        // A selector of the slot alone would select everything without it.
        if (pairs.EffectiveEntries().All(entry => IsSlot(entry.Key)))
        {
            foreach ((string key, string value) in Labels)
                draft = draft.WithScalar(map / key, YamlValue.String(value));
        }

        return Drop(draft, map, keepsMap: true);
    }

    /// <summary>A label selector, <c>matchLabels</c> and <c>matchExpressions</c>, that selects both sides.</summary>
    public ObjectDraft InSelector(ObjectDraft draft, YamlPath selector)
    {
        draft = InMap(draft, selector / "matchLabels");
        YamlPath rows = selector / "matchExpressions";
        if (rows.Resolve(draft.Document) is not YamlSequence { Items: var items })
            return draft;

        ImmutableArray<int> dropped = [.. Enumerable.Range(0, items.Length).Where(row => items[row].Dereference() is YamlMapping mapping && IsSlot(mapping.GetString("key")?.Value ?? ""))];
        if (!dropped.IsEmpty && dropped.Length == items.Length && draft.ReadMapping(selector / "matchLabels") is null)
            draft = draft.WithEntry(selector / "matchLabels", YamlValue.Map(Labels.Select(label => (label.Key, (YamlValue)YamlValue.String(label.Value)))), EntryPosition.First);
        if (dropped.Length == items.Length)
            return draft.Without(rows);
        foreach (int row in dropped.Reverse())
            draft = draft.WithoutItem(rows / row);
        return draft;
    }

    private ObjectDraft Drop(ObjectDraft draft, YamlPath map, bool keepsMap)
    {
        foreach (string key in _slotKeys)
            draft = draft.Without(map / key);
        return !keepsMap && draft.ReadMapping(map) is { Entries.IsEmpty: true } ? draft.Without(map) : draft;
    }
}
