using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Schemas;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Commands;

/// <summary>The configuration files as the commands use them that lint what they are about to write.</summary>
internal static class CommandConfiguration
{
    /// <summary>What holds where.</summary>
    /// <param name="environment">Files.</param>
    /// <param name="rules">All rules.</param>
    /// <param name="preset">The preset that the command asks for; null leaves it to the files.</param>
    /// <param name="cancellation">Ends a download.</param>
    /// <exception cref="WrongUseException">A file has a mistake.</exception>
    public static ConfigurationMap Read(CommandEnvironment environment, ImmutableArray<Rule> rules, RulePreset? preset, CancellationToken cancellation)
    {
        var progress = new Progress(terminal: null);
        var schemas = new SchemaInputs(environment, isOffline: false, new ManifestReader(environment.Disk, maximumThreads: 1, progress), cancellation);
        var commandLine = new ConfigurationLayer { Name = ConfigurationLayer.CommandLine, Preset = preset is { } chosen ? new Setting<RulePreset>(chosen, new SettingOrigin("the command")) : null };
        var files = new ConfigurationFiles(environment, rules, commandLine) { SourcesOf = schemas.For };
        schemas.OnMistake = files.AddMistake;
        ConfigurationMap map = files.ToMap();
        files.ThrowOnMistakes();
        return map;
    }
}
