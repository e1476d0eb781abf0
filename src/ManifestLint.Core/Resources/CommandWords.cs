using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>The words of a <c>command</c> or <c>args</c> list. No shell sees them unless the first word is one.</summary>
public sealed class CommandWords
{
    /// <summary>The words of a list that is not there.</summary>
    public static readonly CommandWords None = new(node: null, [], isKnown: true);

    private CommandWords(YamlSequence? node, ImmutableArray<Located<string>> words, bool isKnown)
    {
        Node = node;
        Words = words;
        IsKnown = isKnown;
    }

    /// <summary>The list; null when it is absent.</summary>
    public YamlSequence? Node { get; }

    /// <summary>The words in order.</summary>
    public ImmutableArray<Located<string>> Words { get; }

    /// <summary>Whether every item is a string and none is still a template; otherwise <see cref="Words"/> is not the whole list.</summary>
    public bool IsKnown { get; }

    /// <summary>Whether there is no word.</summary>
    public bool IsEmpty => Words.IsEmpty;

    /// <summary>The basename of the first word: <c>sh</c> of <c>/bin/sh</c>; null when there is none.</summary>
    public string? Program => Words.IsEmpty ? null : BaseName(Words[0].Value);

    /// <summary>Whether the first word is a shell.</summary>
    public bool IsShell => Program is "sh" or "bash" or "ash" or "dash";

    /// <summary>The script of <c>sh -c SCRIPT</c>, whatever shell and whatever other options; null when it is another command.</summary>
    public Located<string>? Script => IsShell ? GetScript(1) : null;

    /// <summary>The index of <see cref="Script"/> among the words.</summary>
    public int? IndexOfScript => IsShell ? FindScript(1) : null;

    /// <summary>Reads the list under a key.</summary>
    public static CommandWords Read(YamlMapping? mapping, string key)
    {
        YamlNode? node = mapping.Get(key);
        if (node is not YamlSequence sequence)
            return node is null ? None : new(node: null, [], isKnown: false);

        var words = ImmutableArray.CreateBuilder<Located<string>>(sequence.Items.Length);
        bool isKnown = true;
        foreach (YamlNode item in sequence.Items)
        {
            if (NodeReading.AsString(item) is not { } word)
            {
                isKnown = false;
                continue;
            }

            words.Add(word);
            isKnown &= !word.Value.Contains("{{", StringComparison.Ordinal);
        }

        return new(sequence, words.DrainToImmutable(), isKnown);
    }

    /// <summary>
    /// What the command runs: itself, or each simple command of its <c>sh -c</c> script, with redirections left out. Empty when not all words are known or the
    /// script cannot be read.
    /// </summary>
    public IReadOnlyList<ShellCommand> ReadCommands()
    {
        if (!IsKnown || IsEmpty)
            return [];
        return Script is { } script ? ShellScript.Parse(script.Value) ?? [] : [ToSimpleCommand()];
    }

    /// <summary>Whether nothing is known that keeps the command from running in a container: neither how it is written nor what the image lacks.</summary>
    public bool MayRunIn(ContainerView container) => CommandDefect.Find(this) is null && MissingPrograms.Find(this, container) is null;

    /// <summary>Whether both lists hold the same words.</summary>
    public bool HasSameWordsAs(CommandWords other)
    {
        if (Words.Length != other.Words.Length || !IsKnown || !other.IsKnown)
            return false;

        for (int i = 0; i < Words.Length; i++)
        {
            if (Words[i].Value != other.Words[i].Value)
                return false;
        }

        return true;
    }

    /// <summary>The words separated by blanks.</summary>
    public override string ToString() => string.Join(' ', Words.Select(word => word.Value));

    /// <summary>These words, then others.</summary>
    internal CommandWords Followed(CommandWords others) =>
        others.IsEmpty && others.IsKnown ? this : new(Node, Words.AddRange(others.Words), IsKnown && others.IsKnown);

    /// <summary>These words without the first ones.</summary>
    internal CommandWords Skip(int count) => count == 0 ? this : new(Node, Words.RemoveRange(0, count), IsKnown);

    /// <summary>The word behind the shell's option <c>-c</c> (<c>-ec</c>, <c>-lc</c>).</summary>
    /// <param name="first">Where the shell's options begin.</param>
    internal Located<string>? GetScript(int first) => FindScript(first) is { } index ? Words[index] : null;

    /// <summary>The words as a command without a shell: quotes and operators have no meaning, and only <c>$(VAR)</c> is filled in.</summary>
    internal ShellCommand ToSimpleCommand()
    {
        ImmutableArray<ShellToken> words =
        [
            .. Words.Select(word => new ShellToken(ShellTokenKind.Word, word.Value, word.Value.Contains('$'), IsQuoted: true, 0, word.Value.Length)),
        ];
        var simple = new ShellCommand(words);
        return simple.Program == "busybox" && words.Length > 1 ? new ShellCommand(words.RemoveAt(0)) : simple;
    }

    // The options go on behind -c: the script of sh -c -e SCRIPT is the last word. An o at the end takes the next word, as in -euo pipefail.
    private int? FindScript(int first)
    {
        bool hasScript = false;
        int i = first;
        for (; i < Words.Length && Words[i].Value is ['-' or '+', not '-', ..] option; i++)
        {
            hasScript |= option[0] == '-' && option.Contains('c');
            if (option[^1] == 'o')
                i++;
        }

        if (hasScript && i < Words.Length && Words[i].Value == "--")
            i++;
        return hasScript && i < Words.Length ? i : null;
    }

    internal static string BaseName(string program)
    {
        int slash = program.LastIndexOf('/');
        return slash < 0 ? program : program[(slash + 1)..];
    }
}
