using System.CommandLine;
using ManifestLint.Cli.Inputs;
using ManifestLint.Configuration;

namespace ManifestLint.Cli.Commands.Configuration;

/// <summary><c>manifestlint config show</c>: what holds for a path, and who said it.</summary>
internal sealed class ConfigCommand
{
    private static readonly string[] Formats = ["text", "json"];

    private readonly Argument<string> _path = new("PATH") { Description = "A file or directory; the current directory when none is given.", DefaultValueFactory = _ => "." };
    private readonly Option<bool> _all = new("--all") { Description = "Also list the rules and options that nobody changed." };
    private readonly Option<string> _format = new("--format") { HelpName = "FORMAT", Description = "text, which is a configuration file itself, or json.", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> _config = new("--config") { HelpName = "FILE", Description = "Use this configuration file in place of the .manifestlint.yaml files around the path." };
    private readonly Option<bool> _noConfig = new("--no-config") { Description = "Read no configuration file." };
    private readonly Option<string?> _preset = new("--preset") { HelpName = "SET", Description = "As for lint." };
    private readonly Option<string?> _failOn = new("--fail-on") { HelpName = "LEVEL", Description = "As for lint." };
    private readonly Option<string?> _version = new("--kubernetes-version") { HelpName = "VERSION", Description = "As for lint." };
    private readonly Option<string[]> _severities = new("--severity") { HelpName = "RULE=LEVEL", Description = "As for lint." };
    private readonly Option<string[]> _ignore = new("--ignore") { HelpName = "RULES", Description = "As for lint." };

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var config = new ConfigCommand();
        var show = new Command("show", "Show what holds for a file or directory, and where each value comes from.");
        show.Arguments.Add(config._path);
        foreach (Option option in (Option[])[config._all, config._format, config._config, config._noConfig, config._preset, config._failOn, config._version, config._severities, config._ignore])
            show.Options.Add(option);
        show.SetAction(parsed => config.Run(environment, parsed));

        var command = new Command("config", "Look at configuration files.");
        command.Subcommands.Add(show);
        return command;
    }

    private int Run(CommandEnvironment environment, ParseResult parsed)
    {
        string format = parsed.GetValue(_format)!;
        if (!Formats.Contains(format))
            throw new WrongUseException($"Unknown format '{format}'{Spelling.SuggestOrList(format, Formats)}");
        if (parsed.GetValue(_config) is not null && parsed.GetValue(_noConfig))
            throw new WrongUseException("--config and --no-config exclude each other");

        string path = parsed.GetValue(_path)!;
        string full = environment.FullPath(path);
        if (!File.Exists(full) && !Directory.Exists(full))
            throw new WrongUseException($"{path}: no such file or directory");

        var options = new LintOptions
        {
            Format = "text",
            Preset = parsed.GetValue(_preset) is { } preset ? LintOptions.ParsePreset(preset) : null,
            FailOn = parsed.GetValue(_failOn),
            Version = parsed.GetValue(_version),
            Severities = LintCommand.Split(parsed.GetValue(_severities)),
            Ignore = LintCommand.Split(parsed.GetValue(_ignore)),
        };
        var rules = environment.CreateRules();
        var files = new ConfigurationFiles(environment, rules, RuleSelection.CreateLayer(rules, options, environment.WorkingDirectory))
        {
            File = parsed.GetValue(_config),
            LooksForFiles = !parsed.GetValue(_noConfig),
        };
        ConfiguredPath place = files.PlaceOf(path);
        if (!files.Mistakes.IsEmpty)
        {
            foreach (var mistake in files.Mistakes)
                environment.Error.WriteLine(VisibleText.Escape(mistake.ToString()));
            return ExitCode.WrongUse;
        }

        var shown = ShownConfiguration.Create(environment, files.Rules, place, Directory.Exists(full), parsed.GetValue(_all));
        if (format == "json")
            ConfigurationJson.Write(environment.Output, shown);
        else
            new ConfigurationListing(environment.Output).Write(shown);
        return ExitCode.Clean;
    }
}
