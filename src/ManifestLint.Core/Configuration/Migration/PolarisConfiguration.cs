using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Configuration.Migration;

/// <summary>
/// Reads the configuration of polaris (pkg/config): <c>checks</c> by severity, <c>exemptions</c> by namespace and the beginning of names,
/// <c>customChecks</c>. It has no fixed name, so it is known by its form.
/// </summary>
public static class PolarisConfiguration
{
    /// <summary>Whether a file is a configuration of polaris: <c>checks</c> give severities to checks that polaris has.</summary>
    public static bool IsRecognised(YamlMapping root) =>
        root.GetMapping("checks") is { } checks && checks.EffectiveEntries().Any(entry => PeerChecks.Find(Peer.Polaris, entry.Key) is not null && entry.Value.Value.Dereference() is YamlScalar);

    /// <summary>What a configuration says. A check that it does not give is not run by polaris, and stays as it is here.</summary>
    /// <param name="source">The file, as messages show it.</param>
    /// <param name="root">What stands in it.</param>
    public static PeerSettings Read(string source, YamlMapping root)
    {
        ImmutableArray<string> custom = [.. root.GetMapping("customChecks")?.EffectiveEntries().Select(entry => entry.Key) ?? []];
        var settings = ImmutableArray.CreateBuilder<PeerCheckSetting>();
        var unknown = ImmutableArray.CreateBuilder<string>();
        foreach ((string name, YamlEntry entry) in root.GetMapping("checks")?.EffectiveEntries() ?? [])
        {
            if (PeerChecks.Find(Peer.Polaris, name) is { } check)
                settings.Add(ReadCheck(check, (entry.Value.Dereference() as YamlScalar)?.Value));
            else if (!custom.Contains(name, StringComparer.Ordinal))
                unknown.Add(name);
        }

        bool allowsExemptions = root.GetBoolean("disallowExemptions")?.Value != true && root.GetBoolean("disallowConfigExemptions")?.Value != true;
        return new PeerSettings(Peer.Polaris, source)
        {
            Checks = settings.DrainToImmutable(),
            Exemptions = allowsExemptions ? [.. root.GetMappings("exemptions").Select(ReadExemption)] : [],
            CustomChecks = custom,
            UnknownChecks = unknown.DrainToImmutable(),
        };
    }

    // Before version 4 danger was called error.
    private static PeerCheckSetting ReadCheck(PeerCheck check, string? severity) => severity switch
    {
        "danger" or "error" => new PeerCheckSetting(check.Name, check.RuleIds, IsInForce: true) { Severity = DiagnosticSeverity.Error, IsNamed = true },
        "warning" => new PeerCheckSetting(check.Name, check.RuleIds, IsInForce: true) { Severity = DiagnosticSeverity.Warning, IsNamed = true },
        _ => new PeerCheckSetting(check.Name, check.RuleIds, IsInForce: false) { IsNamed = true },
    };

    private static PeerExemption ReadExemption(YamlMapping exemption) => new(
        exemption.GetString("namespace")?.Value is { Length: > 0 } name ? name : null,
        PeerText.List(exemption, "controllerNames"),
        PeerText.List(exemption, "containerNames"),
        PeerText.List(exemption, "rules"));
}
