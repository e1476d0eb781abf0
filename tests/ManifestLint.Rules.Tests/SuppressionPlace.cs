using ManifestLint.Diagnostics;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules.Tests;

/// <summary>Where a comment suppresses a finding: above the innermost node around it that begins on a line of its own.</summary>
internal sealed class SuppressionPlace
{
    private readonly Diagnostic _diagnostic;
    private readonly int _line;
    private readonly TextSpan _scope;

    private SuppressionPlace(Diagnostic diagnostic, int line, TextSpan scope)
    {
        _diagnostic = diagnostic;
        _line = line;
        _scope = scope;
    }

    private SourceText Source => _diagnostic.Location.File.Tree!.Text;

    /// <summary>The place; null when no comment can stand above the finding: it is about a file, a broken document, a comment, or JSON.</summary>
    public static SuppressionPlace? Of(Diagnostic diagnostic)
    {
        if (diagnostic.Descriptor.Id is "ML0011" or "ML0012" or "ML0013" or "ML0014" || diagnostic.Location.File is not { Tree: { } tree, IsTemplate: false })
            return null;

        YamlDocument document = tree.Documents.Last(document => document.Span.Start <= diagnostic.Location.Span.Start);
        if (document.Root is null || !document.Root.Span.Contains(diagnostic.Location.Span) || tree.Text.Text.TrimStart().StartsWith('{'))
            return null;

        for (YamlNode? node = document.FindNode(diagnostic.Location.Span); node is not null; node = node.Parent)
        {
            int line = tree.Text.GetLine(node.Span.Start);
            int lineStart = tree.Text.GetLineStart(line);
            bool isFirst = tree.Text.Text.AsSpan(lineStart, node.Span.Start - lineStart).Trim() switch
            {
                "" => node is YamlEntry && node.Parent is YamlMapping { Style: YamlContainerStyle.Block },
                "-" => node.Parent is YamlSequence { Style: YamlContainerStyle.Block },
                _ => false,
            };
            if (isFirst)
                return new SuppressionPlace(diagnostic, line, node.Span.Start == document.Root.Span.Start ? document.Span : node.Span);
        }

        return null;
    }

    /// <summary>The file with the comment.</summary>
    public byte[] WriteComment()
    {
        int start = Source.GetLineStart(_line);
        int end = start;
        while (Source.Text[end] == ' ')
            end++;
        string comment = $"{Source.Text[start..end]}# manifestlint-ignore {_diagnostic.Descriptor.Name} -- a test\n";
        return Source.WithChanges([TextChange.Insertion(start, comment)]).ToBytes();
    }

    /// <summary>Whether the comment is about a finding.</summary>
    public bool Covers(Diagnostic diagnostic) => _scope.Start <= diagnostic.Location.Span.Start && diagnostic.Location.Span.Start <= _scope.End;

    /// <summary>The line of a finding, from 0, when the comment stands above.</summary>
    public int LineAfter(Diagnostic diagnostic) => diagnostic.Location.Start.Line + (diagnostic.Location.Start.Line >= _line ? 1 : 0);
}
