using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Cli.Reporters;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Commands;

/// <summary>The catalogue as a table; <c>rules/README.md</c> is made of it.</summary>
internal static class RuleTable
{
    /// <summary>A page in Markdown with one table for each family.</summary>
    public static string Print(IEnumerable<Rule> rules)
    {
        var page = new StringBuilder("# Rules\n\nMade by `manifestlint rules --format markdown`. Each rule has a folder here, with its page.\n");
        foreach (IGrouping<string, DiagnosticDescriptor> family in rules.Select(rule => rule.Descriptor).GroupBy(rule => rule.Category, StringComparer.Ordinal))
        {
            page.Append($"\n## {Heading(family.Key)}\n\n| id | name | severity | preset | fix | reports |\n|---|---|---|---|---|---|\n");
            foreach (DiagnosticDescriptor rule in family)
            {
                page.Append($"| [{rule.Id}]({rule.Category}/{rule.Id}-{rule.Name}/README.md) | {rule.Name} | {ReportText.Name(rule.Severity)} ");
                page.Append($"| {PresetOf(rule)} | {FixOf(rule)} | {rule.Title.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>The same in columns for a terminal.</summary>
    public static string PrintColumns(IEnumerable<Rule> rules)
    {
        List<string[]> rows = [["ID", "NAME", "SEVERITY", "PRESET", "FIX", "REPORTS"]];
        rows.AddRange(rules.Select(rule => rule.Descriptor).Select(rule => (string[])[rule.Id, rule.Name, ReportText.Name(rule.Severity), PresetOf(rule), FixOf(rule), rule.Title]));
        int[] widths = [.. Enumerable.Range(0, rows[0].Length - 1).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            for (int column = 0; column < widths.Length; column++)
                text.Append(row[column].PadRight(widths[column] + 2));
            text.Append(row[^1]).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The same for a terminal that is too narrow for the columns: two lines or more for each rule.</summary>
    public static string PrintNarrow(IEnumerable<Rule> rules, int width)
    {
        const int indent = 8;
        var text = new StringBuilder();
        foreach (DiagnosticDescriptor rule in rules.Select(rule => rule.Descriptor))
        {
            text.Append(WrappedText.Break($"{rule}: {ReportText.Name(rule.Severity)}, preset {PresetOf(rule)}, fix {FixOf(rule)}", column: 0, indent, width)).Append('\n');
            text.Append(' ', indent).Append(WrappedText.Break(rule.Title, indent, indent, width)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The preset as people type it.</summary>
    public static string PresetOf(DiagnosticDescriptor rule) => rule.Preset switch
    {
        RulePreset.Recommended => "recommended",
        RulePreset.Strict => "strict",
        RulePreset.Security => "security",
        _ => "all",
    };

    /// <summary>How often a fix comes with a finding.</summary>
    public static string FixOf(DiagnosticDescriptor rule) => rule.FixAvailability switch
    {
        FixAvailability.Always => "always",
        FixAvailability.Sometimes => "sometimes",
        _ => "none",
    };

    private static string Heading(string category) => category switch
    {
        "reading" => "Reading (ML0): documents and YAML as kubectl reads it",
        "schema" => "Schema (ML1): what the API server would refuse",
        "health" => "Health (ML2): probes",
        "rollout" => "Rollout (ML3): strategy, surge, unavailable, replicas, deadlines",
        "shutdown" => "Shutdown (ML4): grace, preStop, signals",
        "traffic" => "Traffic (ML5): Services, ports, selectors",
        "release" => "Release (ML6): release sets",
        "disruption" => "Disruption (ML7): disruption, scaling, scheduling, resources",
        "security" => "Security (ML8): security, access, network policy, storage",
        _ => "Configuration (ML9): images, configuration, metadata",
    };
}
