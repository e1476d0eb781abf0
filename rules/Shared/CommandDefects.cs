using System.Collections.Immutable;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The wording and the fix of commands that cannot do what they say, in hooks and in probes.</summary>
internal static class CommandDefects
{
    private const int LongestQuote = 40;

    /// <summary>What the command does instead, as the rest of a sentence.</summary>
    public static string Describe(this CommandDefect defect, CommandWords command) => defect.Kind switch
    {
        CommandDefectKind.WordWithBlanks => $"runs a program called \"{Shorten(defect.Word)}\", which does not exist",
        CommandDefectKind.ScriptOfOneWord => $"passes only '{Shorten(defect.Word)}' to the shell, which runs it without '{LostWords(command)}'",
        CommandDefectKind.OperatorWithoutShell => $"passes '{defect.Word}' to '{command.Program}' as an argument",
        _ => $"makes the shell look for a script file called \"{Shorten(defect.Word)}\", because '-c' is missing",
    };

    /// <summary>Writes the command as it was meant; null when that is not certain.</summary>
    public static CodeFix? Repair(this CommandDefect defect, CommandWords command, ContainerView container)
    {
        ImmutableArray<string> words = CommandRepair.Repair(command, defect, container);
        if (words.IsEmpty || command.Node is not { } list)
            return null;

        string written = string.Join(", ", words.Select(word => $"\"{word.ReplaceLineEndings("\\n")}\""));
        return CodeFix.Safe($"Set command to [{written}]", list, editor => ReplaceWords(editor, YamlPath.Of(list), command, words));
    }

    // Item by item, so that the list keeps its form and its comments.
    private static YamlEditor ReplaceWords(YamlEditor editor, YamlPath path, CommandWords command, ImmutableArray<string> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (i >= command.Words.Length)
                editor = editor.InsertItem(path, i, YamlValue.String(words[i]));
            else if (command.Words[i].Value != words[i])
                editor = editor.SetScalar(path.Item(i), YamlValue.String(words[i]));
        }

        for (int i = command.Words.Length - 1; i >= words.Length; i--)
            editor = editor.RemoveItem(path.Item(i));
        return editor;
    }

    private static string LostWords(CommandWords command) =>
        Shorten(string.Join(' ', command.Words.Skip(command.IndexOfScript!.Value + 1).Select(word => word.Value)));

    private static string Shorten(string text)
    {
        string line = text.ReplaceLineEndings("\\n");
        return line.Length <= LongestQuote ? line : line[..LongestQuote] + "…";
    }
}
