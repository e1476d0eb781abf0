using ManifestLint.Analysis;

namespace ManifestLint.Rules.Tests;

internal static class RuleTable
{
    public static string Print(IEnumerable<Rule> rules) => string.Concat(rules.Select(rule => rule.Descriptor + "\n"));
}
