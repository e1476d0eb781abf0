namespace ManifestLint.Resources;

/// <summary>Finds the program that a container's manifest starts.</summary>
internal static class ContainerProgram
{
    /// <summary>
    /// <c>command</c> and <c>args</c> as the runtime joins them; an empty <c>command</c> counts as none. A small init program in front (<c>tini --</c>), which
    /// passes signals on, is left out.
    /// </summary>
    public static CommandWords Join(ContainerView container)
    {
        CommandWords joined = container.Command.IsEmpty ? container.Args : container.Command.Followed(container.Args);
        return joined.Skip(LengthOfInit(joined));
    }

    /// <summary>Whether the words begin with such an init program.</summary>
    public static bool IsInit(string? program) => program is "tini" or "tini-static" or "docker-init" or "dumb-init" or "catatonit"
        || program?.StartsWith("s6-", StringComparison.Ordinal) == true;

    /// <summary>
    /// The basename of the first word, or of the first word of the last command in a <c>sh -c</c> script; null when the image decides, as it does for
    /// <c>args</c> that are options.
    /// </summary>
    public static string? Find(CommandWords start)
    {
        if (start.IsEmpty || start.Words[0].Value.StartsWith('-'))
            return null;
        return (start.Script is { } script && ShellScript.Parse(script.Value) is [.., var last] ? last.Program : null) ?? start.Program;
    }

    // tini -g -e 143 -- server
    private static int LengthOfInit(CommandWords words)
    {
        if (!IsInit(words.Program))
            return 0;

        int first = 1;
        while (first < words.Words.Length && words.Words[first].Value is ['-', ..] option)
            first += option is "-e" or "-p" or "-r" or "--rewrite" ? 2 : 1;
        return Math.Min(first, words.Words.Length);
    }
}
