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

    internal YamlScalar(YamlDocument document, int index, YamlNode parent)
        : base(index, document.Tape!.Nodes[index].Start, document.Tape.Nodes[index].End, parent)
    {
        _document = document;
        Style = (YamlScalarStyle)document.Tape.Nodes[index].Style;
        Value = Details?.Value ?? document.Pool.Intern(TextOf(document, index, Details?.ContentStart));
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

    private protected override YamlNodeDetails? Details => _document.Tape!.Details(Index);

    /// <summary>The characters of a scalar whose value is its text: plain, or between quotes.</summary>
    internal static ReadOnlySpan<char> TextOf(YamlDocument document, int index, int? contentStart)
    {
        YamlTapeNode node = document.Tape!.Nodes[index];
        ReadOnlySpan<char> text = document.Source.Text.AsSpan((contentStart ?? node.Start)..node.End);
        return (YamlScalarStyle)node.Style == YamlScalarStyle.Plain ? text : text[1..^1];
    }
}
