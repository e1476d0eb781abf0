using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

public sealed class YamlSyntaxErrorRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML0001",
        name: "yaml-syntax-error",
        title: "A document is not YAML as kubectl reads it",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterDocumentAction(Analyze);

    private static void Analyze(DocumentContext context)
    {
        foreach (YamlError error in context.Document.Errors)
        {
            if (error.Kind == YamlErrorKind.Syntax)
                context.Report(error.Span, $"Cannot read this document: {error.Message}", ReplaceTabs(context.Document));
        }
    }

    // A tab can only be replaced where the spaces that were meant are certain: the whole document must be readable afterwards.
    private static CodeFix? ReplaceTabs(YamlDocument document)
    {
        ImmutableArray<TextChange> changes = LeadingTabs(document);
        if (changes.IsEmpty)
            return null;

        return CodeFix.Unsafe("Replace leading tabs by spaces", () =>
        {
            SourceText replaced = document.Source.WithChanges(changes);
            int delta = replaced.Length - document.Source.Length;
            string text = replaced.Text.Substring(document.Span.Start, document.Span.Length + delta);
            return YamlTree.Parse(text).Errors.Any() ? [] : changes;
        });
    }

    private static ImmutableArray<TextChange> LeadingTabs(YamlDocument document)
    {
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        SourceText source = document.Source;
        int last = source.GetLine(document.Span.End);
        for (int line = source.GetLine(document.Span.Start); line <= last; line++)
        {
            TextSpan span = source.GetLineSpan(line);
            int end = span.Start;
            while (end < span.End && end < document.Span.End && source.Text[end] is ' ' or '\t')
                end++;
            ReadOnlySpan<char> indentation = source.Text.AsSpan(span.Start, end - span.Start);
            if (indentation.Contains('\t') && span.Start >= document.Span.Start)
                changes.Add(new TextChange(new TextSpan(span.Start, end), indentation.ToString().Replace("\t", "  ", StringComparison.Ordinal)));
        }

        return changes.DrainToImmutable();
    }
}
