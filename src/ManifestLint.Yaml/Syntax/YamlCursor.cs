namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// A place in a document that is read without making nodes: for the few values of every document that a run needs even of documents that it never
/// looks at again. Reads as <see cref="YamlMapping.Find"/> and <see cref="YamlScalar.Resolve"/> do. The default value is nowhere.
/// </summary>
public readonly partial struct YamlCursor
{
    private readonly YamlDocument? _document;
    private readonly int _index;

    private YamlCursor(YamlDocument document, int index)
    {
        _document = document;
        _index = index;
    }

    /// <summary>Whether there is nothing here: a key is absent, or what it was asked of is no mapping.</summary>
    public bool IsNowhere => _document is null;

    /// <summary>Whether there is nothing here, or a null, which counts as absent.</summary>
    public bool IsAbsent => _document is null || (Node.Kind == YamlTapeKind.Scalar && ScalarKind == YamlScalarKind.Null);

    /// <summary>Whether a mapping is here.</summary>
    public bool IsMapping => _document is not null && Node.Kind == YamlTapeKind.Mapping;

    /// <summary>Whether a sequence is here.</summary>
    public bool IsSequence => _document is not null && Node.Kind == YamlTapeKind.Sequence;

    /// <summary>Whether a scalar is here.</summary>
    public bool IsScalar => _document is not null && Node.Kind == YamlTapeKind.Scalar;

    /// <summary>Whether what is here stands for another node.</summary>
    public bool IsAlias => _document is not null && Node.Kind == YamlTapeKind.Alias;

    /// <summary>What kubectl makes of the scalar here; told without making anything of nearly every one.</summary>
    public YamlScalarKind ScalarKind
    {
        get
        {
            if (Node.HasDetails)
                return Resolve().Kind;
            if (Node.Style != (byte)YamlScalarStyle.Plain)
                return YamlScalarKind.String;
            if (Node.Start == Node.End)
                return YamlScalarKind.Null;
            return ScalarResolver.MayResolve(_document!.Source.Text[Node.Start]) ? Resolve().Kind : YamlScalarKind.String;
        }
    }

    /// <summary>
    /// Whether a plain scalar is here that is a decimal number of at most nine digits as everybody writes it: no sign, no leading zero. What it
    /// means then needs no further look.
    /// </summary>
    public bool IsSmallNumber
    {
        get
        {
            if (Node.HasDetails || Node.Style != (byte)YamlScalarStyle.Plain || Node.End - Node.Start is < 1 or > 9)
                return false;
            ReadOnlySpan<char> text = _document!.Source.Text.AsSpan(Node.Start..Node.End);
            return !text.ContainsAnyExceptInRange('0', '9') && (text[0] != '0' || text.Length == 1);
        }
    }

    /// <summary>The node here, made for the caller.</summary>
    /// <exception cref="InvalidOperationException">There is nothing here.</exception>
    public YamlNodeHandle Handle => new(_document ?? throw new InvalidOperationException("The cursor is nowhere."), _index, IsEntry: false);

    /// <summary>The string here; null when there is none, or something that kubectl reads as anything but a string.</summary>
    public string? String
    {
        get
        {
            if (_document is null || Node.Kind != YamlTapeKind.Scalar)
                return null;
            if (Node.HasDetails)
                return ((YamlScalar)_document.FindNode(_index)).Resolve() is { Kind: YamlScalarKind.String, Json: var text } ? text : null;

            string value = _document.Pool.Intern(YamlScalar.TextOf(_document.Source.Text, Node));
            return Node.Style != (byte)YamlScalarStyle.Plain || ScalarResolver.IsPlainString(value) ? value : null;
        }
    }

    /// <summary>The value of a key, aliases followed.</summary>
    public YamlCursor this[string key]
    {
        get
        {
            if (!IsMapping)
                return default;

            YamlTapeNode[] nodes = _document!.Tape!.Nodes;
            string text = _document.Source.Text;
            int found = -1;
            for (int entry = _index + 1; entry < nodes[_index].Next; entry = nodes[nodes[entry].Next].Next)
            {
                ref readonly YamlTapeNode name = ref nodes[entry];
                if (!IsSimple(text, name))
                    return FindByNodes(key);
                if (YamlScalar.TextOf(text, name).SequenceEqual(key))
                    found = nodes[entry].Next;
            }

            return found < 0 ? default : new YamlCursor(_document, found).Follow();
        }
    }

    private ref readonly YamlTapeNode Node => ref _document!.Tape!.Nodes[_index];

    /// <summary>The place of a node that is no entry.</summary>
    public static YamlCursor At(YamlNodeHandle handle) => new(handle.Document, handle.Index);

    /// <summary>The items of a sequence, aliases followed.</summary>
    public List<YamlCursor> ReadItems()
    {
        var items = new List<YamlCursor>();
        if (!IsSequence)
            return items;

        YamlTapeNode[] nodes = _document!.Tape!.Nodes;
        for (int item = _index + 1; item < nodes[_index].Next; item = nodes[item].Next)
            items.Add(new YamlCursor(_document, item).Follow());
        return items;
    }

    /// <summary>The root of a document.</summary>
    public static YamlCursor Root(YamlDocument document) => document.Tape is null ? default : new YamlCursor(document, 0);

    /// <summary>
    /// The pairs of a map of strings, in the order of the text; a value that is no string is left out. Null when only nodes can tell: a merge, a tag,
    /// an alias, a doubled key.
    /// </summary>
    public List<KeyValuePair<string, string>>? ReadStrings()
    {
        if (!IsMapping)
            return [];

        YamlTapeNode[] nodes = _document!.Tape!.Nodes;
        string text = _document.Source.Text;
        if (YamlSimilarKeys.Any(text, nodes, _index))
            return null;

        var pairs = new List<KeyValuePair<string, string>>();
        for (int entry = _index + 1; entry < nodes[_index].Next; entry = nodes[nodes[entry].Next].Next)
        {
            int value = nodes[entry].Next;
            if (!IsSimple(text, nodes[entry]) || nodes[value].Kind != YamlTapeKind.Scalar || nodes[value].HasDetails)
                return null;
            if (new YamlCursor(_document, value).String is { } read)
                pairs.Add(new(_document.Pool.Intern(YamlScalar.TextOf(text, nodes[entry])), read));
            else if (nodes[value].Start == nodes[value].End)
                return null;
        }

        return pairs;
    }

    /// <summary>The entries of a mapping as they are written: doubled keys, merges and aliases are the caller's business.</summary>
    public EntryEnumerator GetEntries() => IsMapping ? new EntryEnumerator(this) : default;

    /// <summary>The items of a sequence as they are written.</summary>
    public ItemEnumerator GetItems() => IsSequence ? new ItemEnumerator(this) : default;

    /// <summary>The characters of a key that is its own text: no anchor, tag or escape, and no word that may be read as something else than a string.</summary>
    /// <returns>Whether it is such a key.</returns>
    public bool TryReadKey(out ReadOnlySpan<char> text)
    {
        if (_document is null || !IsSimple(_document.Source.Text, Node))
        {
            text = default;
            return false;
        }

        text = YamlScalar.TextOf(_document.Source.Text, Node);
        return true;
    }

    /// <summary>The meaning of the scalar here.</summary>
    public ResolvedScalar Resolve()
    {
        if (Node.HasDetails)
            return ((YamlScalar)_document!.FindNode(_index)).Resolve();

        string value = _document!.Pool.Intern(YamlScalar.TextOf(_document.Source.Text, Node));
        return ScalarResolver.Resolve(value, (YamlScalarStyle)Node.Style, tag: null);
    }

    /// <summary>What an alias stands for; every other place is itself.</summary>
    public YamlCursor Dereference() => IsAlias ? Follow() : this;

    // A key that is its own text: no anchor, tag or escape, and no word that may be read as something else than a string.
    private static bool IsSimple(string text, in YamlTapeNode key)
    {
        if (key.Kind != YamlTapeKind.Scalar || key.HasDetails || key.Start == key.End)
            return false;
        return key.Style is (byte)YamlScalarStyle.SingleQuoted or (byte)YamlScalarStyle.DoubleQuoted || YamlSimilarKeys.IsWord(text, key);
    }

    private YamlCursor FindByNodes(string key)
    {
        YamlNode? value = ((YamlMapping)_document!.FindNode(_index)).GetValue(key);
        return value is null ? default : new YamlCursor(_document, value.Index);
    }

    private YamlCursor Follow() => Node.Kind == YamlTapeKind.Alias ? new YamlCursor(_document!, _document!.Tape!.Details(_index)!.Target) : this;
}
