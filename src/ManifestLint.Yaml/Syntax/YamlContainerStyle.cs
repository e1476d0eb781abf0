namespace ManifestLint.Yaml.Syntax;

/// <summary>How a mapping or sequence is written.</summary>
public enum YamlContainerStyle : byte
{
    /// <summary>By indentation.</summary>
    Block,

    /// <summary>In <c>{}</c> or <c>[]</c>.</summary>
    Flow,

    /// <summary>A single <c>key: value</c> inside a flow sequence, without braces of its own.</summary>
    FlowPair,
}
