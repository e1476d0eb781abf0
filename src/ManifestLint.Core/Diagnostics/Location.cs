using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Diagnostics;

/// <summary>A place in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Span">The characters; empty for a finding about the whole file.</param>
public readonly record struct Location(ManifestFile File, TextSpan Span)
{
    /// <summary>Where the span begins, from 0.</summary>
    public LinePosition Start => File.Tree?.Text.GetPosition(Span.Start) ?? File.ReadErrorPosition;

    /// <summary>Where the span ends (exclusive), from 0.</summary>
    public LinePosition End => File.Tree?.Text.GetPosition(Span.End) ?? File.ReadErrorPosition;
}

/// <summary>Another place that a finding speaks of.</summary>
/// <param name="Location">The place.</param>
/// <param name="Message">What is there, without final period.</param>
public readonly record struct RelatedLocation(Location Location, string Message);
