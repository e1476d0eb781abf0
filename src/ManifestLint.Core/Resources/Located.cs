using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Resources;

/// <summary>A value together with the node that it was read from.</summary>
/// <param name="Value">What kubectl reads there.</param>
/// <param name="Node">Where it is written; an alias stands for itself, since it is what a fix may change.</param>
public readonly record struct Located<T>(T Value, YamlNode Node)
{
    /// <summary>Where the value stands.</summary>
    public TextSpan Span => Node.Span;
}
