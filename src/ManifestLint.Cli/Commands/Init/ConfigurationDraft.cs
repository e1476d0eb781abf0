using System.Text;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;
using ManifestLint.Configuration.Migration;

namespace ManifestLint.Cli.Commands.Init;

/// <summary>Writes a configuration file in which every key is explained; what the repository does not need is commented out.</summary>
internal sealed class ConfigurationDraft(RepositoryFacts facts, PeerMigration migration)
{
    /// <summary>The file.</summary>
    public string Print()
    {
        var text = new StringBuilder();
        text.Append($"# yaml-language-server: $schema={ConfigurationSchema.Uri}\n");
        text.Append("# What manifestlint checks here. `manifestlint rules` lists the rules, and\n# `manifestlint explain RULE` tells about one.\n");
        foreach (ConfigurationKey key in ConfigurationKeys.All)
            text.Append('\n').Append(CommentText.Wrap($"{key.Description}.")).Append(Entry(key));
        return text.ToString();
    }

    private string Entry(ConfigurationKey key) => key.Name switch
    {
        "root" => facts.IsTop ? "root: true\n" : "# root: true\n",
        "extends" => "extends: [recommended]\n",
        "kubernetesVersion" => "# kubernetesVersion: 1.29-1.34\n",
        "failOn" => "failOn: warning\n",
        "include" => "# include: [k8s/**]\n",
        "exclude" => Exclude() is { Count: > 0 } globs ? CommentText.Entry("", key.Name, globs) : "# exclude: [legacy/**]\n",
        "rules" => Rules(),
        "locked" => "# locked: [duplicate-key]\n",
        "overrides" => Overrides(),
        "schemaLocations" => "# schemaLocations: [schemas, default]\n",
        "crds" => "# crds: [crds]\n",
        "suppressions" => "# suppressions:\n#   inline: false\n#   requireReason: true\n",
        _ => $"# {key.Name}: {key.Default}\n",
    };

    private List<string> Exclude() => [.. facts.Vendored.Select(directory => $"{directory}/**").Concat(migration.Exclude).Distinct(StringComparer.Ordinal)];

    private string Rules()
    {
        var text = new StringBuilder();
        if (migration.Rules.IsEmpty)
            text.Append("# rules:\n#   image-tag-latest: off\n#   grace-period-too-short:\n#     severity: error\n#     minGraceSeconds: 30\n");
        else
            text.Append("rules:\n");

        MigratedRule[] off = [.. migration.Rules.Where(rule => rule.Severity is null)];
        MigratedRule[] on = [.. migration.Rules.Where(rule => rule.Severity is not null)];
        if (off.Length > 0)
            text.Append(CommentText.Wrap("Switched off in the other linter:", "  "));
        foreach (MigratedRule rule in off)
            text.Append(Line(rule));
        if (on.Length > 0)
            text.Append(CommentText.Wrap("In force in the other linter, and more than the preset asks for:", "  "));
        foreach (MigratedRule rule in on)
            text.Append(Line(rule));
        foreach (IGrouping<(Peer Peer, string Reason), LeftSetting> group in migration.Left.GroupBy(left => (left.Peer, left.Reason)))
            text.Append('\n').Append(CommentText.Wrap($"Not carried over from {PeerChecks.NameOf(group.Key.Peer)}, {group.Key.Reason}: {string.Join(", ", group.Select(left => left.What))}", "", "  "));
        return text.ToString();
    }

    private static string Line(MigratedRule rule)
    {
        string setting = $"  {rule.Rule.Name}: {(rule.Severity is { } severity ? ReportText.Name(severity) : "off")}";
        string checks = CommentText.Checks(rule.Checks);
        string line = $"{setting} # {checks}";
        return line.Length <= CommentText.Width ? line + "\n" : CommentText.Wrap(checks, "  ", "  ") + setting + "\n";
    }

    private string Overrides()
    {
        if (migration.Overrides.IsEmpty)
            return "# overrides:\n#   - files: [jobs/**]\n#     kinds: [Deployment]\n#     namespaces: [staging]\n#     names: [report-*]\n#     reason: nobody waits for it\n#     rules:\n#       single-replica-served: off\n";

        var text = new StringBuilder("overrides:\n");
        foreach (MigratedOverride entry in migration.Overrides)
        {
            text.Append($"  - reason: {CommentText.Scalar($"exempted in {entry.Source}")}\n");
            if (!entry.Namespaces.IsEmpty)
                text.Append(CommentText.Entry("    ", ConfigurationKeys.OverrideNamespaces.Name, entry.Namespaces));
            if (!entry.Names.IsEmpty)
                text.Append(CommentText.Entry("    ", ConfigurationKeys.OverrideNames.Name, entry.Names));
            text.Append("    rules:\n").Append(string.Concat(entry.Rules.Select(rule => $"      {rule.Name}: off\n")));
        }

        return text.ToString();
    }
}
