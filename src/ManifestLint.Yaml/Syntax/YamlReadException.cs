using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>Leaves the parser where a document cannot be read further; never leaves <see cref="YamlDocumentParser"/>.</summary>
internal sealed class YamlReadException(TextSpan span, YamlErrorKind kind, string message) : Exception(message)
{
    public TextSpan Span { get; } = span;

    public YamlErrorKind Kind { get; } = kind;

    public static YamlReadException Limit(TextSpan span, string what, long actual, long limit) =>
        new(span, YamlErrorKind.Limit, $"{what} is {actual}, the limit is {limit}");
}
