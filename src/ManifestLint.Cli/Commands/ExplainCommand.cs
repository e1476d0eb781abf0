using System.CommandLine;
using ManifestLint.Cli.Reporters;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Commands;

/// <summary><c>manifestlint explain RULE</c>: the page of a rule.</summary>
internal static class ExplainCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var rule = new Argument<string>("RULE") { Description = "Id or name: ML2001, readiness-probe-missing." };
        var command = new Command("explain", "Show what a rule reports, why it matters and what to do.");
        command.Arguments.Add(rule);
        command.SetAction(parsed => Run(environment, parsed.GetValue(rule)!));
        return command;
    }

    private static int Run(CommandEnvironment environment, string word)
    {
        DiagnosticDescriptor rule = new RuleNames(environment.CreateRules()).Get(word, "");
        using StreamWriter writer = ReportText.Open(environment.Output);
        new MarkdownText(writer, environment.WantsColor, environment.GetOutputWidth()).Write(environment.GetPage(rule));
        return ExitCode.Clean;
    }
}
