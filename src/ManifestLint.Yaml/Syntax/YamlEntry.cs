namespace ManifestLint.Yaml.Syntax;

/// <summary>Key and value in a mapping.</summary>
public sealed class YamlEntry : YamlNode
{
    private readonly YamlDocument _document;

    internal YamlEntry(YamlDocument document, int key, int value, int start, YamlMapping parent)
        : base(key, start, Math.Max(document.Tape!.Nodes[key].End, document.Tape.Nodes[value].End), parent)
    {
        _document = document;
        Key = Create(document, key, this);
        Value = Create(document, value, this);
    }

    /// <inheritdoc/>
    public override YamlDocument Document => _document;

    /// <summary>The key; anything but a <see cref="YamlScalar"/> is legal YAML that kubectl refuses.</summary>
    public YamlNode Key { get; }

    /// <summary>The value as written: an alias is not followed, a missing value is an empty plain scalar.</summary>
    public YamlNode Value { get; }

    /// <summary>The key as text, null when the key is no scalar.</summary>
    public string? KeyText => (Key as YamlScalar)?.Value;

    /// <summary>Whether this is <c>&lt;&lt;: …</c>, which merges other mappings in.</summary>
    public bool IsMerge => Key is YamlScalar { Value: ['<', '<'] } scalar && scalar.Tag switch
    {
        null => scalar.Style == YamlScalarStyle.Plain,
        "!" or "tag:yaml.org,2002:merge" => true,
        _ => false,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<YamlNode> Children => [Key, Value];
}
