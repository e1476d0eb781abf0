using System.Collections.Immutable;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;
using ManifestLint.Configuration.Migration;
using ManifestLint.Diagnostics;
using ManifestLint.Tests;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules.Tests.Migration;

/// <summary>
/// Ties down the table of other linters' checks: how many there are, which rules are still to come, and what becomes of each check when it is
/// switched off and when it is chosen. <c>MANIFESTLINT_UPDATE=1</c> writes the two expected files; read the difference.
/// </summary>
public sealed class PeerCheckTests
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1";
    private static readonly ImmutableArray<DiagnosticDescriptor> Catalogue = [.. RuleCatalog.CreateRules().Select(rule => rule.Descriptor)];

    [Theory]
    [InlineData(Peer.KubeLinter, 63, 31)]
    [InlineData(Peer.KubeScore, 39, 33)]
    [InlineData(Peer.Polaris, 44, 44)]
    public void Every_check_is_there_once(Peer peer, int all, int byDefault)
    {
        string[] names = [.. PeerChecks.Of(peer).Select(check => check.Name)];

        Assert.Equal(all, names.Length);
        Assert.Equal(all, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(byDefault, PeerChecks.Of(peer).Count(check => !check.IsOptional));
        Assert.All(names, name => Assert.Equal(name, PeerChecks.Find(peer, name)?.Name));
    }

    [Fact]
    public void Every_check_has_rules_in_order() => Assert.All(PeerChecks.All, check =>
    {
        Assert.NotEmpty(check.RuleIds);
        Assert.Equal(check.RuleIds.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), check.RuleIds);
        Assert.All(check.RuleIds, id => Assert.Matches("^ML[0-9]{4}$", id));
    });

    // A rule that is built leaves this list, and its checks then have an equivalent.
    [Fact]
    public void Rules_that_are_not_in_this_version_are_listed()
    {
        IEnumerable<string> missing = PeerChecks.All.SelectMany(check => check.RuleIds).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(id => Catalogue.All(rule => rule.Id != id));

        Match("rules-to-come.expected.txt", string.Concat(missing.Select(id => $"{id}  {string.Join(", ", PeerChecks.All.Where(check => check.RuleIds.Contains(id)).Select(check => $"{PeerChecks.NameOf(check.Peer)} {check.Name}"))}\n")));
    }

    [Fact]
    public void Every_check_is_translated_when_it_is_off_and_when_it_is_on() => Match("checks.expected.txt", string.Concat(PeerChecks.All.Select(Describe)));

    private static string Describe(PeerCheck check) => $"""
        {PeerChecks.NameOf(check.Peer)} {check.Name}
          off: {Translate(check, ReadOff(check))}
          on:  {Translate(check, ReadOn(check))}

        """;

    private static string Translate(PeerCheck check, PeerSettings settings)
    {
        var migration = PeerMigration.Translate([settings], Catalogue);
        string[] set = [.. migration.Rules.Where(rule => check.RuleIds.Contains(rule.Rule.Id)).Select(rule => $"{rule.Rule.Name} {(rule.Severity is { } severity ? ReportText.Name(severity) : "off")}")];
        string[] left = [.. migration.Left.Where(left => left.What == check.Name || left.What.StartsWith($"{check.Name} (", StringComparison.Ordinal)).Select(left => left.Reason)];
        return set.Length + left.Length == 0 ? "as the preset" : string.Join(", ", [.. set, .. left]);
    }

    private static PeerSettings ReadOff(PeerCheck check) => check.Peer switch
    {
        Peer.KubeLinter => KubeLinterConfiguration.Read("a", Root($"checks: {{doNotAutoAddDefaults: true, exclude: [{check.Name}]}}")),
        Peer.KubeScore => KubeScoreArguments.Read("a", $"kube-score score --ignore-test {check.Name} a.yaml")!,
        _ => PolarisConfiguration.Read("a", Root($"checks: {{{check.Name}: ignore}}")),
    };

    private static PeerSettings ReadOn(PeerCheck check) => check.Peer switch
    {
        Peer.KubeLinter => KubeLinterConfiguration.Read("a", Root($"checks: {{doNotAutoAddDefaults: true, include: [{check.Name}]}}")),
        Peer.KubeScore => KubeScoreArguments.Read("a", $"kube-score score --enable-optional-test={check.Name} a.yaml")!,
        _ => PolarisConfiguration.Read("a", Root($"checks: {{{check.Name}: danger}}")),
    };

    private static YamlMapping Root(string yaml) => Assert.IsType<YamlMapping>(YamlTree.Parse(yaml).Documents[0].Root);

    private static void Match(string file, string actual)
    {
        string path = RepositoryRoot.Combine("tests", "ManifestLint.Rules.Tests", "Migration", file);
        if (Updates)
            File.WriteAllText(path, actual);
        else
            Assert.Equal(File.ReadAllText(path), actual);
    }
}
