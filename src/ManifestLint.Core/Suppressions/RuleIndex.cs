using ManifestLint.Diagnostics;

namespace ManifestLint.Suppressions;

/// <summary>Finds rules by id or name, in any case.</summary>
internal sealed class RuleIndex
{
    private readonly Dictionary<string, DiagnosticDescriptor> _rules = new(StringComparer.OrdinalIgnoreCase);

    public RuleIndex(IEnumerable<DiagnosticDescriptor> rules)
    {
        foreach (DiagnosticDescriptor rule in rules)
        {
            _rules[rule.Id] = rule;
            _rules[rule.Name] = rule;
        }
    }

    /// <summary>The rule of an id or name, or null.</summary>
    public DiagnosticDescriptor? Find(string word) => _rules.GetValueOrDefault(word);

    /// <summary>Whether a word is the id or name of a rule, or was meant as an id.</summary>
    public bool IsRuleLike(string word) => _rules.ContainsKey(word) || IsIdLike(word);

    /// <summary>The id or name that was likely meant; null when none comes close.</summary>
    public string? Suggest(string word)
    {
        bool isId = IsIdLike(word);
        return EditDistance.Closest(word, _rules.Values.Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal).Select(rule => isId ? rule.Id : rule.Name));
    }

    private static bool IsIdLike(string word) => word is ['M' or 'm', 'L' or 'l', .. { Length: >= 3 and <= 5 } number] && number.Any(char.IsAsciiDigit);
}
