using System.Collections.Immutable;
using ManifestLint.Diagnostics;

namespace ManifestLint.Configuration.Migration;

/// <summary>Collects what other linters' configurations say and ManifestLint cannot.</summary>
/// <param name="rules">The rules of this version, by id.</param>
internal sealed class PeerLeftovers(Dictionary<string, DiagnosticDescriptor> rules)
{
    private readonly ImmutableArray<LeftSetting>.Builder _left = ImmutableArray.CreateBuilder<LeftSetting>();

    /// <summary>Everything so far, each once.</summary>
    public ImmutableArray<LeftSetting> All => [.. _left.Distinct()];

    /// <summary>Checks in force of which no rule is in this version, checks of the team's own, and unknown names.</summary>
    public void AddSettings(PeerSettings peer)
    {
        foreach (PeerCheckSetting check in peer.Checks)
        {
            if (check.IsInForce && !check.RuleIds.IsEmpty && !check.RuleIds.Any(rules.ContainsKey))
                Add(peer, check.Check, "its rule is not in this version");
        }

        foreach (string name in peer.CustomChecks)
            Add(peer, name, "a check of your own");
        foreach (string name in peer.UnknownChecks)
            Add(peer, name, $"no check of {PeerChecks.NameOf(peer.Peer)} that is known here");
    }

    /// <summary>Whether an exemption is about whole objects; what is about containers is left.</summary>
    public bool TakesWhole(PeerSettings peer, PeerExemption exemption)
    {
        foreach (string container in exemption.Containers)
            Add(peer, $"exemption of container {container}", $"an annotation does it: manifestlint.dev/ignore.{container}");
        foreach (string check in exemption.Checks.Where(check => PeerChecks.Find(peer.Peer, check) is null && !peer.CustomChecks.Contains(check, StringComparer.Ordinal)))
            Add(peer, check, $"no check of {PeerChecks.NameOf(peer.Peer)} that is known here");
        if (exemption is { Containers.IsEmpty: true, Namespace: null, NamePrefixes.IsEmpty: true })
            Add(peer, "exemption without names", "it would switch rules off everywhere");
        return exemption.Containers.IsEmpty && (exemption.Namespace is not null || !exemption.NamePrefixes.IsEmpty);
    }

    /// <summary>A path of another linter as a glob of ours; null when it leads out of the repository.</summary>
    public string? Glob(PeerSettings peer, string path)
    {
        string relative = path.Replace('\\', '/');
        while (relative.StartsWith("./", StringComparison.Ordinal))
            relative = relative[2..];
        relative = relative.TrimEnd('/');
        bool isOutside = relative.Length == 0 || relative[0] is '/' or '~' || relative == "." || relative.Split('/').Contains("..", StringComparer.Ordinal);
        if (!isOutside)
            return IsDirectory(relative) ? relative + "/**" : relative;

        Add(peer, $"ignored path {path}", "it is not relative to the repository");
        return null;
    }

    // kube-linter takes a path without wildcard for the beginning of paths.
    private static bool IsDirectory(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        return !name.Contains('*') && !name.EndsWith(".yaml", StringComparison.Ordinal) && !name.EndsWith(".yml", StringComparison.Ordinal) && !name.EndsWith(".json", StringComparison.Ordinal);
    }

    private void Add(PeerSettings peer, string what, string reason) => _left.Add(new LeftSetting($"{PeerChecks.NameOf(peer.Peer)} {what}", reason));
}
