using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Commands;

/// <summary>Finds rules by what people type.</summary>
/// <param name="rules">All rules.</param>
internal sealed class RuleNames(ImmutableArray<Rule> rules)
{
    /// <summary>The rule of an id or name, in any case; null when there is none.</summary>
    public DiagnosticDescriptor? Find(string word) =>
        rules.Select(rule => rule.Descriptor).FirstOrDefault(rule => rule.Id.Equals(word, StringComparison.OrdinalIgnoreCase) || rule.Name.Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The rule of an id or name.</summary>
    /// <exception cref="WrongUseException">There is none; the message says which one was meant.</exception>
    public DiagnosticDescriptor Get(string word, string where) => Find(word) ?? throw Unknown(word, where);

    /// <summary>The rules of an id, a name, or the beginning of ids: <c>ML2</c> is every rule about health.</summary>
    /// <exception cref="WrongUseException">There is none.</exception>
    public IEnumerable<DiagnosticDescriptor> GetAll(string word, string where)
    {
        if (Find(word) is { } rule)
            return [rule];

        bool isPrefix = word.Length is > 2 and < 6 && word.StartsWith("ML", StringComparison.OrdinalIgnoreCase);
        DiagnosticDescriptor[] family = isPrefix ? [.. rules.Select(rule => rule.Descriptor).Where(rule => rule.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase))] : [];
        return family.Length > 0 ? family : throw Unknown(word, where);
    }

    private WrongUseException Unknown(string word, string where)
    {
        bool isId = word.StartsWith("ML", StringComparison.OrdinalIgnoreCase) && word.Length > 2 && char.IsAsciiDigit(word[2]);
        string suggestion = Spelling.Suggest(word, rules.Select(rule => isId ? rule.Descriptor.Id : rule.Descriptor.Name));
        return new WrongUseException($"Unknown rule '{word}'{where}{(suggestion.Length > 0 ? suggestion : ". 'manifestlint rules' lists them")}");
    }
}
