using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
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
        var known = ImmutableArray.CreateBuilder<DiagnosticDescriptor>();
        for (int i = 0; i < rules.Rules.Length; i++)
        {
            int index = i;
            SuppressedRule written = rules.Rules[i];
            TextSpan place = placeOf(written);
            if (Names.Find(written.Text) is not { } rule)
            {
                AddUnknown(written.Text, place, meant => replacementOf(index, meant));
            }
            else if (!Suppressor.IsSuppressible(rule))
            {
                AddMistake(place, $"{rule.Id} cannot be suppressed");
            }
            else
            {
                if (!known.Contains(rule))
                    known.Add(rule);
                _suppressions.Add(new Suppression(rule, scope, scopeName, place, CodeFix.Safe("Remove the suppression", () => removalOf(index))));
            }
        }

        if (rules.Rules.IsEmpty)
            AddMistake(directive, "it names no rule");
        if (known.Count > 0 && !rules.HasReason)
            _unexplained.Add(new UnexplainedSuppression(directive, known.DrainToImmutable()));
    }

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
