using System.CommandLine;

namespace ManifestLint.Cli.Commands;

/// <summary>What is wrong with the arguments, and what would be right, in our words.</summary>
internal static class WrongArguments
{
    /// <summary>The errors of a command line that could not be read, and where help is.</summary>
    public static IEnumerable<string> Describe(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string name = NameOf(command);
        bool isCommandMissing = command is { Subcommands.Count: > 0, Action: null };
        string[] commands = [.. command.Subcommands.Select(inner => inner.Name)];
        string? unknown = parsed.UnmatchedTokens is [var first, ..] ? first : null;
        if (isCommandMissing && unknown is not null && unknown[0] != '-')
            yield return $"Unknown command '{unknown}'{Spelling.SuggestOrList(unknown, commands)}";
        else if (isCommandMissing && unknown is null)
            yield return $"A command is missing; choose from {string.Join(", ", commands)}";
        else
        {
            foreach (string message in Messages(parsed, command))
                yield return message;
        }

        yield return $"'{name} --help' shows what there is";
    }

    private static IEnumerable<string> Messages(ParseResult parsed, Command command)
    {
        string[] unmatched = [.. parsed.UnmatchedTokens];
        string[] options = [.. command.Options.Select(option => option.Name)];
        string[] unknown = [.. unmatched.Where(word => word is ['-', _, ..]).Select(word => word.Split('=', 2)[0])];
        foreach (string option in unknown)
            yield return $"Unknown option '{option}'{Spelling.Suggest(option, options)}";

        // What stands after an unknown option is most likely its value.
        foreach (string word in unknown.Length > 0 ? [] : unmatched)
            yield return $"'{word}' is one argument too many";

        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
        {
            bool isToldAlready = Array.Exists(unmatched, word => message.Contains($"'{word}'", StringComparison.Ordinal));
            if (!isToldAlready)
                yield return message.TrimEnd('.');
        }
    }

    private static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } around ? $"{NameOf(around)} {command.Name}" : CommandLine.Name;
}
