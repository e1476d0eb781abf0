using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>
/// Data without a place in a text: what <see cref="YamlEditor"/> writes, and what a node means. Equality is of data: the order of keys, the
/// spelling of numbers, comments and flow hints do not count.
/// </summary>
public abstract class YamlValue : IEquatable<YamlValue>
{
    private protected YamlValue()
    {
    }

    /// <summary>Nothing.</summary>
    public static YamlValue Null { get; } = new YamlScalarValue(YamlScalarKind.Null, "null");

    /// <summary>A comment to be written with the value, without <c>#</c>.</summary>
    public string? Comment { get; private protected init; }

    /// <summary>Where <see cref="Comment"/> is written: above or behind.</summary>
    public YamlCommentPlacement CommentPlacement { get; private protected init; }

    /// <summary>A string; written with quotes where it needs them.</summary>
    public static YamlScalarValue String(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new YamlScalarValue(YamlScalarKind.String, value);
    }

    /// <summary>A whole number.</summary>
    public static YamlScalarValue Integer(long value) => new(YamlScalarKind.Integer, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A whole number, as it shall be written: <c>0644</c>, <c>0x1F</c>. In JSON it is written in decimal.</summary>
    /// <exception cref="ArgumentException">kubectl does not read <paramref name="number"/> as a whole number.</exception>
    public static YamlScalarValue Integer(string number)
    {
        ResolvedScalar resolved = ScalarResolver.Resolve(number, YamlScalarStyle.Plain, tag: null);
        return resolved.Kind == YamlScalarKind.Integer
            ? new YamlScalarValue(YamlScalarKind.Integer, resolved.Json) { Written = number }
            : throw new ArgumentException($"'{number}' is no whole number.", nameof(number));
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static YamlScalarValue Boolean(bool value) => new(YamlScalarKind.Boolean, value ? "true" : "false");

    /// <summary>A number that is not whole, as it shall be written: <c>0.5</c>, <c>1e3</c>.</summary>
    /// <exception cref="ArgumentException">kubectl does not read <paramref name="number"/> as such a number.</exception>
    public static YamlScalarValue Float(string number)
    {
        ResolvedScalar resolved = ScalarResolver.Resolve(number, YamlScalarStyle.Plain, tag: null);
        return resolved.Kind == YamlScalarKind.Float
            ? new YamlScalarValue(YamlScalarKind.Float, resolved.Json) { Written = number }
            : throw new ArgumentException($"'{number}' is no floating-point number.", nameof(number));
    }

    /// <summary>A mapping; of a key given twice the last value counts.</summary>
    public static YamlMappingValue Map(params IEnumerable<(string Key, YamlValue Value)> entries) => YamlMappingValue.From(entries);

    /// <summary>A list.</summary>
    public static YamlSequenceValue List(params IEnumerable<YamlValue> items) => new([.. items]);

    /// <summary>
    /// The data of a node as kubectl reads it: aliases followed, merges applied, the last of doubled keys; keys that kubectl refuses are left out.
    /// </summary>
    public static YamlValue From(YamlNode? node) => node?.Dereference() switch
    {
        YamlScalar scalar => YamlScalarValue.From(scalar),
        YamlMapping mapping => YamlMappingValue.From(mapping.EffectiveEntries().Select(entry => (entry.Key, From(entry.Value.Value)))),
        YamlSequence sequence => List(sequence.Items.Select(From)),
        YamlEntry entry => From(entry.Value),
        YamlDocument document => From(document.Root),
        _ => Null,
    };

    /// <summary>The same data, to be written with a comment above it or behind it.</summary>
    /// <param name="text">
    /// The comment without <c>#</c>; several lines are allowed above. A collection's comment stands behind its key. Inside flow collections no
    /// comment is written.
    /// </param>
    /// <param name="placement">Above or behind.</param>
    public YamlValue WithComment(string text, YamlCommentPlacement placement = YamlCommentPlacement.Above)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfEqual((int)placement, (int)YamlCommentPlacement.Below, nameof(placement));
        return CopyWithComment(text, placement);
    }

    /// <inheritdoc/>
    public abstract bool Equals(YamlValue? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as YamlValue);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>The data as JSON-like text, for messages and tests.</summary>
    public abstract override string ToString();

    private protected abstract YamlValue CopyWithComment(string text, YamlCommentPlacement placement);

    /// <summary>A string.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "String is the method.")]
    public static implicit operator YamlValue(string value) => String(value);

    /// <summary>A whole number.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Integer is the method.")]
    public static implicit operator YamlValue(long value) => Integer(value);

    /// <summary>A truth value.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Boolean is the method.")]
    public static implicit operator YamlValue(bool value) => Boolean(value);
}

/// <summary>A single value.</summary>
public sealed class YamlScalarValue : YamlValue
{
    private readonly string? _written;

    internal YamlScalarValue(YamlScalarKind kind, string text)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>What it is.</summary>
    public YamlScalarKind Kind { get; }

    /// <summary>The characters of a string, the JSON text of everything else.</summary>
    public string Text { get; }

    /// <summary>How a number is spelled in YAML; JSON takes <see cref="Text"/>.</summary>
    internal string Written
    {
        get => _written ?? Text;
        init => _written = value;
    }

    internal static YamlScalarValue From(YamlScalar scalar)
    {
        ResolvedScalar resolved = scalar.Resolve();
        return resolved.Kind switch
        {
            YamlScalarKind.Invalid => new(resolved.Kind, scalar.Value),
            YamlScalarKind.Float or YamlScalarKind.Integer => new(resolved.Kind, resolved.Json) { Written = scalar.Value },
            _ => new(resolved.Kind, resolved.Json),
        };
    }

    /// <inheritdoc/>
    public override bool Equals(YamlValue? other) => other is YamlScalarValue scalar && scalar.Kind == Kind && scalar.Text == Text;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Text);

    /// <inheritdoc/>
    public override string ToString() => Kind == YamlScalarKind.String ? ScalarText.DoubleQuoted(Text) : Text;

    private protected override YamlValue CopyWithComment(string text, YamlCommentPlacement placement) =>
        new YamlScalarValue(Kind, Text) { Written = Written, Comment = text, CommentPlacement = placement };
}

/// <summary>A list.</summary>
public sealed class YamlSequenceValue : YamlValue
{
    internal YamlSequenceValue(ImmutableArray<YamlValue> items) => Items = items;

    /// <summary>The items.</summary>
    public ImmutableArray<YamlValue> Items { get; }

    /// <summary>Whether the list shall be written as <c>[a, b]</c> also where block form would be usual, as is customary for <c>command</c>.</summary>
    public bool PrefersFlow { get; private init; }

    /// <summary>The same data, written in flow form.</summary>
    public YamlSequenceValue AsFlow() => new(Items) { PrefersFlow = true, Comment = Comment, CommentPlacement = CommentPlacement };

    /// <inheritdoc/>
    public override bool Equals(YamlValue? other) => other is YamlSequenceValue sequence && sequence.Items.AsSpan().SequenceEqual(Items.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(Items.Length, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Items)}]";

    private protected override YamlValue CopyWithComment(string text, YamlCommentPlacement placement) =>
        new YamlSequenceValue(Items) { PrefersFlow = PrefersFlow, Comment = text, CommentPlacement = placement };
}
