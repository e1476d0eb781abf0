using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Suppressions;

/// <summary>The forms in which a suppression can be written.</summary>
internal enum SuppressionForm
{
    /// <summary>A comment at the end of the line.</summary>
    Line,

    /// <summary>A comment on a line of its own above the node.</summary>
    Node,

    /// <summary>A comment above the first key of a document.</summary>
    Document,

    /// <summary>An annotation of the object.</summary>
    Annotation,

    /// <summary>A comment at the top of the file.</summary>
    File,
}

/// <summary>Where a suppression can be written.</summary>
/// <param name="Form">The form.</param>
/// <param name="Offset">The start of the line that a comment is for; the start of the object for an annotation.</param>
/// <param name="Document">The document that is changed; null for the form of a file.</param>
/// <param name="Resource">The object that an annotation is for.</param>
internal readonly record struct SuppressionPlace(SuppressionForm Form, int Offset, YamlDocument? Document = null, Resource? Resource = null);
