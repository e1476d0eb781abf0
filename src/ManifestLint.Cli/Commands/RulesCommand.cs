using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using ManifestLint.Analysis;
using ManifestLint.Cli.Commands.Init;
using ManifestLint.Cli.Reporters;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Commands;

/// <summary><c>manifestlint rules</c>: the catalogue.</summary>
internal static class RulesCommand
{
    private static readonly string[] Formats = ["text", "json", "markdown"];

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var format = new Option<string>("--format") { HelpName = "FORMAT", Description = $"{string.Join(", ", Formats)}.", DefaultValueFactory = _ => "text" };
        var replaces = new Option<string?>("--replaces") { HelpName = "LINTER", Description = $"List the checks of another linter with the rules that take their place: {string.Join(", ", PeerTable.Names)}." };
        var command = new Command("rules", "List all rules.");
        command.Options.Add(format);
        command.Options.Add(replaces);
        command.SetAction(parsed => Run(environment, parsed.GetValue(format)!, parsed.GetValue(replaces)));
        return command;
    }

    private static int Run(CommandEnvironment environment, string format, string? linter)
    {
        ImmutableArray<Rule> rules = environment.CreateRules();
        PeerTable? peer = linter is null ? null : new PeerTable(PeerTable.Parse(linter), rules);
        switch (format)
        {
            case "json":
                WriteJson(peer is null ? json => WriteRules(json, rules) : peer.WriteJson, environment.Output);
                return ExitCode.Clean;
            case "markdown":
                Write(environment.Output, peer?.PrintMarkdown() ?? RuleTable.Print(rules));
                return ExitCode.Clean;
            case "text":
                Write(environment.Output, peer?.PrintColumns() ?? Columns(rules, environment.GetOutputWidth()));
                return ExitCode.Clean;
            default:
                throw new WrongUseException($"Unknown format '{format}'{Spelling.SuggestOrList(format, Formats)}");
        }
    }

    private static string Columns(ImmutableArray<Rule> rules, int? width)
    {
        string table = RuleTable.PrintColumns(rules);
        bool fits = width is not { } columns || table.Split('\n').All(line => line.Length <= columns);
        return fits ? table : RuleTable.PrintNarrow(rules, width!.Value);
    }

    private static void Write(Stream output, string text)
    {
        using StreamWriter writer = ReportText.Open(output);
        writer.Write(text);
    }

    private static void WriteJson(Action<Utf8JsonWriter> write, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonReporter.WriterOptions))
            write(json);
        output.WriteByte((byte)'\n');
    }

    private static void WriteRules(Utf8JsonWriter json, ImmutableArray<Rule> rules)
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteStartArray("rules");
        foreach (Rule rule in rules)
            WriteRule(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, Rule rule)
    {
        DiagnosticDescriptor descriptor = rule.Descriptor;
        json.WriteStartObject();
        json.WriteString("id", descriptor.Id);
        json.WriteString("name", descriptor.Name);
        json.WriteString("title", descriptor.Title);
        json.WriteString("category", descriptor.Category);
        json.WriteString("severity", ReportText.Name(descriptor.Severity));
        json.WriteString("preset", RuleTable.PresetOf(descriptor));
        json.WriteString("fix", RuleTable.FixOf(descriptor));
        json.WriteStartArray("options");
        foreach (RuleOption option in rule.Options)
            WriteOption(json, option);
        json.WriteEndArray();
        json.WriteString("helpUri", descriptor.HelpUri);
        json.WriteEndObject();
    }

    private static void WriteOption(Utf8JsonWriter json, RuleOption option)
    {
        json.WriteStartObject();
        json.WriteString("key", option.Key);
        switch (option)
        {
            case NumberOption number:
                json.WriteNumber("default", number.Default);
                json.WriteNumber("strict", number.Strict);
                json.WriteNumber("minimum", number.Minimum);
                json.WriteNumber("maximum", number.Maximum);
                break;
            case SwitchOption toggle:
                json.WriteBoolean("default", toggle.Default);
                json.WriteBoolean("strict", toggle.Strict);
                break;
            case ChoiceOption choice:
                json.WriteString("default", choice.Default);
                json.WriteString("strict", choice.Strict);
                WriteTexts(json, "values", choice.Values);
                break;
            case ListOption list:
                WriteTexts(json, "default", list.Default);
                WriteTexts(json, "strict", list.Strict);
                break;
        }

        json.WriteString("description", option.Description);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
