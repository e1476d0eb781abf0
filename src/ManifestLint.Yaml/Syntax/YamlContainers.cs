using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>How a mapping or sequence is written.</summary>
public enum YamlContainerStyle : byte
{
    /// <summary>By indentation.</summary>
    Block,

    /// <summary>In <c>{}</c> or <c>[]</c>.</summary>
    Flow,

    /// <summary>A single <c>key: value</c> inside a flow sequence, without braces of its own.</summary>
    FlowPair,
}

/// <summary>Key and value in a mapping.</summary>
public sealed class YamlEntry : YamlNode
{
    internal YamlEntry(YamlNode key, YamlNode value, int start, int end)
        : base(start, end)
    {
        Key = key;
        Value = value;
        key.Parent = this;
        value.Parent = this;
    }

    /// <summary>The key; anything but a <see cref="YamlScalar"/> is legal YAML that kubectl refuses.</summary>
    public YamlNode Key { get; }

    /// <summary>The value as written: an alias is not followed, a missing value is an empty plain scalar.</summary>
    public YamlNode Value { get; }

    /// <summary>The key as text, null when the key is no scalar.</summary>
    public string? KeyText => (Key as YamlScalar)?.Value;

    /// <summary>Whether this is <c>&lt;&lt;: …</c>, which merges other mappings in.</summary>
    public bool IsMerge => Key is YamlScalar { Value: "<<" } scalar && scalar.Tag switch
    {
        null => scalar.Style == YamlScalarStyle.Plain,
        "!" or "tag:yaml.org,2002:merge" => true,
        _ => false,
    };

    /// <inheritdoc/>
    public override IEnumerable<YamlNode> Children => [Key, Value];
}

/// <summary>Keys and their values. Doubled keys are all kept; look-ups answer with the last one, as kubectl does.</summary>
public sealed class YamlMapping : YamlNode
{
    private readonly YamlEntry[] _entries;

    internal YamlMapping(int start, int end, YamlEntry[] entries, YamlContainerStyle style)
        : base(start, end)
    {
        _entries = entries;
        Style = style;
        foreach (YamlEntry entry in entries)
            entry.Parent = this;
    }

    /// <summary>The entries as written, merge entries among them.</summary>
    public ImmutableArray<YamlEntry> Entries => ImmutableCollectionsMarshal.AsImmutableArray(_entries);

    /// <summary>How the mapping is written.</summary>
    public YamlContainerStyle Style { get; }

    /// <inheritdoc/>
    public override IEnumerable<YamlNode> Children => _entries;

    /// <summary>
    /// The entry that decides the value of <paramref name="key"/>: the last one written here, else the first one that a merge brings in,
    /// which then lies in another mapping.
    /// </summary>
    /// <param name="key">The key as the JSON text that kubectl makes of it (<c>on</c> is <c>true</c>).</param>
    public YamlEntry? Find(string key)
    {
        bool hasMerge = false;
        for (int i = _entries.Length - 1; i >= 0; i--)
        {
            YamlEntry entry = _entries[i];
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
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool hasMerge = false;
        foreach (YamlEntry entry in _entries)
        {
            hasMerge |= entry.IsMerge;
            if (!entry.IsMerge && ScalarResolver.GetKey(entry.Key) is { } key && seen.Add(key))
                yield return new(key, _entries.Length == 1 ? entry : Find(key)!);
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
        foreach (YamlEntry entry in _entries)
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

/// <summary>A list of nodes.</summary>
public sealed class YamlSequence : YamlNode
{
    private readonly YamlNode[] _items;

    internal YamlSequence(int start, int end, YamlNode[] items, YamlContainerStyle style)
        : base(start, end)
    {
        _items = items;
        Style = style;
        foreach (YamlNode item in items)
            item.Parent = this;
    }

    /// <summary>The items as written; an alias is not followed.</summary>
    public ImmutableArray<YamlNode> Items => ImmutableCollectionsMarshal.AsImmutableArray(_items);

    /// <summary>How the sequence is written.</summary>
    public YamlContainerStyle Style { get; }

    /// <inheritdoc/>
    public override IEnumerable<YamlNode> Children => _items;
}

/// <summary><c>*name</c>: stands for the node with that anchor.</summary>
public sealed class YamlAlias : YamlNode
{
    internal YamlAlias(int start, int end, string name, YamlNode target)
        : base(start, end)
    {
        Name = name;
        Target = target;
    }

    /// <summary>The anchor's name, without <c>*</c>.</summary>
    public string Name { get; }

    /// <summary>The node that carries the anchor; always earlier in the text, and never around the alias.</summary>
    public YamlNode Target { get; }

    /// <inheritdoc/>
    public override IEnumerable<YamlNode> Children => [];

    /// <inheritdoc/>
    public override YamlNode Dereference() => Target;

    /// <summary>The text of the alias, for example <c>*defaults</c>.</summary>
    public override string ToString() => "*" + Name;
}

/// <summary>One document of a file: what stands between two <c>---</c> lines. The first line of its span is the <c>---</c> line, when it has one.</summary>
public sealed class YamlDocument : YamlNode
{
    private YamlComment[]? _comments;

    internal YamlDocument(SourceText source, int index, TextSpan span)
        : base(span.Start, span.End)
    {
        Source = source;
        Index = index;
    }

    /// <summary>The text of the whole file.</summary>
    public SourceText Source { get; }

    /// <summary>Number of the document in its file, from 0; empty documents count.</summary>
    public int Index { get; }

    /// <summary>The root node; null when the document holds nothing but blanks and comments, or when it could not be read.</summary>
    public YamlNode? Root { get; internal set; }

    /// <summary>Why the document could not be read; empty when it could.</summary>
    public ImmutableArray<YamlError> Errors { get; internal set; } = [];

    /// <summary>The comments in the order of the text, each with the node that it describes. Found at the first call. None in a broken document.</summary>
    public ImmutableArray<YamlComment> Comments =>
        ImmutableCollectionsMarshal.AsImmutableArray(_comments ??= YamlCommentFinder.Find(this));

    /// <inheritdoc/>
    public override IEnumerable<YamlNode> Children => Root is null ? [] : [Root];

    /// <summary>The root as mapping, which every manifest is.</summary>
    public YamlMapping? RootMapping => Root as YamlMapping;
}
