using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

/// <summary>The word of a hook's command that names the signal, and its replacement.</summary>
/// <param name="Node">The scalar that holds it.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Fix">The kinder word in its place; null when there is none.</param>
internal readonly record struct SignalToken(YamlNode Node, TextSpan Span, CodeFix? Fix)
{
    /// <summary>The word of a step; null when it cannot be told apart in the text.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="step">Its step that sends the signal.</param>
    /// <param name="better">The kinder signal, without <c>SIG</c>.</param>
    public static SignalToken? Find(LifecycleHook hook, HookStep step, string? better) =>
        step.Text is { } text ? InScript(step, text, better) : InWords(hook.Command, better);

    private static SignalToken? InWords(CommandWords command, string? better)
    {
        string[] words = [.. command.Words.Select(word => word.Value)];
        if (Locate(words) is not var (index, isImplied) || command.Node is null)
            return null;

        Located<string> word = command.Words[index];
        if (better is null)
            return new(word.Node, word.Span, Fix: null);

        YamlPath path = YamlPath.Of(word.Node);
        string title = $"Send SIG{better} instead";
        CodeFix fix = isImplied
            ? CodeFix.Unsafe(title, word.Node, editor => editor.InsertItem(path.Parent, path.Last!.Value.Index + 1, YamlValue.String("-" + better)))
            : CodeFix.Unsafe(title, word.Node, editor => editor.SetScalar(path, YamlValue.String(Replace(word.Value, better))));
        return new(word.Node, word.Span, fix);
    }

    // Only a command that stands literally in its script can be told apart; its words are then ASCII without quotes.
    private static SignalToken? InScript(HookStep step, string text, string? better)
    {
        if (step.Node.FindText(text) is not { } span || Locate(text.Split(' ')) is not var (index, isImplied))
            return null;

        string[] words = text.Split(' ');
        int start = span.Start + words.Take(index).Sum(word => word.Length + 1);
        var place = new TextSpan(start, start + words[index].Length);
        if (better is null || step.Node is not YamlScalar { Anchor: null })
            return new(step.Node, place, Fix: null);

        string written = isImplied ? $"{words[index]} -{better}" : Replace(words[index], better);
        return new(step.Node, place, CodeFix.Unsafe($"Send SIG{better} instead", () => [new TextChange(place, written)]));
    }

    // The index of the word; for a kill without signal that of the program, behind which one is implied.
    private static (int Index, bool IsImplied)? Locate(string[] words)
    {
        int program = words is ["busybox" or "exec" or "command", ..] ? 1 : 0;
        if (program >= words.Length)
            return null;

        bool sends = words[program].EndsWith("kill", StringComparison.Ordinal) || words[program].EndsWith("killall", StringComparison.Ordinal);
        for (int i = program + 1; i < words.Length; i++)
        {
            string word = words[i];
            if (word is "stop" or "-sstop" || word.StartsWith("--signal=", StringComparison.Ordinal))
                return (i, false);
            if (sends && word is "-s" or "-n" or "--signal")
                return i + 1 < words.Length ? (i + 1, false) : null;
            if (sends && i == program + 1 && word is ['-', _, ..] && StopSignals.Parse(word[1..]) != StopSignal.Unknown)
                return (i, false);
        }

        return sends ? (program, true) : null;
    }

    // stop of nginx -s is quit, that of apachectl is graceful-stop.
    private static string Replace(string word, string better) => word switch
    {
        "stop" => better == "QUIT" ? "quit" : "graceful-stop",
        "-sstop" => "-squit",
        _ when word.StartsWith("--signal=", StringComparison.Ordinal) => "--signal=" + better,
        ['-', 'S' or 's', 'I' or 'i', 'G' or 'g', ..] => "-SIG" + better,
        ['-', ..] => "-" + better,
        ['S', 'I', 'G', ..] => "SIG" + better,
        _ => better,
    };
}
