using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>What the command of an exec probe finds out.</summary>
internal static class ProbeCommands
{
    /// <summary>The command as written when it succeeds whatever the application does: <c>true</c>, <c>exit 0</c>, <c>echo …</c>; null otherwise.</summary>
    public static string? FindAlwaysPassing(CommandWords command)
    {
        string? text = command.Script?.Value;
        // echo >/dev/tcp/localhost/8080 opens a connection, and a leading ! turns success around.
        if (text is not null && text.AsSpan().ContainsAny('<', '>', '!'))
            return null;

        IReadOnlyList<ShellCommand> commands = command.ReadCommands();
        foreach (ShellCommand simple in commands)
        {
            if (simple.Loop > 0 || !AlwaysPasses(simple))
                return null;
        }

        return commands.Count == 0 ? null : text?.Trim().ReplaceLineEndings("; ") ?? command.ToString();
    }

    /// <summary>The file that a command looks at, when it does nothing else: <c>cat FILE</c>, <c>test -f FILE</c>; null otherwise.</summary>
    public static string? FindReadFile(CommandWords command)
    {
        if (command.ReadCommands() is not [{ Loop: 0 } simple] || command.Script?.Value.Contains('!') == true)
            return null;

        ImmutableArray<ShellToken> words = simple.Words;
        if (words is [.., { Text: "]" }] && simple.Program == "[")
            words = words.RemoveAt(words.Length - 1);
        ShellToken? file = (simple.Program, words) switch
        {
            ("cat" or "ls" or "stat", [_, var only]) => only,
            ("test" or "[", [_, { Text: "-f" or "-e" or "-s" or "-r" }, var tested]) => tested,
            _ => null,
        };
        return file is { IsExpanded: false, Text: ['/', ..] path } ? path : null;
    }

    private static bool AlwaysPasses(ShellCommand command) => command.Program switch
    {
        "true" or ":" or "echo" or "printf" => true,
        "exit" => command.Words is [_] or [_, { Text: "0" }],
        _ => false,
    };
}
