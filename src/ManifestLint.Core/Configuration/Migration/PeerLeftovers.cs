using System.Collections.Immutable;
using ManifestLint.Diagnostics;

namespace ManifestLint.Configuration.Migration;

/// <summary>Collects what other linters' configurations say and ManifestLint cannot.</summary>
/// <param name="rules">The rules of this version, by id.</param>
internal sealed class PeerLeftovers(Dictionary<string, DiagnosticDescriptor> rules)
{
    private const string NoRule = "no rule in this version";
    private const string Refusal = "off there, but the API server refuses what these rules report, so they stay on";
    private const string SharedRule = "off there, but the rule stands for a check in force, too";

    private readonly ImmutableArray<LeftSetting>.Builder _left = ImmutableArray.CreateBuilder<LeftSetting>();

    /// <summary>Everything so far, each once.</summary>
    public ImmutableArray<LeftSetting> All => [.. _left.Distinct()];

    /// <summary>
    /// Checks in force of which no rule is in this version, checks that are off while their rules stand for others, too, or name what is refused, checks of
    /// the team's own, and unknown names.
    /// </summary>
    public void AddSettings(PeerSettings peer, IReadOnlyDictionary<string, PeerVerdict> verdicts)
    {
        foreach (PeerCheckSetting check in peer.Checks)
        {
            string[] known = [.. check.RuleIds.Where(rules.ContainsKey)];
            if (check.IsInForce && !check.RuleIds.IsEmpty && known.Length == 0)
                Add(peer, check.Check, NoRule);
            if (check is { IsInForce: false, IsNamed: true } && known.Length > 0 && Array.TrueForAll(known, id => verdicts[id].IsInForce))
                Add(peer, check.Check, SharedRule);
            string[] kept = check is { IsInForce: false, IsNamed: true } ? Array.FindAll(known, id => verdicts[id] is { IsInForce: false, NamesRefusal: true }) : [];
            if (kept.Length > 0)
                Add(peer, $"{check.Check} ({string.Join(", ", kept.Select(id => rules[id].Name))})", Refusal);
        }

        foreach (string name in peer.CustomChecks)
            Add(peer, name, "checks of your own");
        foreach (string name in peer.UnknownChecks)
            Add(peer, name, "not known as a check");
    }

    /// <summary>Whether an exemption is about whole objects; what is about containers is left.</summary>
    public bool TakesWhole(PeerSettings peer, PeerExemption exemption)
    {
        foreach (string container in exemption.Containers)
            Add(peer, container, "exemptions of containers: the annotation manifestlint.dev/ignore.NAME does it");
        foreach (string check in exemption.Checks.Where(check => PeerChecks.Find(peer.Peer, check) is null && !peer.CustomChecks.Contains(check, StringComparer.Ordinal)))
            Add(peer, check, "not known as a check");
        if (exemption is { Containers.IsEmpty: true, Namespace: null, NamePrefixes.IsEmpty: true })
            Add(peer, exemption.Checks.IsEmpty ? "all checks" : string.Join(", ", exemption.Checks), "exemptions without names, which would hold everywhere");
        return exemption.Containers.IsEmpty && (exemption.Namespace is not null || !exemption.NamePrefixes.IsEmpty);
    }

    /// <summary>A path of another linter as a glob of ours; null when there is none.</summary>
    public string? Glob(PeerSettings peer, string path)
    {
        string relative = path.Replace('\\', '/');
        while (relative.StartsWith("./", StringComparison.Ordinal))
            relative = relative[2..];
        relative = relative.TrimEnd('/');
        if (relative.Length == 0 || relative[0] is '/' or '~' || relative == "." || relative.Split('/').Contains("..", StringComparer.Ordinal))
            Add(peer, path, "ignored paths outside of the repository");
        else if (relative.AsSpan().ContainsAny("{}[]!"))
            Add(peer, path, "ignored paths with other wildcards than * and ?");
        else
            return relative.Contains('/') ? relative : $"/{relative}";
        return null;
    }

    private void Add(PeerSettings peer, string what, string reason) => _left.Add(new LeftSetting(peer.Peer, what, reason));
}
