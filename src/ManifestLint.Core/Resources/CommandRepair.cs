using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace ManifestLint.Resources;

/// <summary>Writes the words that a malformed command was meant to have.</summary>
public static class CommandRepair
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(" \t\n;&|<>()#*?[]{}~!");
    private static readonly SearchValues<char> Ambiguous = SearchValues.Create("$`\\\"'");

    /// <summary>
    /// The words, meaning what the command says; empty when there is more than one way to read it. A script is written only for a container whose
    /// image may have a shell.
    /// </summary>
    public static ImmutableArray<string> Repair(CommandWords command, CommandDefect defect, ContainerView container)
    {
        bool hasShell = container.ImageReference is not { } image || !ShelllessImages.Contains(image);
        ImmutableArray<string> words = [.. command.Words.Select(word => word.Value)];
        ImmutableArray<string> repaired = defect.Kind switch
        {
            CommandDefectKind.WordWithBlanks => RepairProgram(words),
            CommandDefectKind.ScriptOfOneWord => JoinFrom(words, command.IndexOfScript!.Value),
            CommandDefectKind.ShellWithoutScript => words.Length == 2 ? [words[0], "-c", words[1]] : JoinFrom([words[0], "-c", .. words[1..]], 2),
            _ => JoinFrom(["/bin/sh", "-c", .. words], 2),
        };
        bool addsShell = defect.Kind is CommandDefectKind.WordWithBlanks or CommandDefectKind.OperatorWithoutShell && repaired is ["/bin/sh", ..];
        return addsShell && !hasShell ? [] : repaired;
    }

    private static ImmutableArray<string> RepairProgram(ImmutableArray<string> words)
    {
        string text = words[0].Trim();
        if (Split(text) is [var program, ..] parts && !IsShellOnly(program))
            return [.. parts, .. words[1..]];
        return words.Length == 1 ? ["/bin/sh", "-c", text] : [];
    }

    // Assignments and builtins; kill is a program too, but not in every image.
    private static bool IsShellOnly(string program) => program.Contains('=')
        || program is "kill" or "exec" or "exit" or "cd" or "." or ":" or "source" or "export" or "set" or "trap" or "wait" or "ulimit" or "umask" or "eval" or "command";

    // The words of a text in which nothing but blanks and quotes has a meaning to a shell; null when something else has.
    private static List<string>? Split(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        bool isWord = false;
        char? quote = null;
        foreach (char c in text)
        {
            bool isFilledIn = c is '$' or '`' or '\\';
            if (quote is null ? isFilledIn || (c is not (' ' or '\t') && NeedsQuotes.Contains(c)) : quote == '"' && isFilledIn)
                return null;

            if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && c is '"' or '\'')
            {
                quote = c;
                isWord = true;
            }
            else if (quote is not null || c is not (' ' or '\t'))
            {
                word.Append(c);
                isWord = true;
            }
            else if (isWord)
            {
                words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
        }

        if (isWord)
            words.Add(word.ToString());
        return quote is null ? words : null;
    }

    // Everything from the program on becomes one script.
    private static ImmutableArray<string> JoinFrom(ImmutableArray<string> words, int first)
    {
        var script = new StringBuilder();
        for (int i = first; i < words.Length; i++)
        {
            if (words[i].AsSpan().ContainsAny(Ambiguous))
                return [];
            if (i > first)
                script.Append(' ');
            bool isPlain = IsOperator(words[i]) || (words[i].Length > 0 && words[i].AsSpan().IndexOfAny(NeedsQuotes) < 0);
            script.Append(isPlain ? words[i] : $"'{words[i]}'");
        }

        return [.. words[..first], script.ToString()];
    }

    // What can only be meant for the shell: a sign of its own, a redirection, the end of a command.
    private static bool IsOperator(string word) => word is "&&" or "||" or "|" or ";" or "&" or "<"
        || (!word.Contains(' ') && word.TrimStart('1', '2', '&').StartsWith('>'))
        || (word.Length > 1 && word[^1] == ';' && word.AsSpan(0, word.Length - 1).IndexOfAny(NeedsQuotes) < 0);
}
