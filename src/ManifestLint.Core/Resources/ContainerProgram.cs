namespace ManifestLint.Resources;

/// <summary>Finds the program that a container's manifest starts.</summary>
internal static class ContainerProgram
{
    /// <summary>
    /// The basename of <c>command</c>'s first word, or of the first word of the last command in its <c>sh -c</c> script; without <c>command</c>, the first word
    /// of <c>args</c> unless it is an option. Null when the image decides.
    /// </summary>
    public static string? Find(ContainerView container)
    {
        if (container.Command.Node is null)
            return FirstProgram(container.Args);
        if (container.Command.Script is not { } script)
            return container.Command.IsShell && container.Command.Words.Length == 1 ? ProgramOfArgs(container) : container.Command.Program;
        return LastProgram(script.Value) ?? container.Command.Program;
    }

    // command: [sh], args: [-c, "exec gunicorn"]
    private static string? ProgramOfArgs(ContainerView container) =>
        container.Args.GetScript(0) is { } script ? LastProgram(script.Value) : container.Command.Program;

    private static string? FirstProgram(CommandWords args)
    {
        if (args.IsEmpty || args.Words[0].Value.StartsWith('-'))
            return null;
        return args.Script is { } script ? LastProgram(script.Value) : args.Program;
    }

    private static string? LastProgram(string script) => ShellScript.Parse(script) is [.., var last] ? last.Program : null;
}
