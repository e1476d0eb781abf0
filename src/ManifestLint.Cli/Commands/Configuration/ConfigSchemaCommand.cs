using System.CommandLine;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;

namespace ManifestLint.Cli.Commands.Configuration;

/// <summary><c>manifestlint config schema</c>: the JSON Schema of the configuration file, for editors without network.</summary>
internal static class ConfigSchemaCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var command = new Command("schema", "Print the JSON Schema of the configuration file, for editors.");
        command.SetAction(_ =>
        {
            using StreamWriter writer = ReportText.Open(environment.Output);
            writer.Write(ConfigurationSchema.Print(environment.CreateRules()));
            return ExitCode.Clean;
        });
        return command;
    }
}
