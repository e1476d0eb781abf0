using System.Collections.Immutable;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Suppressions;

/// <summary>What the comments and annotations of one file suppress, collected.</summary>
/// <param name="file">The file.</param>
/// <param name="names">All rules.</param>
internal sealed class FileSuppressions(ManifestFile file, RuleIndex names)
{
    private readonly List<Suppression> _suppressions = [];
    private readonly List<SuppressionMistake> _mistakes = [];
    private readonly List<UnexplainedSuppression> _unexplained = [];

    private SuppressionIndex? _index;

    /// <summary>The file.</summary>
    public ManifestFile File { get; } = file;

    /// <summary>All rules.</summary>
    public RuleIndex Names { get; } = names;

    /// <summary>What is suppressed.</summary>
    public IReadOnlyList<Suppression> Suppressions => _suppressions;

    /// <summary>What has no effect.</summary>
    public IReadOnlyList<SuppressionMistake> Mistakes => _mistakes;

    /// <summary>What has an effect and gives no reason.</summary>
    public IReadOnlyList<UnexplainedSuppression> Unexplained => _unexplained;

    /// <summary>What is suppressed, by place. Not before everything is read.</summary>
    public SuppressionIndex Index => _index ??= new SuppressionIndex(_suppressions, File.Tree!.Text.Length);

    /// <summary>Reads what a file suppresses.</summary>
    public static FileSuppressions Read(ManifestFile file, RuleIndex names, bool readsAnnotations = true)
    {
        var read = new FileSuppressions(file, names);
        SourceText source = file.Tree!.Text;
        var comments = new CommentSuppressions(read, source);
        comments.ReadTop();
        if (file.IsTemplate)
            return read;

        var annotations = new AnnotationSuppressions(read);
        int next = 0;
        foreach (YamlDocument document in file.Tree.Documents)
        {
            ReadOnlySpan<char> text = source.Text.AsSpan(document.Span.Start, document.Span.Length);
            bool isMarked = text.ContainsAny(Suppressor.Marks);
            if (isMarked)
                comments.Read(document, document.Number + 1 < file.Tree.Documents.Length ? file.Tree.Documents[document.Number + 1] : null);
            for (; next < file.Resources.Length && file.Resources[next].Document.Number <= document.Number; next++)
            {
                if (isMarked && readsAnnotations)
                    annotations.Read(file.Resources[next]);
            }

            if (isMarked && readsAnnotations && text.IndexOf(AnnotationSuppressions.Prefix) >= 0)
                annotations.FindMisplaced(document);
            document.ReleaseNodes();
        }

        return read;
    }

    /// <summary>Takes the rules of one comment or annotation.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="placeOf">Where a rule is named.</param>
    /// <param name="directive">The whole comment or annotation.</param>
    /// <param name="scope">What it covers.</param>
    /// <param name="scopeName">The scope as messages call it.</param>
    /// <param name="removalOf">Takes out the rule of an index; asked for only when it is needed.</param>
    /// <param name="replacementOf">Writes another rule in the place of the one of an index.</param>
    public void Add(
        SuppressedRules rules,
        Func<SuppressedRule, TextSpan> placeOf,
        TextSpan directive,
        TextSpan scope,
        string scopeName,
        Func<int, ImmutableArray<TextChange>> removalOf,
        Func<int, string, ImmutableArray<TextChange>> replacementOf)
    {
        var known = ImmutableArray.CreateBuilder<string>();
        for (int i = 0; i < rules.Rules.Length; i++)
        {
            int index = i;
            SuppressedRule written = rules.Rules[i];
            TextSpan place = placeOf(written);
            if (Names.Find(written.Text) is not { } rule)
            {
                AddUnknown(written.Text, place, meant => replacementOf(index, meant));
            }
            else if (!SuppressionPolicy.IsSuppressible(rule))
            {
                AddMistake(place, $"{rule.Id} cannot be suppressed");
            }
            else
            {
                if (!known.Contains(rule.Id))
                    known.Add(rule.Id);
                _suppressions.Add(new Suppression([rule.Id], scope, scopeName, place) { Removal = CodeFix.Safe("Remove the suppression", () => removalOf(index)) });
            }
        }

        if (rules.Rules.IsEmpty)
            AddMistake(directive, "it names no rule");
        if (known.Count > 0 && !rules.HasReason)
            _unexplained.Add(new UnexplainedSuppression(directive, known.DrainToImmutable()));
    }

    /// <summary>Takes what another linter's annotation suppresses.</summary>
    public void Add(Suppression suppression) => _suppressions.Add(suppression);

    /// <summary>Takes a suppression that has no effect.</summary>
    public void AddMistake(TextSpan place, string reason, CodeFix? fix = null) =>
        _mistakes.Add(new SuppressionMistake(place, $"This suppression has no effect: {reason}", fix));

    private void AddUnknown(string word, TextSpan place, Func<string, ImmutableArray<TextChange>> replace)
    {
        if (Names.Suggest(word) is { } meant)
            _mistakes.Add(new SuppressionMistake(place, $"No rule is called '{word}', did you mean '{meant}'", CodeFix.Unsafe($"Write '{meant}'", () => replace(meant))));
        else
            _mistakes.Add(new SuppressionMistake(place, $"No rule is called '{word}'", Fix: null));
    }
}
