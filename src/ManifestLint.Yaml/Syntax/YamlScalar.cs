namespace ManifestLint.Yaml.Syntax;

/// <summary>How a scalar is written.</summary>
public enum YamlScalarStyle : byte
{
    /// <summary>Without quotes; its meaning follows from its text.</summary>
    Plain,

    /// <summary>In <c>'…'</c>.</summary>
    SingleQuoted,

    /// <summary>In <c>"…"</c>.</summary>
    DoubleQuoted,

    /// <summary>A block that begins with <c>|</c>.</summary>
    Literal,

    /// <summary>A block that begins with <c>&gt;</c>.</summary>
    Folded,
}

/// <summary>A single value or key.</summary>
public sealed class YamlScalar : YamlNode
{
    private readonly YamlDocument _document;

    internal YamlScalar(YamlDocument document, int index, in YamlTapeNode node, YamlNode parent)
        : base(index, node.Start, node.End, parent)
    {
        _document = document;
        HasDetails = node.HasDetails;
        Style = (YamlScalarStyle)node.Style;
        Value = ReadValue(node);
    }

    /// <inheritdoc/>
    public override YamlDocument Document => _document;

    /// <summary>The characters after unquoting, unescaping and folding, before any meaning is given to them.</summary>
    public string Value { get; }

    /// <summary>How the scalar is written.</summary>
    public YamlScalarStyle Style { get; }

    /// <summary>What kubectl reads. Computed at each call.</summary>
    public ResolvedScalar Resolve() => ScalarResolver.Resolve(Value, Style, Tag);

    /// <summary>Whether kubectl reads null, which counts as absent for every field of an object.</summary>
    public bool IsNull => Style == YamlScalarStyle.Plain && (Value.Length == 0 || Value[0] is '~' or 'n' or 'N') && Resolve().Kind == YamlScalarKind.Null;

    /// <inheritdoc/>
    public override IReadOnlyList<YamlNode> Children => [];

    /// <summary>Whether the scalar has an anchor, a tag, or a value that is not simply its text.</summary>
    internal bool HasDetails { get; }

    private protected override YamlNodeDetails? Details => HasDetails ? _document.Tape!.Details(Index) : null;

    /// <summary>The characters of a scalar without details: its text, or what stands between its quotes.</summary>
    internal static ReadOnlySpan<char> TextOf(string text, in YamlTapeNode node) =>
        node.Style == (byte)YamlScalarStyle.Plain ? text.AsSpan(node.Start..node.End) : text.AsSpan((node.Start + 1)..(node.End - 1));

    private string ReadValue(in YamlTapeNode node)
    {
        string text = _document.Source.Text;
        if (Details is not { } details)
            return _document.Pool.Intern(TextOf(text, node));
        if (details.Value is { } value)
            return value;

        ReadOnlySpan<char> content = text.AsSpan(details.ContentStart..node.End);
        return _document.Pool.Intern(Style == YamlScalarStyle.Plain ? content : content[1..^1]);
    }
}
