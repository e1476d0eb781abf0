using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>One document of a file: what stands between two <c>---</c> lines. The first line of its span is the <c>---</c> line, when it has one.</summary>
public sealed class YamlDocument : YamlNode
{
    private YamlNode? _root;
    private YamlComment[]? _comments;

    internal YamlDocument(SourceText source, int number, TextSpan span, StringPool pool)
        : base(-1, span.Start, span.End, parent: null)
    {
        Source = source;
        Number = number;
        Pool = pool;
    }

    /// <summary>The text of the whole file.</summary>
    public SourceText Source { get; }

    /// <summary>Number of the document in its file, from 0; empty documents count.</summary>
    public int Number { get; }

    /// <summary>The root node; null when the document holds nothing but blanks and comments, or when it could not be read.</summary>
    public YamlNode? Root => Tape is null ? null : _root ??= Create(this, 0, this);

    /// <summary>The root as mapping, which every manifest is.</summary>
    public YamlMapping? RootMapping => Root as YamlMapping;

    /// <summary>Why the document could not be read; empty when it could.</summary>
    public ImmutableArray<YamlError> Errors { get; internal set; } = [];

    /// <summary>The comments in the order of the text, each with the node that it describes. Found at the first call. None in a broken document.</summary>
    public ImmutableArray<YamlComment> Comments =>
        ImmutableCollectionsMarshal.AsImmutableArray(_comments ??= YamlCommentFinder.Find(this));

    /// <inheritdoc/>
    public override YamlDocument Document => this;

    /// <inheritdoc/>
    public override IReadOnlyList<YamlNode> Children => Root is { } root ? [root] : [];

    internal YamlTape? Tape { get; set; }

    internal StringPool Pool { get; }

    /// <summary>
    /// Lets go of the node objects, which are made anew when they are asked for: what a run over very many documents does with each one that
    /// it is done with.
    /// </summary>
    public void ReleaseNodes()
    {
        _root = null;
        _comments = null;
    }

    /// <summary>The innermost node, an entry included, whose span is <paramref name="span"/> or holds it.</summary>
    public YamlNode FindNode(TextSpan span)
    {
        YamlNode node = this;
        while (true)
        {
            YamlNode? inner = null;
            foreach (YamlNode child in node.Children)
            {
                if (child.Span.Contains(span))
                    inner = child;
            }

            if (inner is null)
                return node;
            node = inner;
        }
    }

    /// <summary>
    /// The mappings in which two keys may become one: equal texts, or a key that is no plain word. Read from the tape, without making nodes, since
    /// nearly every document has none.
    /// </summary>
    public IEnumerable<YamlMapping> MappingsWithSimilarKeys()
    {
        if (Tape is null)
            yield break;

        YamlTapeNode[] nodes = Tape.Nodes;
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].Kind == YamlTapeKind.Mapping && YamlSimilarKeys.Any(Source.Text, nodes, i))
                yield return (YamlMapping)FindNode(i);
        }
    }

    /// <summary>
    /// The scalars, and the keys of any kind, that may have no form in JSON and are then refused: an infinity, a value unlike its tag, a key that is
    /// null or no scalar. Read from the tape, without making nodes, since nearly every document has none.
    /// </summary>
    public ImmutableArray<YamlNode> NodesBeyondJson()
    {
        if (Tape is null)
            return [];

        ImmutableArray<YamlNode>.Builder? found = null;
        YamlTapeNode[] nodes = Tape.Nodes;
        for (int i = 0; i < nodes.Length; i++)
        {
            if (YamlJsonScan.MayBeInvalid(Source.Text, nodes[i]))
            {
                YamlNode scalar = FindNode(i);
                if (scalar.Parent is not YamlEntry entry || entry.Key != scalar)
                    (found ??= ImmutableArray.CreateBuilder<YamlNode>()).Add(scalar);
            }
            else if (nodes[i].Kind == YamlTapeKind.Mapping && YamlJsonScan.MayHaveOddKey(Source.Text, nodes, i))
            {
                foreach (YamlEntry entry in ((YamlMapping)FindNode(i)).Entries)
                    (found ??= ImmutableArray.CreateBuilder<YamlNode>()).Add(entry.Key);
            }
        }

        return found?.DrainToImmutable() ?? [];
    }

    /// <summary>The nodes with an anchor that no alias names.</summary>
    public ImmutableArray<YamlNode> NodesWithUnusedAnchor() => Tape is null ? [] : [.. Tape.FindUnusedAnchors().Select(FindNode)];

    /// <summary>
    /// What stands behind <c>---</c> on a line that begins so, where kubectl wants nothing but a comment; also on a line that YAML takes for no
    /// separator, such as <c>-----</c>.
    /// </summary>
    public ImmutableArray<TextSpan> TextsBehindSeparators()
    {
        ImmutableArray<TextSpan>.Builder? found = null;
        for (var next = YamlSeparators.FindNext(Source.Text, Start, Span); next is { Text: var text }; next = YamlSeparators.FindNext(Source.Text, text.End, Span))
            (found ??= ImmutableArray.CreateBuilder<TextSpan>()).Add(text);
        return found?.DrainToImmutable() ?? [];
    }

    internal YamlNode FindNode(int index)
    {
        YamlNode node = Root!;
        while (node is YamlEntry || node.Index != index)
            node = node.Children.Last(child => child.Index <= index);
        return node;
    }
}
