using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rendering;

/// <summary>Finds a part of a text that is written out in a block scalar of another file.</summary>
internal static class InlineText
{
    /// <summary>Where the part stands in the other file; the whole scalar when its lines do not stand there as they are.</summary>
    /// <param name="file">The other file.</param>
    /// <param name="scalar">What holds the text.</param>
    /// <param name="tree">The text.</param>
    /// <param name="span">The part of the text.</param>
    public static TextSpan Find(ManifestFile file, YamlScalar scalar, YamlTree tree, TextSpan span)
    {
        if (scalar.Style != YamlScalarStyle.Literal || file.Tree is not { Text: var outer })
            return scalar.ContentSpan;

        SourceText inner = tree.Text;
        int line = inner.GetLine(span.Start);
        int outerLine = outer.GetLine(scalar.ContentSpan.Start) + 1 + line;
        if (outerLine >= outer.LineCount)
            return scalar.ContentSpan;

        string written = inner.ToString(inner.GetLineSpan(line));
        TextSpan whole = outer.GetLineSpan(outerLine);
        if (!outer.ToString(whole).EndsWith(written, StringComparison.Ordinal))
            return scalar.ContentSpan;

        int start = whole.End - written.Length + (span.Start - inner.GetLineStart(line));
        return new TextSpan(start, Math.Min(whole.End, start + span.Length));
    }
}
