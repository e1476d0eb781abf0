using System.Buffers;
using System.Collections.Immutable;

namespace ManifestLint.Resources;

/// <summary>A simple command of a script: its words, and where it stands among loops and background lists.</summary>
/// <param name="Words">The words from the program on: assignments, <c>exec</c> and the like in front are left out.</param>
public sealed record ShellCommand(ImmutableArray<ShellToken> Words)
{
    /// <summary>The outermost loop around the command, numbered from 1; 0 outside of loops.</summary>
    public int Loop { get; init; }

    /// <summary>Whether it is what a <c>while</c> or <c>until</c> asks.</summary>
    public bool IsCondition { get; init; }

    /// <summary>Whether the script goes on without waiting for it.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Whether it takes the place of the shell (<c>exec server</c>).</summary>
    public bool IsExec { get; init; }

    /// <summary>Whether it is a part of a pipe.</summary>
    public bool IsPiped { get; init; }

    /// <summary>Whether it stands inside a loop, a condition, a group or a subshell.</summary>
    public bool IsNested { get; init; }

    /// <summary>Basename of the program.</summary>
    public string Program => CommandWords.BaseName(Words[0].Text);

    /// <summary>Where the program is named in the script.</summary>
    public int Start => Words[0].Start;

    /// <summary>Where the last word ends.</summary>
    public int End => Words[^1].End;
}

/// <summary>Reads the simple commands out of a shell script, in order, whatever is built around them.</summary>
public sealed class ShellScript
{
    private readonly List<ShellCommand> _commands = [];
    private readonly List<ShellToken> _words = [];
    private readonly Stack<Frame> _frames = [];
    private Frame _frame = new("", Loop: 0, IsCondition: false, ListStart: 0);
    private int _loops;
    private bool _isPiped;

    private ShellScript()
    {
    }

    private readonly record struct Frame(string End, int Loop, bool IsCondition, int ListStart);

    /// <summary>The commands; null when the script holds something that is not understood here.</summary>
    public static IReadOnlyList<ShellCommand>? Parse(string text)
    {
        if (ShellLexer.Read(text) is not { } tokens)
            return null;

        var script = new ShellScript();
        foreach (ShellToken token in tokens)
        {
            if (!script.Take(token))
                return null;
        }

        script.EndCommand();
        return script._frames.Count == 0 ? script._commands : null;
    }

    private bool Take(ShellToken token)
    {
        if (token.Kind == ShellTokenKind.Operator)
            return TakeOperator(token.Text);
        if (_words.Count > 0 || token.IsQuoted)
        {
            _words.Add(token);
            return true;
        }

        return TakeFirstWord(token);
    }

    private bool TakeOperator(string text)
    {
        switch (text)
        {
            case "(":
                // A word before is a function's name, or the words of a case.
                if (_words.Count > 0)
                    return false;
                Push(")");
                return true;
            case ")":
                return TakeClosing();
            case "&":
                EndCommand();
                MarkBackground();
                _frame = _frame with { ListStart = _commands.Count };
                return true;
            case ";":
                EndCommand();
                _frame = _frame with { ListStart = _commands.Count };
                return true;
            case "|":
                int count = _commands.Count;
                EndCommand();
                if (_commands.Count > count)
                    _commands[^1] = _commands[^1] with { IsPiped = true };
                _isPiped = true;
                return true;
            default:
                EndCommand();
                return true;
        }
    }

    private bool TakeClosing()
    {
        if (_frame.End == "esac")
        {
            _words.Clear();
            return true;
        }

        EndCommand();
        return Pop(")");
    }

    private bool TakeFirstWord(ShellToken token)
    {
        switch (token.Text)
        {
            case "while" or "until":
                Push("done", isLoop: true, isCondition: true);
                return true;
            case "for" or "select":
                Push("done", isLoop: true);
                _words.Add(token);
                return true;
            case "do":
                _frame = _frame with { IsCondition = false, ListStart = _commands.Count };
                return true;
            case "if":
                Push("fi");
                return true;
            case "case":
                Push("esac");
                _words.Add(token);
                return true;
            case "{":
                Push("}");
                return true;
            case "then" or "else" or "elif" or "!":
                return true;
            case "done" or "fi" or "esac" or "}":
                return Pop(token.Text);
            case "function":
                return false;
            default:
                _words.Add(token);
                return true;
        }
    }

    private void Push(string end, bool isLoop = false, bool isCondition = false)
    {
        _frames.Push(_frame);
        int loop = isLoop && _frame.Loop == 0 ? ++_loops : _frame.Loop;
        _frame = new(end, loop, isCondition || (!isLoop && _frame.IsCondition), _commands.Count);
    }

    private bool Pop(string end)
    {
        if (_frame.End != end)
            return false;

        EndCommand();
        _frame = _frames.Pop();
        return true;
    }

    private void EndCommand()
    {
        int first = 0;
        bool isExec = false;
        while (first < _words.Count && IsPrefix(_words[first]))
            isExec |= _words[first++].Text == "exec";

        bool isHeader = _words is [{ IsQuoted: false, Text: "for" or "select" or "case" }, ..];
        if (first < _words.Count && !isHeader)
        {
            _commands.Add(new ShellCommand([.. _words.Skip(first)])
            {
                Loop = _frame.Loop,
                IsCondition = _frame.IsCondition,
                IsExec = isExec,
                IsPiped = _isPiped,
                IsNested = _frames.Count > 0,
            });
        }

        _isPiped = false;
        _words.Clear();
    }

    // Assignments before a command, and words that only start the next one.
    private static bool IsPrefix(ShellToken word)
    {
        if (word.Text is "exec" or "command" or "nohup" or "builtin" or "time" or "busybox")
            return true;

        int equals = word.Text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && word.Text.AsSpan(0, equals).IndexOfAnyExcept(NameCharacters) < 0;
    }

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private void MarkBackground()
    {
        for (int i = _frame.ListStart; i < _commands.Count; i++)
            _commands[i] = _commands[i] with { IsBackground = true };
    }
}
