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

    // Mostly the value is the text: plain, or what stands between quotes.
    private string ReadValue(in YamlTapeNode node)
    {
        YamlNodeDetails? details = Details;
        if (details?.Value is { } value)
            return value;

        ReadOnlySpan<char> text = _document.Source.Text.AsSpan((details?.ContentStart ?? node.Start)..node.End);
        return _document.Pool.Intern(Style == YamlScalarStyle.Plain ? text : text[1..^1]);
    }
}
