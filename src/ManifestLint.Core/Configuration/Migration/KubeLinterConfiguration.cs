using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Configuration.Migration;

/// <summary>
/// Reads the configuration of kube-linter (docs/configuring-kubelinter.md): <c>checks</c> with <c>addAllBuiltIn</c>, <c>doNotAutoAddDefaults</c>,
/// <c>include</c>, <c>exclude</c> and <c>ignorePaths</c>, and <c>customChecks</c>. The linter finds it by name in its working directory.
/// </summary>
public static class KubeLinterConfiguration
{
    /// <summary>The names by which the linter finds it, the first one wins.</summary>
    public static ImmutableArray<string> FileNames { get; } = [".kube-linter.yaml", ".kube-linter.yml"];

    /// <summary>What a configuration says; an empty one leaves the defaults in force.</summary>
    /// <param name="source">The file, as messages show it.</param>
    /// <param name="root">What stands in it; null when nothing does.</param>
    public static PeerSettings Read(string source, YamlMapping? root)
    {
        YamlMapping? checks = root.GetMapping("checks");
        bool addsAll = checks.GetBoolean("addAllBuiltIn")?.Value == true;
        bool addsDefaults = addsAll || checks.GetBoolean("doNotAutoAddDefaults")?.Value != true;
        ImmutableArray<string> included = PeerText.List(checks, "include");
        ImmutableArray<string> excluded = PeerText.List(checks, "exclude");
        ImmutableArray<string> custom = [.. root.GetMappings("customChecks").Select(check => check.GetString("name")?.Value).OfType<string>()];

        var settings = ImmutableArray.CreateBuilder<PeerCheckSetting>();
        foreach (PeerCheck check in PeerChecks.Of(Peer.KubeLinter))
        {
            // Excluded wins over included, and every built-in check over no defaults.
            bool isExcluded = excluded.Contains(check.Name, StringComparer.Ordinal);
            bool isIncluded = included.Contains(check.Name, StringComparer.Ordinal);
            bool isInForce = !isExcluded && (isIncluded || addsAll || (addsDefaults && !check.IsOptional));
            if (isInForce || isExcluded || !check.IsOptional)
                settings.Add(new PeerCheckSetting(check.Name, check.RuleIds, isInForce) { IsNamed = isExcluded || isIncluded });
        }

        return new PeerSettings(Peer.KubeLinter, source)
        {
            Checks = settings.DrainToImmutable(),
            IgnoredPaths = PeerText.List(checks, "ignorePaths"),
            CustomChecks = custom,
            UnknownChecks = [.. included.Concat(excluded).Where(name => PeerChecks.Find(Peer.KubeLinter, name) is null && !custom.Contains(name, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)],
        };
    }
}
