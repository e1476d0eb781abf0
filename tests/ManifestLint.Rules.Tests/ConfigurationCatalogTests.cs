using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules.Tests;

/// <summary>No rule and no option can be forgotten: what a configuration says of it is read and reaches the rule.</summary>
public sealed class ConfigurationCatalogTests
{
    private static readonly ConfigurationRules All = new(RuleCatalog.CreateRules());

    public static TheoryData<string, string> Options
    {
        get
        {
            var options = new TheoryData<string, string>();
            foreach (Rule rule in RuleCatalog.CreateRules())
            {
                foreach (RuleOption option in rule.Options)
                    options.Add(rule.Descriptor.Id, option.Key);
            }

            return options;
        }
    }

    [Fact]
    public void Every_rule_takes_a_severity_by_id_and_by_name()
    {
        foreach (Rule rule in All.All)
        {
            foreach (string word in (string[])[rule.Descriptor.Id, rule.Descriptor.Name])
            {
                LintConfiguration off = Configure($"rules: {{{word}: off}}");
                LintConfiguration info = Configure($"rules: {{{word}: {{severity: info}}}}");

                Assert.False(off.IsEnabled(rule.Descriptor));
                Assert.True(info.IsEnabled(rule.Descriptor));
                Assert.Equal(DiagnosticSeverity.Info, info.GetSeverity(rule.Descriptor, DiagnosticSeverity.Error));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_is_read_and_reaches_its_rule(string id, string key)
    {
        DiagnosticDescriptor rule = All.Get(id);
        RuleOption option = All.OptionsOf(rule).Single(option => option.Key == key);
        switch (option)
        {
            case NumberOption number:
                int other = number.Default == number.Maximum ? number.Minimum : number.Maximum;
                Assert.Equal(other, Configure(id, key, Text(other)).GetOption(rule, number));
                Assert.Equal(number.Minimum, Configure(id, key, Text(number.Minimum)).GetOption(rule, number));
                AssertRefused(id, key, Text(number.Minimum - 1L));
                AssertRefused(id, key, Text(number.Maximum + 1L));
                AssertRefused(id, key, "many");
                break;
            case SwitchOption toggle:
                Assert.Equal(!toggle.Default, Configure(id, key, toggle.Default ? "false" : "true").GetOption(rule, toggle));
                AssertRefused(id, key, "sometimes");
                break;
            case ChoiceOption choice:
                foreach (string value in choice.Values)
                    Assert.Equal(value, Configure(id, key, $"\"{value}\"").GetOption(rule, choice));
                AssertRefused(id, key, "purple");
                break;
            default:
                Assert.Equal("one 1.30", string.Join(' ', Configure(id, key, "[one, 1.30]").GetOption(rule, (ListOption)option)));
                AssertRefused(id, key, "{a: b}");
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void No_option_is_called_like_the_severity(string id, string key)
    {
        Assert.NotEmpty(id);
        Assert.NotEqual(ConfigurationKeys.Severity.Name, key);
    }

    private static LintConfiguration Configure(string id, string key, string value) => Configure($"rules: {{{id}: {{{key}: {value}}}}}");

    private static LintConfiguration Configure(string yaml)
    {
        ConfigurationDocument document = Read(yaml);
        Assert.Empty(document.Mistakes);
        return EffectiveSettings.Of([document.Layer], All, _ => true).ToConfiguration(All);
    }

    private static void AssertRefused(string id, string key, string value) =>
        Assert.StartsWith($"rules.{id}.{key}: ", Assert.Single(Read($"rules: {{{id}: {{{key}: {value}}}}}").Mistakes).Message, StringComparison.Ordinal);

    private static ConfigurationDocument Read(string yaml) => new ConfigurationReader(All).Read(ManifestFile.Parse(".manifestlint.yaml", SourceText.From(yaml)));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
