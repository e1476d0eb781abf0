namespace ManifestLint.Yaml.Text;

/// <summary>A place as people count it, from 0: line, and UTF-16 units into the line.</summary>
public readonly record struct LinePosition(int Line, int Character);
