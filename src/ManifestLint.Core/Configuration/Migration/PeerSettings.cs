using System.Collections.Immutable;
using ManifestLint.Diagnostics;

namespace ManifestLint.Configuration.Migration;

/// <summary>What another linter's configuration says about one of its checks.</summary>
/// <param name="Check">The check, or the option of it that is meant.</param>
/// <param name="RuleIds">The rules that take its place.</param>
/// <param name="IsInForce">Whether the check runs.</param>
public sealed record PeerCheckSetting(string Check, ImmutableArray<string> RuleIds, bool IsInForce)
{
    /// <summary>How bad its findings are there; null when the linter knows no severities.</summary>
    public DiagnosticSeverity? Severity { get; init; }

    /// <summary>Whether the configuration names the check; else its state is the linter's own default, or that of all defaults.</summary>
    public bool IsNamed { get; init; }
}

/// <summary>Objects that another linter leaves alone.</summary>
/// <param name="Namespace">Their namespace; null for every one.</param>
/// <param name="NamePrefixes">How their names begin; empty for every one.</param>
/// <param name="Containers">How the names of the containers begin that are meant; empty for whole objects.</param>
/// <param name="Checks">The checks that do not apply; empty for all of them.</param>
public sealed record PeerExemption(string? Namespace, ImmutableArray<string> NamePrefixes, ImmutableArray<string> Containers, ImmutableArray<string> Checks);

/// <summary>What the configuration of another linter says, as far as it can be said in other words.</summary>
/// <param name="Peer">The linter.</param>
/// <param name="Source">The file that it stands in, as messages show it.</param>
public sealed record PeerSettings(Peer Peer, string Source)
{
    /// <summary>The checks in force and those that were switched off; a check that is optional and not chosen is not here.</summary>
    public ImmutableArray<PeerCheckSetting> Checks { get; init; } = [];

    /// <summary>Paths and globs that are not linted, as written.</summary>
    public ImmutableArray<string> IgnoredPaths { get; init; } = [];

    /// <summary>Objects that are left alone.</summary>
    public ImmutableArray<PeerExemption> Exemptions { get; init; } = [];

    /// <summary>Names of checks that the team wrote itself.</summary>
    public ImmutableArray<string> CustomChecks { get; init; } = [];

    /// <summary>Names that are no check of the linter, as far as is known.</summary>
    public ImmutableArray<string> UnknownChecks { get; init; } = [];
}
