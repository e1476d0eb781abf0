using System.Buffers;
using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Why a command list cannot do what it says.</summary>
public enum CommandDefectKind
{
    /// <summary>A program with blanks (<c>["sleep 10"]</c>): the runtime looks for a program of that name.</summary>
    WordWithBlanks,

    /// <summary><c>["sh", "-c", "sleep", "10"]</c>: the shell runs the first word alone, the rest become <c>$0</c>, <c>$1</c>.</summary>
    ScriptOfOneWord,

    /// <summary><c>["sleep", "10", "&amp;&amp;", "nginx"]</c>: no shell is there to read the operator.</summary>
    OperatorWithoutShell,

    /// <summary><c>["sh", "sleep", "10"]</c>: the shell looks for a script file called sleep.</summary>
    ShellWithoutScript,
}

/// <summary>A command list that cannot do what it says.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Node">The element at fault, or the whole list.</param>
/// <param name="Word">The word that the message quotes: the program with blanks, the lone word, the operator, the missing script.</param>
public readonly record struct CommandDefect(CommandDefectKind Kind, YamlNode Node, string Word)
{
    private static readonly SearchValues<char> ScriptCharacters = SearchValues.Create(" \t\n;&|<>()$`\"'{}");

    /// <summary>Whether the command ends with an error each time, or does not start at all.</summary>
    public bool AlwaysFails { get; private init; }

    /// <summary>Finds the fault of an exec command; null when it has none, or when not all its words are known.</summary>
    public static CommandDefect? Find(CommandWords command)
    {
        if (!command.IsKnown || command.IsEmpty || command.Node is not { } list)
            return null;

        Located<string> first = command.Words[0];
        if (IsProgramWithBlanks(first.Value))
            return new(CommandDefectKind.WordWithBlanks, first.Node, first.Value) { AlwaysFails = true };
        if (command.Words.Length == 1)
            return null;
        if (!command.IsShell)
            return !IsForeignShell(first.Value) && FindOperator(command) is { } found ? new(CommandDefectKind.OperatorWithoutShell, list, found) { AlwaysFails = command.Program == "sleep" } : null;
        if (command.Script is { } script)
        {
            return IsSingleWord(script.Value) && LosesWords(command, script)
                ? new(CommandDefectKind.ScriptOfOneWord, list, script.Value) { AlwaysFails = NeedsArguments(CommandWords.BaseName(script.Value)) }
                : null;
        }

        return IsMissingScript(command) ? new(CommandDefectKind.ShellWithoutScript, list, command.Words[1].Value) { AlwaysFails = true } : null;
    }

    // "/opt/my app/run" may exist; "/bin/sleep 10" and "/bin/x -f" do not, nor does a name that ends in a line break.
    private static bool IsProgramWithBlanks(string word)
    {
        int blank = word.AsSpan().IndexOfAny(' ', '\t', '\n');
        if (blank < 0)
            return false;
        if (word[^1] == '\n' || !word.AsSpan(0, blank).ContainsAny('/', '\\') || IsInProgramDirectory(word) || HoldsMoreThanPath(word))
            return true;

        string second = word[blank..].TrimStart();
        return second.Length > 0 && (second[0] == '-' || char.IsAsciiDigit(second[0]));
    }

    // Another path, or what only a shell reads.
    private static bool HoldsMoreThanPath(string word) =>
        word.Contains(" /", StringComparison.Ordinal) || word.Contains("&&", StringComparison.Ordinal) || word.AsSpan().ContainsAny(';', '|', '>');

    private static bool IsInProgramDirectory(string word) => word.StartsWith("/bin/", StringComparison.Ordinal)
        || word.StartsWith("/sbin/", StringComparison.Ordinal)
        || word.StartsWith("/usr/bin/", StringComparison.Ordinal)
        || word.StartsWith("/usr/sbin/", StringComparison.Ordinal)
        || word.StartsWith("/usr/local/bin/", StringComparison.Ordinal);

    // They join their words and read operators themselves.
    private static bool IsForeignShell(string program)
    {
        ReadOnlySpan<char> name = program.AsSpan(program.AsSpan().LastIndexOfAny('/', '\\') + 1);
        if (name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
            name = name[..^4];
        return name.Equals("cmd", StringComparison.OrdinalIgnoreCase) || name.Equals("powershell", StringComparison.OrdinalIgnoreCase)
            || name.Equals("pwsh", StringComparison.OrdinalIgnoreCase) || name is "zsh" or "ksh";
    }

    private static string? FindOperator(CommandWords command)
    {
        bool takesSigns = false;
        foreach (Located<string> word in command.Words)
        {
            switch (word.Node == command.Words[0].Node ? command.Program : word.Value)
            {
                // These take such words for themselves, also behind timeout or env.
                case "find" or "expr" or "test" or "[":
                    return null;
                case "grep" or "tr" or "cut" or "awk" or "sed" or "sort" or "jq":
                    takesSigns = true;
                    break;
            }

            if (word.Value is "&&" or "||" or "2>&1" || (!takesSigns && IsShellSign(word.Value)))
                return word.Value;
        }

        return FindSemicolon(command);
    }

    private static bool IsShellSign(string word)
    {
        ReadOnlySpan<char> redirection = word is ['1' or '2' or '&', ..] ? word.AsSpan(1) : word;
        return word is "|" or ";" or ">" or ">>" || redirection is ['>', '/', ..] or ['>', '>', '/', ..];
    }

    // "10;" was meant for a shell; "daemon off;" is an argument of nginx, and what follows an option is the option's.
    private static string? FindSemicolon(CommandWords command)
    {
        for (int i = 1; i < command.Words.Length; i++)
        {
            string word = command.Words[i].Value;
            if (word.Length > 1 && word[^1] == ';' && !word.Contains(' ') && !command.Words[i - 1].Value.StartsWith('-'))
                return word;
        }

        return null;
    }

    private static bool IsSingleWord(string script) => script.Length > 0 && script.AsSpan().IndexOfAny(ScriptCharacters) < 0;

    // A single word behind the script that only gives the shell a name is custom: sh -c SCRIPT --.
    private static bool LosesWords(CommandWords command, Located<string> script)
    {
        ImmutableArray<Located<string>> words = command.Words;
        if (words[^1].Node == script.Node)
            return false;
        return words[^2].Node != script.Node || words[^1].Value is not ("--" or "-" or "_" or "sh" or "bash" or "ash" or "dash");
    }

    private static bool IsMissingScript(CommandWords command)
    {
        string argument = command.Words[1].Value;
        if (argument.Length == 0 || argument[0] is '-' or '+')
            return false;
        if (argument.AsSpan().ContainsAny(' ', '\t', '\n'))
            return IsProgramWithBlanks(argument);
        return command.Words.Length > 2 && !argument.AsSpan().ContainsAny('/', '.');
    }

    private static bool NeedsArguments(string program) =>
        program is "sleep" or "curl" or "wget" or "kill" or "pkill" or "cp" or "mv" or "mkdir" or "rm" or "ln" or "touch" or "chmod" or "chown" or "grep" or "test" or "nc";
}
