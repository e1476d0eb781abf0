using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Suppressions;

namespace ManifestLint.Configuration;

/// <summary>All rules as a configuration speaks of them.</summary>
public sealed class ConfigurationRules
{
    // Nobody asks where there is no configuration file.
    private readonly Lazy<RuleIndex> _index;

    /// <summary>Gathers rules.</summary>
    public ConfigurationRules(IEnumerable<Rule> rules)
    {
        All = [.. rules.OrderBy(rule => rule.Descriptor.Id, StringComparer.Ordinal)];
        _index = new Lazy<RuleIndex>(() => new RuleIndex(All.Select(rule => rule.Descriptor)));
    }

    /// <summary>The rules in the order of their ids.</summary>
    public ImmutableArray<Rule> All { get; }

    /// <summary>The rule of an id or name, in any case; null when there is none.</summary>
    public DiagnosticDescriptor? Find(string word) => _index.Value.Find(word);

    /// <summary>The rule of an id.</summary>
    public DiagnosticDescriptor Get(string id) => Find(id) ?? throw new ArgumentException($"There is no rule {id}.", nameof(id));

    /// <summary>The id or name that was likely meant; null when none comes close.</summary>
    public string? Suggest(string word) => _index.Value.Suggest(word);

    /// <summary>What a user may set for a rule.</summary>
    public ImmutableArray<RuleOption> OptionsOf(DiagnosticDescriptor rule) => All.First(other => other.Descriptor.Id == rule.Id).Options;
}
