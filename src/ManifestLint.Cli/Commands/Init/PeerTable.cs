using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Commands.Init;

/// <summary><c>manifestlint rules --replaces LINTER</c>: the checks of another linter and the rules that take their place.</summary>
internal sealed class PeerTable(Peer peer, ImmutableArray<Rule> rules)
{
    // A longer name has a line for itself.
    private const int NameWidth = 38;

    private readonly Dictionary<string, DiagnosticDescriptor> _rules = rules.Select(rule => rule.Descriptor).ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The linters that can be named.</summary>
    public static ImmutableArray<string> Names { get; } = [.. ((Peer[])[Peer.KubeLinter, Peer.KubeScore, Peer.Polaris]).Select(PeerChecks.NameOf)];

    /// <summary>The linter of a name.</summary>
    /// <exception cref="WrongUseException">Its checks are not known.</exception>
    public static Peer Parse(string name)
    {
        int index = Names.IndexOf(name);
        return index >= 0 ? (Peer)index : throw new WrongUseException($"Unknown linter '{name}' in --replaces{Spelling.SuggestOrList(name, Names)}");
    }

    /// <summary>Columns for a terminal.</summary>
    public string PrintColumns()
    {
        var text = new StringBuilder();
        foreach (PeerCheck check in PeerChecks.Of(peer))
        {
            string name = check.Name.Length > NameWidth ? $"{check.Name}\n{"".PadRight(NameWidth)}" : check.Name.PadRight(NameWidth);
            text.Append(name);
            for (int i = 0; i < check.RuleIds.Length; i++)
                text.Append(i == 0 ? "" : "".PadRight(NameWidth)).Append("  ").Append(Describe(check.RuleIds[i])).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A table in Markdown.</summary>
    public string PrintMarkdown()
    {
        var text = new StringBuilder($"| {PeerChecks.NameOf(peer)} | ManifestLint |\n|---|---|\n");
        foreach (PeerCheck check in PeerChecks.Of(peer))
            text.Append($"| `{check.Name}` | {string.Join(", ", check.RuleIds.Select(Describe))} |\n");
        return text.ToString();
    }

    /// <summary>One object.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteString("linter", PeerChecks.NameOf(peer));
        json.WriteStartArray("checks");
        foreach (PeerCheck check in PeerChecks.Of(peer))
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteBoolean("optional", check.IsOptional);
            json.WriteStartArray("rules");
            foreach (string id in check.RuleIds)
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                json.WriteString("name", _rules.GetValueOrDefault(id)?.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private string Describe(string id) => _rules.TryGetValue(id, out DiagnosticDescriptor? rule) ? rule.ToString() : $"{id} (not in this version)";
}
