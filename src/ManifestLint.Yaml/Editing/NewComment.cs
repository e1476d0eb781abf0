using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>A comment to be written.</summary>
/// <param name="Offset">A place on the line that it is for, an offset of the text of <see cref="YamlEditor.Document"/>.</param>
/// <param name="Text">The comment, with or without <c>#</c>; above, several lines are allowed.</param>
/// <param name="Placement">On a line of its own above that line, or behind what stands on it.</param>
public readonly record struct NewComment(int Offset, string Text, YamlCommentPlacement Placement);
