using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Suppressions;

/// <summary>Brings together what is suppressed at one place, and turns it into changes of the text.</summary>
/// <param name="source">The text.</param>
/// <param name="text">The words.</param>
/// <param name="names">All rules.</param>
internal sealed class SuppressionPlan(SourceText source, SuppressionText text, RuleIndex names)
{
    private readonly Dictionary<SuppressionPlace, List<PlacedFinding>> _groups = [];

    /// <summary>Takes a finding at its place.</summary>
    public void Add(PlacedFinding finding)
    {
        if (!_groups.TryGetValue(finding.Place, out List<PlacedFinding>? group))
            _groups[finding.Place] = group = [];
        group.Add(finding);
    }

    /// <summary>The changes, sorted.</summary>
    /// <param name="refused">What could not be written at its place.</param>
    public ImmutableArray<TextChange> CreateChanges(out List<PlacedFinding> refused)
    {
        LiftLongLines();
        refused = [];
        var changes = new List<TextChange>();
        foreach ((SuppressionPlace place, List<PlacedFinding> group) in _groups.Where(pair => pair.Key.Form == SuppressionForm.File))
            changes.Add(WriteTop(NamesOf(group)));

        var documents = _groups.Where(pair => pair.Key.Document is not null).GroupBy(pair => pair.Key.Document!).OrderBy(group => group.Key.Number);
        foreach (var document in documents)
            changes.AddRange(Write(document.Key, [.. document.OrderBy(pair => pair.Key.Offset).ThenBy(pair => pair.Key.Form)], refused));
        return [.. changes.OrderBy(change => change.Span.Start)];
    }

    // A line that would become too long, or that has a comment already, gets its comment above, together with what stands there anyway.
    private void LiftLongLines()
    {
        foreach (SuppressionPlace place in _groups.Keys.Where(place => place.Form == SuppressionForm.Line).ToList())
        {
            List<PlacedFinding> group = _groups[place];
            if (group[0].Above is not { } above || group.Exists(finding => finding.Above != above))
                continue;

            TextSpan line = source.GetLineSpan(source.GetLine(place.Offset));
            bool isFull = FindComment(place) is { } comment
                ? !TryExtend(comment, NamesOf(group), out _)
                : line.Length + 1 + text.Comment(NamesOf(group)).Length > SuppressionText.MaximumWidth;
            if (!isFull && !_groups.ContainsKey(above))
                continue;

            _groups.Remove(place);
            if (_groups.TryGetValue(above, out List<PlacedFinding>? others))
                others.AddRange(group);
            else
                _groups[above] = group;
        }
    }

    private static List<string> NamesOf(IEnumerable<PlacedFinding> group) =>
        [.. group.Select(finding => finding.Finding.Descriptor).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal).Select(rule => rule.Name)];

    private ImmutableArray<TextChange> Write(YamlDocument document, List<KeyValuePair<SuppressionPlace, List<PlacedFinding>>> groups, List<PlacedFinding> refused)
    {
        var extended = new List<TextChange>();
        var comments = new List<(NewComment Comment, List<PlacedFinding> Group)>();
        var annotations = new List<(Resource Resource, List<PlacedFinding> Group)>();
        var wider = new List<(TextSpan Scope, string Id)>();
        foreach ((SuppressionPlace place, List<PlacedFinding> group) in groups)
        {
            if (place.Form == SuppressionForm.Annotation)
            {
                annotations.Add((place.Resource!, group));
                continue;
            }

            List<string> rules = NamesOf(group.Where(finding => !wider.Exists(other => other.Id == finding.Finding.Descriptor.Id && other.Scope.Contains(finding.Finding.Location.Span.Start))));
            if (rules.Count == 0)
                continue;
            if (place.Form != SuppressionForm.Line)
                wider.AddRange(ScopesOf(place, group));
            if (FindComments(place).Select(comment => TryExtend(comment, rules, out TextChange change) ? change : (TextChange?)null).FirstOrDefault(change => change is not null) is { } extension)
                extended.Add(extension);
            else
                comments.Add((Write(place, rules), group));
        }

        YamlEditor editor = YamlEditor.Of(document);
        YamlEditor edited = editor.AddComments(comments.Select(comment => comment.Comment));
        if (edited.Refusal is not null)
        {
            List<(NewComment Comment, List<PlacedFinding> Group)> wrong = [.. comments.Where(comment => editor.AddComments(comment.Comment).Refusal is not null)];
            foreach ((_, List<PlacedFinding> group) in wrong.Count > 0 ? wrong : comments)
                refused.AddRange(group);
            return [];
        }

        foreach ((Resource resource, List<PlacedFinding> group) in annotations)
        {
            YamlEditor next = Annotate(edited, resource, NamesOf(group));
            if (next.Refusal is null)
                edited = next;
            else
                refused.AddRange(group);
        }

        return [.. edited.Changes, .. extended];
    }

    private NewComment Write(SuppressionPlace place, List<string> rules)
    {
        if (place.Form == SuppressionForm.Line)
            return new NewComment(place.Offset, text.Comment(rules), YamlCommentPlacement.Behind);

        int indentation = 0;
        while (source.Text[place.Offset + indentation] is ' ')
            indentation++;
        return new NewComment(place.Offset, text.Lines(rules, indentation), YamlCommentPlacement.Above);
    }

    // What is suppressed for a node needs no words of its own further down.
    private static IEnumerable<(TextSpan Scope, string Id)> ScopesOf(SuppressionPlace place, List<PlacedFinding> group)
    {
        YamlDocument document = place.Document!;
        YamlNode outermost = document.Root!;
        if (place.Form == SuppressionForm.Node)
        {
            foreach (YamlNode node in document.DescendantsAndSelf())
            {
                if (node is not YamlDocument && node.Span.Start >= place.Offset && (node is YamlEntry || node.Parent is YamlSequence))
                {
                    outermost = node;
                    break;
                }
            }
        }

        TextSpan scope = place.Form == SuppressionForm.Node ? outermost.Span : document.Span;
        return group.Select(finding => (scope, finding.Finding.Descriptor.Id));
    }

    private YamlComment? FindComment(SuppressionPlace line) => FindComments(line).FirstOrDefault();

    private IEnumerable<YamlComment> FindComments(SuppressionPlace place)
    {
        int line = source.GetLine(place.Offset);
        if (place.Form == SuppressionForm.Line)
            return place.Document!.Comments.Where(comment => comment.Placement == YamlCommentPlacement.Behind && source.GetLine(comment.Span.Start) == line);
        return place.Document!.Comments.Where(comment =>
            comment.Placement == YamlCommentPlacement.Above
            && source.GetLine(comment.Owner is YamlDocument document ? document.Root!.Span.Start : comment.Owner.Span.Start) == line);
    }

    private bool TryExtend(YamlComment comment, List<string> rules, out TextChange change)
    {
        CommentDirective directive = CommentDirective.Parse(comment.Text, names);
        change = default;
        return directive.Verb == CommentVerb.Ignore && TryExtend(comment.Span, directive, rules, out change);
    }

    private bool TryExtend(TextSpan comment, CommentDirective directive, List<string> rules, out TextChange change)
    {
        int origin = comment.Start + directive.RulesStart;
        string words = source.Text[origin..comment.End];
        var written = SuppressedRules.Parse(words, names);
        string further = SuppressionText.Further(rules);
        int column = comment.End - source.GetLineStart(source.GetLine(comment.Start));
        change = default;
        if (!text.Fits(words, written) || column + further.Length > SuppressionText.MaximumWidth)
            return false;

        change = TextChange.Insertion(SuppressionText.EndOfRules(written, origin), further);
        return true;
    }

    private YamlEditor Annotate(YamlEditor editor, Resource resource, List<string> rules)
    {
        YamlPath annotations = YamlPath.Of(resource.Root) / "metadata" / "annotations";
        YamlPath path = annotations / AnnotationSuppressions.Key;
        if (path.Resolve(editor.Document) is not { } present)
            return editor.Set(path, YamlValue.String(text.Annotation(rules)));

        string words = NodeReading.AsString(present)?.Value ?? "";
        var written = SuppressedRules.Parse(words, names);
        if (written.Rules.IsEmpty)
            return editor.Set(path, YamlValue.String(text.Annotation(rules)));
        return editor.SetScalar(path, YamlValue.String(words.Insert(SuppressionText.EndOfRules(written, 0), SuppressionText.Further(rules))));
    }

    // At the very top, or below a line '---' that begins the file, so that no empty document comes before it.
    private TextChange WriteTop(List<string> rules)
    {
        int at = 0;
        for (int line = 0; line < source.LineCount; line++)
        {
            TextSpan span = source.GetLineSpan(line);
            ReadOnlySpan<char> content = source.Text.AsSpan(span.Start, span.Length).Trim();
            if (!content.IsEmpty && content[0] != '#' && content is not "---")
                break;
            if (content is "---" && at == 0 && line + 1 < source.LineCount)
                at = source.GetLineStart(line + 1);
            if (content.IsEmpty || content[0] != '#')
                continue;

            var comment = new TextSpan(span.End - source.Text.AsSpan(span.Start, span.Length).TrimStart().Length, span.End);
            CommentDirective directive = CommentDirective.Parse(source.ToString(comment), names);
            if (directive.Verb == CommentVerb.IgnoreFile && TryExtend(comment, directive, rules, out TextChange change))
                return change;
        }

        int end = source.Text.AsSpan().IndexOfAny('\n', '\r');
        string newLine = end < 0 || source.Text[end] == '\n' ? "\n" : end + 1 < source.Length && source.Text[end + 1] == '\n' ? "\r\n" : "\r";
        return TextChange.Insertion(at, text.FileLines(rules).Replace("\n", newLine, StringComparison.Ordinal) + newLine);
    }
}
