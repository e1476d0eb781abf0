using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ManifestLint.Yaml.Syntax;

/// <summary>Keys and their values. Doubled keys are all kept; look-ups answer with the last one, as kubectl does.</summary>
public sealed class YamlMapping : YamlNode
{
    private readonly YamlDocument _document;
    private YamlEntry[]? _entries;

    internal YamlMapping(YamlDocument document, int index, in YamlTapeNode node, YamlNode parent)
        : base(index, node.Start, node.End, parent)
    {
        _document = document;
        Style = (YamlContainerStyle)node.Style;
    }

    /// <inheritdoc/>
    public override YamlDocument Document => _document;

    /// <summary>The entries as written, merge entries among them.</summary>
    public ImmutableArray<YamlEntry> Entries => ImmutableCollectionsMarshal.AsImmutableArray(Read());

    /// <summary>How the mapping is written.</summary>
    public YamlContainerStyle Style { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<YamlNode> Children => Read();

    private protected override YamlNodeDetails? Details => _document.Tape!.Details(Index);

    /// <summary>
    /// The entry that decides the value of <paramref name="key"/>: the last one written here, else the first one that a merge brings in,
    /// which then lies in another mapping.
    /// </summary>
    /// <param name="key">The key as the JSON text that kubectl makes of it (<c>on</c> is <c>true</c>).</param>
    public YamlEntry? Find(string key)
    {
        YamlEntry[] entries = Read();
        bool hasMerge = false;
        for (int i = entries.Length - 1; i >= 0; i--)
        {
            YamlEntry entry = entries[i];
            if (entry.Key is not YamlScalar scalar)
                continue;
            if (entry.IsMerge)
                hasMerge = true;
            else if (ScalarResolver.IsKey(scalar, key))
                return entry;
        }

        return hasMerge ? FindMerged(key) : null;
    }

    /// <summary>The value of <paramref name="key"/> with aliases followed, or null when there is no such key. A written null is a node.</summary>
    public YamlNode? GetValue(string key) => Find(key)?.Value.Dereference();

    /// <summary>Every key once with the entry that decides it: own entries in order, then what merges bring in.</summary>
    public IEnumerable<KeyValuePair<string, YamlEntry>> EffectiveEntries()
    {
        YamlEntry[] entries = Read();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool hasMerge = false;
        foreach (YamlEntry entry in entries)
        {
            hasMerge |= entry.IsMerge;
            if (!entry.IsMerge && ScalarResolver.GetKey(entry.Key) is { } key && seen.Add(key))
                yield return new(key, entries.Length == 1 ? entry : Find(key)!);
        }

        if (!hasMerge)
            yield break;

        foreach (YamlMapping source in MergeSources())
        {
            foreach (KeyValuePair<string, YamlEntry> merged in source.EffectiveEntries())
            {
                if (seen.Add(merged.Key))
                    yield return merged;
            }
        }
    }

    // Two threads may both make the entries; they make equal ones.
    private YamlEntry[] Read()
    {
        if (_entries is { } known)
            return known;

        YamlTapeNode[] nodes = _document.Tape!.Nodes;
        int count = _document.Tape.CountChildren(Index);
        var entries = new YamlEntry[count / 2];
        int key = Index + 1;
        for (int i = 0; i < entries.Length; i++)
        {
            int value = nodes[key].Next;
            int start = YamlEmptyPlace.QuestionMarkBefore(_document.Source.Text, nodes[key].Start, _document.Start) ?? nodes[key].Start;
            entries[i] = new YamlEntry(_document, key, value, start, this);
            key = nodes[value].Next;
        }

        return _entries = entries;
    }

    private YamlEntry? FindMerged(string key)
    {
        foreach (YamlMapping source in MergeSources())
        {
            if (source.Find(key) is { } entry)
                return entry;
        }

        return null;
    }

    private IEnumerable<YamlMapping> MergeSources()
    {
        foreach (YamlEntry entry in Read())
        {
            if (!entry.IsMerge)
                continue;

            switch (entry.Value.Dereference())
            {
                case YamlMapping mapping:
                    yield return mapping;
                    break;
                case YamlSequence sequence:
                    foreach (YamlNode item in sequence.Items)
                    {
                        if (item.Dereference() is YamlMapping mapping)
                            yield return mapping;
                    }

                    break;
            }
        }
    }
}
