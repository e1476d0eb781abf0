using System.Collections.Immutable;
using ManifestLint.Fixes;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Suppressions;

/// <summary>Reads the suppressions that stand in comments.</summary>
/// <param name="file">Takes what is found.</param>
/// <param name="source">The file's text.</param>
internal sealed class CommentSuppressions(FileSuppressions file, SourceText source)
{
    private int _topEnd;

    /// <summary>Reads the comments above everything else, which are there also in a file that is no YAML.</summary>
    public void ReadTop()
    {
        // Each block of a page has its own top.
        if (file.File.Hosted is not null)
            return;

        for (int line = 0; line < source.LineCount; line++)
        {
            TextSpan span = source.GetLineSpan(line);
            ReadOnlySpan<char> text = source.Text.AsSpan(span.Start, span.Length).Trim();
            if (!text.IsEmpty && text[0] != '#' && text is not "---")
                break;

            _topEnd = span.End;
            if (text.IsEmpty || text[0] != '#')
                continue;

            var comment = new TextSpan(span.End - source.Text.AsSpan(span.Start, span.Length).TrimStart().Length, span.End);
            CommentDirective directive = CommentDirective.Parse(source.ToString(comment), file.Names);
            if (directive.Verb == CommentVerb.IgnoreFile)
                Add(comment, directive, new TextSpan(0, source.Length), "this file");
        }
    }

    /// <summary>Reads the comments of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="following">The next one, if there is one.</param>
    public void Read(YamlDocument document, YamlDocument? following)
    {
        foreach (YamlComment comment in document.Comments)
        {
            CommentDirective directive = CommentDirective.Parse(comment.Text, file.Names);
            switch (directive.Verb)
            {
                case CommentVerb.Ignore:
                    AddIgnore(document, following, comment, directive);
                    break;
                case CommentVerb.IgnoreFile when BlockBelow(comment.Span) is { } block:
                    Add(comment.Span, directive, block, "this block");
                    break;
                case CommentVerb.IgnoreFile when comment.Span.Start > _topEnd:
                    file.AddMistake(PlaceOf(comment.Span, directive), "'manifestlint-ignore-file' has to stand above everything else");
                    break;
                case CommentVerb.Misspelt:
                    AddMisspelt(comment.Span, directive);
                    break;
            }
        }
    }

    // The block of a page at whose top a comment stands.
    private TextSpan? BlockBelow(TextSpan comment)
    {
        if (file.File.Hosted?.BlockAt(comment.Start) is not { } block)
            return null;

        for (int line = source.GetLine(block.Start); line < source.GetLine(comment.Start); line++)
        {
            TextSpan span = source.GetLineSpan(line);
            if (source.Text.AsSpan(span.Start, span.Length).Trim() is var text && !text.IsEmpty && text[0] != '#' && text is not "---")
                return null;
        }

        return block;
    }

    private void AddIgnore(YamlDocument document, YamlDocument? following, YamlComment comment, CommentDirective directive)
    {
        if (comment.Placement == YamlCommentPlacement.Behind)
        {
            TextSpan line = source.GetLineSpan(source.GetLine(comment.Span.Start));
            bool isMarker = source.Text.AsSpan(line.Start, line.Length).StartsWith("---");
            Add(comment.Span, directive, isMarker ? document.Span : line, isMarker ? "this document" : "this line");
        }
        else if (document.Root is null && following?.Root is not null)
        {
            // A head of comments that a '---' line parts from its object.
            Add(comment.Span, directive, following.Span, "the document below");
        }
        else if (comment.Placement == YamlCommentPlacement.Below || document.Root is null)
        {
            file.AddMistake(PlaceOf(comment.Span, directive), "nothing of its indentation follows that it could cover");
        }
        else if (comment.Owner is YamlDocument || BeginsDocument(comment.Owner, document))
        {
            Add(comment.Span, directive, document.Span, "this document");
        }
        else
        {
            Add(comment.Span, directive, comment.Owner.Span, "the node below");
        }
    }

    // At the place of the first entry the root begins, too.
    private static bool BeginsDocument(YamlNode owner, YamlDocument document) =>
        owner is YamlEntry && owner.Parent == document.Root && owner.Span.Start == document.Root!.Span.Start;

    private void AddMisspelt(TextSpan comment, CommentDirective directive)
    {
        var wrong = new TextSpan(comment.Start + directive.Start, comment.Start + directive.RulesStart);
        file.AddMistake(
            PlaceOf(comment, directive),
            $"write '{directive.Meant}'",
            CodeFix.Unsafe($"Write '{directive.Meant}'", () => [new TextChange(wrong, directive.Meant + " ")]));
    }

    private void Add(TextSpan comment, CommentDirective directive, TextSpan scope, string scopeName)
    {
        int origin = comment.Start + directive.RulesStart;
        int end = FindSecond(comment, origin);
        var rules = SuppressedRules.Parse(source.Text[origin..end], file.Names);
        if (end < comment.End)
            AddSecond(comment, end, rules.HasReason);
        file.Add(
            rules,
            rule => rule.SpanIn(origin),
            PlaceOf(comment, directive),
            scope,
            scopeName,
            index => Remove(comment, rules, origin, index),
            (index, meant) => [new TextChange(rules.Rules[index].SpanIn(origin), meant)]);
    }

    // Where a second directive begins in a comment, which ends there for the first one.
    private int FindSecond(TextSpan comment, int origin)
    {
        for (int at = source.Text.IndexOf('#', origin, comment.End - origin); at >= 0; at = source.Text.IndexOf('#', at + 1, comment.End - at - 1))
        {
            if (CommentDirective.Parse(source.Text[at..comment.End], file.Names).Verb is CommentVerb.Ignore or CommentVerb.IgnoreFile)
                return at;
        }

        return comment.End;
    }

    private void AddSecond(TextSpan comment, int start, bool firstHasReason)
    {
        var place = new TextSpan(start, comment.End);
        CommentDirective directive = CommentDirective.Parse(source.ToString(place), file.Names);
        int before = start;
        while (char.IsWhiteSpace(source.Text[before - 1]))
            before--;
        var parting = new TextSpan(before, start + directive.RulesStart);
        CodeFix? fix = directive.Verb == CommentVerb.Ignore && !firstHasReason
            ? CodeFix.Unsafe("Name all rules behind the first one", () => [new TextChange(parting, ",")])
            : null;
        file.AddMistake(PlaceOf(place, directive), "a comment has one 'manifestlint-ignore', with all its rules", fix);
    }

    private ImmutableArray<TextChange> Remove(TextSpan comment, SuppressedRules rules, int origin, int index)
    {
        if (rules.Rules.Length == 1)
            return [TextChange.Deletion(WholeComment(comment))];

        TextSpan rule = rules.Rules[index].SpanIn(origin);
        return index == 0
            ? [TextChange.Deletion(new TextSpan(rule.Start, rules.Rules[1].SpanIn(origin).Start))]
            : [TextChange.Deletion(new TextSpan(rules.Rules[index - 1].SpanIn(origin).End, rule.End))];
    }

    // A comment on a line of its own takes the line along, another one the blanks before it.
    private TextSpan WholeComment(TextSpan comment)
    {
        int line = source.GetLine(comment.Start);
        int start = comment.Start;
        while (start > source.GetLineStart(line) && source.Text[start - 1] is ' ' or '\t')
            start--;
        if (start > source.GetLineStart(line))
            return new TextSpan(start, comment.End);
        return new TextSpan(start, line + 1 < source.LineCount ? source.GetLineStart(line + 1) : comment.End);
    }

    private TextSpan PlaceOf(TextSpan comment, CommentDirective directive)
    {
        int start = comment.Start + directive.Start;
        return new TextSpan(start, start + source.Text.AsSpan(start, comment.End - start).TrimEnd().Length);
    }
}
