using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Suppressions;

namespace ManifestLint.Configuration;

/// <summary>All rules as a configuration speaks of them.</summary>
public sealed class ConfigurationRules
{
    private readonly RuleIndex _index;
    private readonly Dictionary<string, Rule> _rules = new(StringComparer.Ordinal);

    /// <summary>Gathers rules.</summary>
    public ConfigurationRules(IEnumerable<Rule> rules)
    {
        All = [.. rules.OrderBy(rule => rule.Descriptor.Id, StringComparer.Ordinal)];
        _index = new RuleIndex(All.Select(rule => rule.Descriptor));
        foreach (Rule rule in All)
            _rules[rule.Descriptor.Id] = rule;
    }

    /// <summary>The rules in the order of their ids.</summary>
    public ImmutableArray<Rule> All { get; }

    /// <summary>The rule of an id or name, in any case; null when there is none.</summary>
    public DiagnosticDescriptor? Find(string word) => _index.Find(word);

    /// <summary>The rule of an id.</summary>
    public DiagnosticDescriptor Get(string id) => _rules[id].Descriptor;

    /// <summary>The id or name that was likely meant; null when none comes close.</summary>
    public string? Suggest(string word) => _index.Suggest(word);

    /// <summary>What a user may set for a rule.</summary>
    public ImmutableArray<RuleOption> OptionsOf(DiagnosticDescriptor rule) => _rules[rule.Id].Options;
}
