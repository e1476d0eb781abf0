using System.CommandLine;

namespace ManifestLint.Cli.Commands.Init;

/// <summary><c>manifestlint init</c>: a commented configuration file for a repository as it is.</summary>
internal static class InitCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var directory = new Argument<string>("DIR") { Description = "The repository; the current directory by default.", DefaultValueFactory = _ => "." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be written, as a difference." };
        var output = new Option<bool>("--stdout") { Description = "Print the file and write nothing." };
        var force = new Option<bool>("--force") { Description = "Replace a configuration file that differs." };
        var command = new Command("init", "Write a commented .manifestlint.yaml and show the next steps. Understands the configurations of kube-linter, kube-score and polaris.");
        command.Arguments.Add(directory);
        command.Options.Add(dryRun);
        command.Options.Add(output);
        command.Options.Add(force);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(dryRun) && parsed.GetValue(output))
                throw new WrongUseException("--dry-run shows a difference and --stdout the file; give one of them");

            var options = new InitOptions(parsed.GetValue(directory)!) { IsDryRun = parsed.GetValue(dryRun), WritesToOutput = parsed.GetValue(output), IsForced = parsed.GetValue(force) };
            return new InitSession(environment, options).Run();
        });
        return command;
    }
}

/// <summary>The arguments of <c>init</c> as they were given.</summary>
/// <param name="Directory">The repository.</param>
internal sealed record InitOptions(string Directory)
{
    /// <summary>Whether only the difference is shown.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether the file goes to standard output.</summary>
    public bool WritesToOutput { get; init; }

    /// <summary>Whether a file that differs is replaced.</summary>
    public bool IsForced { get; init; }
}
