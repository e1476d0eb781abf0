namespace ManifestLint.Yaml.Syntax;

/// <summary><c>*name</c>: stands for the node with that anchor.</summary>
public sealed class YamlAlias : YamlNode
{
    private readonly YamlDocument _document;
    private YamlNode? _target;

    internal YamlAlias(YamlDocument document, int index, in YamlTapeNode node, YamlNode parent)
        : base(index, node.Start, node.End, parent)
    {
        _document = document;
        Name = document.Source.Text[(Start + 1)..End];
    }

    /// <inheritdoc/>
    public override YamlDocument Document => _document;

    /// <summary>The anchor's name, without <c>*</c>.</summary>
    public string Name { get; }

    /// <summary>The node that carries the anchor; always earlier in the text, and never around the alias.</summary>
    public YamlNode Target => _target ??= _document.FindNode(_document.Tape!.Details(Index)!.Target);

    /// <inheritdoc/>
    public override IReadOnlyList<YamlNode> Children => [];

    /// <inheritdoc/>
    public override YamlNode Dereference() => Target;

    /// <summary>The text of the alias, for example <c>*defaults</c>.</summary>
    public override string ToString() => "*" + Name;
}
