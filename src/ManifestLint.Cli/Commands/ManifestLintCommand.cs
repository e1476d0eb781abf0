using System.CommandLine;
using ManifestLint.Cli.Commands.Configuration;
using ManifestLint.Cli.Commands.Init;
using ManifestLint.Cli.Commands.Release;

namespace ManifestLint.Cli.Commands;

/// <summary>The command with its verbs.</summary>
internal static class ManifestLintCommand
{
    /// <summary>Makes the command.</summary>
    public static RootCommand Create(CommandEnvironment environment)
    {
        var root = new RootCommand("Find and repair what goes wrong when Kubernetes manifests are deployed.");
        root.Subcommands.Add(LintCommand.Create(environment));
        root.Subcommands.Add(MergeCommand.Create(environment));
        root.Subcommands.Add(ExplainCommand.Create(environment));
        root.Subcommands.Add(RulesCommand.Create(environment));
        root.Subcommands.Add(SchemaCommand.Create(environment));
        root.Subcommands.Add(InitCommand.Create(environment));
        root.Subcommands.Add(ConfigCommand.Create(environment));
        root.Subcommands.Add(NewCommand.Create(environment));
        root.Subcommands.Add(ReleaseCommand.Create(environment));
        ConfigSchemaCommand.AddTo(root, environment);
        CommandHelp.Apply(root, environment);
        return root;
    }
}
