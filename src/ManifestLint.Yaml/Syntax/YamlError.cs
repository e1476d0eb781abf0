using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>What keeps a document from being read.</summary>
public enum YamlErrorKind
{
    /// <summary>It is not YAML as kubectl's reader takes it.</summary>
    Syntax,

    /// <summary>It goes beyond one of <see cref="YamlLimits"/>.</summary>
    Limit,

    /// <summary>It is YAML, or would be, but for something that kubectl refuses before it reads: a directive, or text behind <c>---</c>.</summary>
    Refused,
}

/// <summary>Why a document could not be read.</summary>
/// <param name="Kind">What is at fault.</param>
/// <param name="Span">The offending characters; the opening quote or bracket of what is not closed.</param>
/// <param name="Message">The reason in plain words: no capital, no final period.</param>
public sealed record YamlError(YamlErrorKind Kind, TextSpan Span, string Message);

/// <summary>Bounds that keep hostile input from using up memory or stack. They are far above what the API server takes.</summary>
public static class YamlLimits
{
    /// <summary>Characters in one document: 64 Mi.</summary>
    public const int DocumentLength = 64 * 1024 * 1024;

    /// <summary>Levels of mappings and sequences inside each other, aliases followed.</summary>
    public const int Depth = 512;

    /// <summary>Nodes after following all aliases; beyond it a document is refused when that is also over <see cref="ExpansionFactor"/> times the nodes written.</summary>
    public const int ExpandedNodes = 100_000;

    /// <summary>How many times larger than written a document may become by following aliases, once it is over <see cref="ExpandedNodes"/>.</summary>
    public const int ExpansionFactor = 10;
}
