using ManifestLint.Configuration;
using ManifestLint.Diagnostics;

namespace ManifestLint.Core.Tests.Configuration;

/// <summary>Who wins: the nearest file, key by key; then the command line.</summary>
public sealed class EffectiveSettingsTests
{
    [Fact]
    public void The_nearest_file_wins_key_by_key()
    {
        ConfigurationScope scope = Configured.Scope(
            Configured.Layer("extends: strict\nfailOn: error\nkubernetesVersion: 1.30\ninclude: [a]\nrules: {option-rule: {severity: error, minimumShare: 5, scope: all}, named: off}\nsuppressions: {inline: false}"),
            Configured.Layer("failOn: never\nexclude: [b]\nrules: {ML9980: {minimumShare: 7}}", "/k8s"));
        LintConfiguration configuration = scope.Configuration;

        Assert.Equal(RulePreset.Strict, configuration.Preset);
        Assert.Null(configuration.FailOn);
        Assert.Equal("1.30", configuration.Target.ToString());
        Assert.Equal(DiagnosticSeverity.Error, configuration.Severities["ML9980"]);
        Assert.Equal(["ML9990"], configuration.Ignored);
        Assert.Equal(7, configuration.Options[("ML9980", "minimumShare")]);
        Assert.Equal("all", configuration.Options[("ML9980", "scope")]);
        Assert.False(configuration.AllowsInlineSuppressions);
        Assert.Equal("/k8s/.manifestlint.yaml", configuration.Source);
        Assert.Equal("/.manifestlint.yaml:4", scope.Settings.Include!.Setting.Origin.ToString());
        Assert.True(scope.Takes("/a/x.yaml"));
        Assert.False(scope.Takes("/k8s/b/a"));
        Assert.False(scope.Takes("/c.yaml"));
    }

    [Fact]
    public void A_rule_at_a_nearer_place_beats_an_override_farther_away()
    {
        ConfigurationLayer outer = Configured.Layer("rules: {option-rule: warning}\noverrides:\n  - {files: ['k8s/**'], rules: {option-rule: off}}");
        ConfigurationScope both = Configured.Scope(outer, Configured.Layer("rules: {option-rule: error}", "/k8s"));

        Assert.Equal(["ML9980"], Configured.Scope(outer).SettingsFor("/k8s/a.yaml", null).ToConfiguration(Configured.Rules).Ignored);
        Assert.Equal(DiagnosticSeverity.Error, both.SettingsFor("/k8s/a.yaml", null).Levels["ML9980"].Setting.Value);
    }

    [Fact]
    public void The_command_line_beats_files_and_their_overrides()
    {
        ConfigurationLayer file = Configured.Layer("extends: all\nfailOn: never\nrules: {named: off}\noverrides:\n  - {files: '**', rules: {option-rule: off}}");
        var option = new SettingOrigin("--severity");
        var commandLine = new ConfigurationLayer
        {
            Name = ConfigurationLayer.CommandLine,
            Preset = new Setting<RulePreset>(RulePreset.Recommended, option),
            Rules = [new RuleSetting(Configured.Rules.Get("ML9980"), new Setting<DiagnosticSeverity?>(DiagnosticSeverity.Error, option), [])],
        };
        LintConfiguration configuration = Configured.Scope(file, commandLine).SettingsFor("/a.yaml", null).ToConfiguration(Configured.Rules);

        Assert.Equal(RulePreset.Recommended, configuration.Preset);
        Assert.Equal(DiagnosticSeverity.Error, configuration.Severities["ML9980"]);
        Assert.Null(configuration.FailOn);
        Assert.Equal("/.manifestlint.yaml", configuration.Source);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_rule_that_is_selected_by_its_name_runs_although_a_file_switches_it_off(bool isExact, bool runs)
    {
        ConfigurationLayer file = Configured.Layer("rules: {named: off}");
        var select = new ConfigurationLayer { Name = ConfigurationLayer.CommandLine, Selected = new([new SelectedRule("ML9990", isExact)], new SettingOrigin("--select")) };
        LintConfiguration configuration = Configured.Scope(file, select).Configuration;

        Assert.Equal(runs, configuration.IsEnabled(Configured.Rules.Get("ML9990")));
        Assert.False(configuration.IsEnabled(Configured.Rules.Get("ML9980")));
    }

    [Fact]
    public void The_preset_security_keeps_what_files_add_and_what_is_locked()
    {
        LintConfiguration configuration = Configured.Scope(
            Configured.Layer("locked: [bundled]"),
            Configured.Layer("extends: security\nrules: {named: error}", "/k8s")).Configuration;

        Assert.True(configuration.IsEnabled(Configured.Rules.Get("ML9990")));
        Assert.True(configuration.IsEnabled(Configured.Rules.Get("ML9970")));
        Assert.False(configuration.IsEnabled(Configured.Rules.Get("ML9980")));
        Assert.Equal("/.manifestlint.yaml:1", configuration.LockPlaces["ML9970"]);
    }

    [Theory]
    [InlineData("rules: {option-rule: off}", "ML9980 is locked by /.manifestlint.yaml:2 and cannot be switched off here")]
    [InlineData("rules: {option-rule: info}", "ML9980 is locked by /.manifestlint.yaml:2 and cannot be lowered to info here")]
    [InlineData("rules: {option-rule: {minimumShare: 6}}", "ML9980 is locked by /.manifestlint.yaml:2 and cannot be given another minimumShare here")]
    [InlineData("overrides: [{names: x, rules: {option-rule: off}}]", "ML9980 is locked by /.manifestlint.yaml:2 and cannot be switched off here")]
    [InlineData("rules: {option-rule: {scope: all}}", "ML9980 is locked by /.manifestlint.yaml:2 and cannot be given another scope here")]
    [InlineData("rules: {option-rule: {severity: error, minimumShare: 5, scope: some}}", "")]
    [InlineData("suppressions: {inline: true}", "suppressions.inline: suppressions are turned off by /.manifestlint.yaml:3 and cannot be turned on here")]
    [InlineData("suppressions: {requireReason: false}", "suppressions.requireReason: reasons are required by /.manifestlint.yaml:3 and cannot be left out here")]
    [InlineData("suppressions: {inline: false, requireReason: true}", "")]
    [InlineData("rules: {option-rule: error}", "")]
    [InlineData("extends: security", "")]
    public void What_is_locked_is_not_weakened(string inner, string message)
    {
        ConfigurationLayer outer = Configured.Layer("rules: {option-rule: {severity: warning, minimumShare: 5}}\nlocked: [option-rule]\nsuppressions: {inline: false, requireReason: true}");
        var violations = LockCheck.Find([outer, Configured.Layer(inner, "/k8s")], Configured.Rules);

        Assert.Equal(message.Length == 0 ? [] : [message], violations.Select(violation => violation.Message));
    }

    [Fact]
    public void Above_a_root_only_what_is_locked_counts()
    {
        ConfigurationLayer[] outer =
        [
            Configured.Layer("extends: strict\nfailOn: error\nkubernetesVersion: 1.30\nexclude: [a]\nrules: {option-rule: {minimumShare: 5}, bundled: error}\nlocked: [option-rule, named]\nsuppressions: {inline: false, requireReason: false}"),
            Configured.Layer("failOn: never\noverrides: [{kinds: [Pod], rules: {option-rule: error, bundled: off}}]", "/k8s"),
        ];
        ConfigurationScope scope = Configured.Scope([.. OuterLocks.Of([.. outer]), Configured.Layer("failOn: never", "/k8s/shop")]);
        LintConfiguration configuration = scope.Configuration;

        Assert.Equal(RulePreset.Recommended, configuration.Preset);
        Assert.Equal(TargetVersions.Default, configuration.Target);
        Assert.True(scope.Takes("/a/x.yaml"));
        Assert.Equal(["ML9980", "ML9990"], configuration.Locked.Order(StringComparer.Ordinal));
        Assert.True(configuration.IsEnabled(Configured.Rules.Get("ML9990")));
        Assert.Equal(5, configuration.Options[("ML9980", "minimumShare")]);
        Assert.Empty(configuration.Severities);
        Assert.Equal(["ML9980"], scope.Layers.SelectMany(layer => layer.Overrides).Single().Rules.Select(rule => rule.Rule.Id));
        Assert.False(configuration.AllowsInlineSuppressions);
        Assert.Null(configuration.RequiresReasons);
        Assert.Null(configuration.FailOn);
        Assert.Equal(DiagnosticSeverity.Error, configuration.LockedFailOn);
        Assert.Empty(OuterLocks.Of([Configured.Layer("extends: strict\nrules: {named: off}\nsuppressions: {inline: true}")]));
    }

    [Theory]
    [InlineData("never", null, DiagnosticSeverity.Warning)]
    [InlineData("error", DiagnosticSeverity.Error, DiagnosticSeverity.Warning)]
    [InlineData("info", DiagnosticSeverity.Info, DiagnosticSeverity.Info)]
    public void What_is_locked_fails_as_the_outer_file_says(string inner, DiagnosticSeverity? level, DiagnosticSeverity? locked)
    {
        LintConfiguration configuration = Configured.Scope(Configured.Layer("locked: [option-rule]"), Configured.Layer($"failOn: {inner}", "/k8s")).Configuration;

        Assert.Equal(level, configuration.FailOn);
        Assert.Equal(locked, configuration.LockedFailOn);
    }

    [Fact]
    public void A_lock_and_its_own_file_are_of_one_mind()
    {
        ConfigurationLayer layer = Configured.Layer("rules: {option-rule: off}\nlocked: [option-rule]");
        ConfigurationLayer other = Configured.Layer("locked: [option-rule]\noverrides:\n  - {kinds: [Pod], rules: {option-rule: off}}");

        Assert.Equal(["locked: ML9980 is switched off by /.manifestlint.yaml:1, so there is nothing to lock"], LockCheck.Find([layer], Configured.Rules).Select(violation => violation.Message));
        Assert.Equal(3, LockCheck.Find([other], Configured.Rules).Single().Origin.Place!.Value.Start.Line + 1);
    }
}
