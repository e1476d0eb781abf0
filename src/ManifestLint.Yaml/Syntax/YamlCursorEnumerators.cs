namespace ManifestLint.Yaml.Syntax;

/// <content>Goes through what stands below a cursor, without making anything of it.</content>
public readonly partial struct YamlCursor
{
    /// <summary>One entry of a mapping.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Value">The value as written.</param>
    public readonly record struct Entry(YamlCursor Key, YamlCursor Value);

    /// <summary>Goes through the entries of a mapping.</summary>
    public struct EntryEnumerator
    {
        private readonly YamlDocument? _document;
        private readonly int _end;
        private int _key;
        private int _next;

        internal EntryEnumerator(YamlCursor mapping)
        {
            _document = mapping._document;
            _end = mapping.Node.Next;
            _next = mapping._index + 1;
        }

        /// <summary>The entry.</summary>
        public readonly Entry Current => new(new YamlCursor(_document!, _key), new YamlCursor(_document!, _document!.Tape!.Nodes[_key].Next));

        /// <summary>The enumerator itself.</summary>
        public readonly EntryEnumerator GetEnumerator() => this;

        /// <summary>Goes to the next entry.</summary>
        public bool MoveNext()
        {
            if (_document is null || _next >= _end)
                return false;

            _key = _next;
            YamlTapeNode[] nodes = _document.Tape!.Nodes;
            _next = nodes[nodes[_key].Next].Next;
            return true;
        }
    }

    /// <summary>Goes through the items of a sequence.</summary>
    public struct ItemEnumerator
    {
        private readonly YamlDocument? _document;
        private readonly int _end;
        private int _item;
        private int _next;

        internal ItemEnumerator(YamlCursor sequence)
        {
            _document = sequence._document;
            _end = sequence.Node.Next;
            _next = sequence._index + 1;
        }

        /// <summary>The item.</summary>
        public readonly YamlCursor Current => new(_document!, _item);

        /// <summary>The enumerator itself.</summary>
        public readonly ItemEnumerator GetEnumerator() => this;

        /// <summary>Goes to the next item.</summary>
        public bool MoveNext()
        {
            if (_document is null || _next >= _end)
                return false;

            _item = _next;
            _next = _document.Tape!.Nodes[_item].Next;
            return true;
        }
    }
}
