using System.Buffers;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Why a command list cannot do what it says.</summary>
public enum CommandDefectKind
{
    /// <summary>One element with blanks (<c>["sleep 10"]</c>): the runtime looks for a program of that name.</summary>
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

    /// <summary>Finds the fault of an exec command; null when it has none, or when not all its words are known.</summary>
    public static CommandDefect? Find(CommandWords command)
    {
        if (!command.IsKnown || command.IsEmpty || command.Node is not { } list)
            return null;

        Located<string> first = command.Words[0];
        if (command.Words.Length == 1)
            return IsProgramWithBlanks(first.Value) ? new(CommandDefectKind.WordWithBlanks, first.Node, first.Value) : null;
        if (!command.IsShell)
            return FindOperator(command) is { } found ? new(CommandDefectKind.OperatorWithoutShell, list, found) : null;
        if (command.Script is { } script)
            return command.Words[^1].Node != script.Node && IsSingleWord(script.Value) ? new(CommandDefectKind.ScriptOfOneWord, list, script.Value) : null;

        string argument = command.Words[1].Value;
        return argument.Length == 0 || argument[0] is '-' or '+' || argument.Contains('/') || argument.EndsWith(".sh", StringComparison.Ordinal)
            ? null
            : new(CommandDefectKind.ShellWithoutScript, list, argument);
    }

    // "/opt/my app/run" may exist; "/bin/sleep 10" and "/bin/x -f" do not.
    private static bool IsProgramWithBlanks(string word)
    {
        int blank = word.AsSpan().IndexOfAny(' ', '\t', '\n');
        if (blank < 0)
            return false;
        if (word[0] != '/')
            return true;

        string second = word[blank..].TrimStart();
        return second.Length > 0 && (second[0] == '-' || char.IsAsciiDigit(second[0]));
    }

    private static string? FindOperator(CommandWords command)
    {
        if (command.Program is "find" or "expr" or "test" or "[")
            return null;

        foreach (Located<string> word in command.Words)
        {
            if (word.Value is "&&" or "||" or "|" or ";" or ">" or ">>" or "2>&1" || EndsWithSemicolon(word.Value))
                return word.Value;
        }

        return null;
    }

    // "10;" was meant for a shell; "daemon off;" is an argument of nginx.
    private static bool EndsWithSemicolon(string word) => word.Length > 1 && word[^1] == ';' && !word.Contains(' ');

    private static bool IsSingleWord(string script) => script.Length > 0 && script.AsSpan().IndexOfAny(ScriptCharacters) < 0;
}
