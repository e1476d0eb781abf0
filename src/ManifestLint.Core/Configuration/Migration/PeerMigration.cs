using System.Collections.Immutable;
using ManifestLint.Diagnostics;

namespace ManifestLint.Configuration.Migration;

/// <summary>A rule that is set because of what another linter does.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">Its severity; null switches it off.</param>
/// <param name="Checks">The checks that say so.</param>
public sealed record MigratedRule(DiagnosticDescriptor Rule, DiagnosticSeverity? Severity, ImmutableArray<(Peer Peer, string Check)> Checks);

/// <summary>Objects for which rules are off because another linter leaves them alone.</summary>
/// <param name="Source">The file that says so.</param>
/// <param name="Namespaces">Their namespaces; empty for every one.</param>
/// <param name="Names">Globs for their names; empty for every one.</param>
/// <param name="Rules">The rules.</param>
public sealed record MigratedOverride(string Source, ImmutableArray<string> Namespaces, ImmutableArray<string> Names, ImmutableArray<DiagnosticDescriptor> Rules);

/// <summary>Something in another linter's configuration that has no equivalent.</summary>
/// <param name="Peer">The linter.</param>
/// <param name="What">What it is.</param>
/// <param name="Reason">Why it has none, and what to do if there is something.</param>
public sealed record LeftSetting(Peer Peer, string What, string Reason);

/// <summary>The configurations of other linters in ManifestLint's words.</summary>
public sealed record PeerMigration
{
    /// <summary>Rules whose severity differs from what the preset <see cref="RulePreset.Recommended"/> says, by id.</summary>
    public ImmutableArray<MigratedRule> Rules { get; init; } = [];

    /// <summary>Globs of paths that are not linted, in order.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Rules that are off for some objects.</summary>
    public ImmutableArray<MigratedOverride> Overrides { get; init; } = [];

    /// <summary>What has no equivalent.</summary>
    public ImmutableArray<LeftSetting> Left { get; init; } = [];

    /// <summary>Translates.</summary>
    /// <param name="peers">What the linters' configurations say.</param>
    /// <param name="catalogue">The rules of this version.</param>
    public static PeerMigration Translate(IReadOnlyCollection<PeerSettings> peers, IEnumerable<DiagnosticDescriptor> catalogue)
    {
        Dictionary<string, DiagnosticDescriptor> rules = catalogue.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var verdicts = new SortedDictionary<string, PeerVerdict>(StringComparer.Ordinal);
        foreach ((PeerSettings peer, PeerCheckSetting check) in peers.SelectMany(peer => peer.Checks, (peer, check) => (peer, check)))
        {
            foreach (string id in check.RuleIds.Where(rules.ContainsKey))
            {
                if (!verdicts.TryGetValue(id, out PeerVerdict? verdict))
                    verdicts.Add(id, verdict = new PeerVerdict(rules[id]));
                verdict.Add(peer.Peer, check);
            }
        }

        ImmutableArray<MigratedRule> migrated = [.. verdicts.Values.Select(verdict => verdict.Decide()).OfType<MigratedRule>()];
        var left = new PeerLeftovers(rules);
        var overrides = ImmutableArray.CreateBuilder<MigratedOverride>();
        foreach (PeerSettings peer in peers)
        {
            left.AddSettings(peer, verdicts);
            foreach (PeerExemption exemption in peer.Exemptions)
            {
                if (left.TakesWhole(peer, exemption) && Override(peer, exemption, rules, migrated) is { Rules.IsEmpty: false } translated)
                    overrides.Add(translated);
            }
        }

        ImmutableArray<string> exclude = [.. peers.SelectMany(peer => peer.IgnoredPaths.Select(path => left.Glob(peer, path))).OfType<string>().Distinct(StringComparer.Ordinal)];
        return new PeerMigration
        {
            Rules = migrated,
            Exclude = exclude,
            Overrides = overrides.DrainToImmutable(),
            Left = left.All,
        };
    }

    // A rule that does not run needs no exemption.
    private static MigratedOverride Override(PeerSettings peer, PeerExemption exemption, Dictionary<string, DiagnosticDescriptor> rules, ImmutableArray<MigratedRule> migrated)
    {
        IEnumerable<PeerCheckSetting> checks = peer.Checks.Where(check => exemption.Checks.IsEmpty || exemption.Checks.Contains(check.Check, StringComparer.Ordinal));
        DiagnosticDescriptor[] off =
        [
            .. checks.SelectMany(check => check.RuleIds).Distinct(StringComparer.Ordinal).Where(rules.ContainsKey).Select(id => rules[id])
                .Where(rule => migrated.FirstOrDefault(setting => setting.Rule.Id == rule.Id) is { } setting ? setting.Severity is not null : rule.Preset == RulePreset.Recommended),
        ];
        Array.Sort(off, (one, other) => string.CompareOrdinal(one.Id, other.Id));
        return new MigratedOverride(
            peer.Source,
            exemption.Namespace is { } name ? [name] : [],
            [.. exemption.NamePrefixes.Distinct(StringComparer.Ordinal).Select(prefix => prefix + "*")],
            [.. off]);
    }
}
