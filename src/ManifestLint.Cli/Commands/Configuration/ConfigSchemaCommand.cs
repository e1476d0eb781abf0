using System.CommandLine;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;

namespace ManifestLint.Cli.Commands.Configuration;

/// <summary><c>manifestlint config schema</c>: the JSON Schema of the configuration file, for editors without network.</summary>
internal static class ConfigSchemaCommand
{
    /// <summary>Adds the command to the others about configuration files.</summary>
    public static void AddTo(RootCommand root, CommandEnvironment environment)
    {
        var schema = new Command("schema", "Print the JSON Schema of the configuration file, for editors.");
        schema.SetAction(_ =>
        {
            using StreamWriter writer = ReportText.Open(environment.Output);
            writer.Write(ConfigurationSchema.Print(environment.CreateRules()));
            return ExitCode.Clean;
        });
        Command? config = root.Subcommands.FirstOrDefault(command => command.Name == "config");
        if (config is null)
            root.Subcommands.Add(config = new Command("config", "Look at configuration files."));
        config.Subcommands.Add(schema);
    }
}
