namespace ManifestLint.Cli;

/// <summary>
/// Commands that runners of CI carry out when they stand in the log: <c>##vso[…]</c> anywhere in a line (Azure Pipelines), <c>::name::</c> at its beginning and
/// <c>##[name]</c> anywhere (the runner of GitHub, ActionCommand.cs; Azure formats the line). A name in a manifest may hold one.
/// </summary>
internal static class LogCommand
{
    // Of ##[…] only these, since a shell writes ${name##[a-z]*}.
    private static readonly string[] Names =
    [
        "add-mask", "add-matcher", "add-path", "command", "debug", "echo", "endgroup", "error", "group", "internal-set-repo-path", "notice", "remove-matcher", "save-state", "section",
        "set-env", "set-output", "stop-commands", "warning",
    ];

    /// <summary>Whether a character begins a command together with the one before it, so that the line is none when it is written in another way.</summary>
    public static bool IsAt(string text, int place)
    {
        if (place == 0 || text[place] != text[place - 1])
            return false;

        ReadOnlySpan<char> rest = text.AsSpan(place + 1);
        return text[place] switch
        {
            '#' => rest.StartsWith("vso[", StringComparison.OrdinalIgnoreCase) || (rest is ['[', .. var name] && IsName(name)),
            ':' => rest is [(>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), ..] && text.AsSpan(0, place - 1).IsWhiteSpace(),
            _ => false,
        };
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny(']', ' ');
        if (end < 0)
            return false;

        foreach (string name in Names)
        {
            if (text[..end].Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
