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
    internal YamlScalar(int start, int end, string value, YamlScalarStyle style)
        : base(start, end)
    {
        Value = value;
        Style = style;
    }

    /// <summary>The characters after unquoting, unescaping and folding, before any meaning is given to them.</summary>
    public string Value { get; }

    /// <summary>How the scalar is written.</summary>
    public YamlScalarStyle Style { get; }

    /// <summary>What kubectl reads. Computed at each call.</summary>
    public ResolvedScalar Resolve() => ScalarResolver.Resolve(Value, Style, Tag);

    /// <summary>Whether kubectl reads null, which counts as absent for every field of an object.</summary>
    public bool IsNull => Style == YamlScalarStyle.Plain && (Value.Length == 0 || Value[0] is '~' or 'n' or 'N') && Resolve().Kind == YamlScalarKind.Null;

    /// <inheritdoc/>
    public override IEnumerable<YamlNode> Children => [];
}
