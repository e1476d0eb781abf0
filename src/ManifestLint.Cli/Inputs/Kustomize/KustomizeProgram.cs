namespace ManifestLint.Cli.Inputs.Kustomize;

/// <summary>Runs kustomize: the program of that name, else the one that is a part of kubectl.</summary>
/// <param name="environment">The world around the command.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class KustomizeProgram(CommandEnvironment environment, CancellationToken cancellation)
{
    // Files beside a kustomization's directory are taken, since what is asked is what comes out; helm is run where charts are named.
    private static readonly string[] Options = ["--load-restrictor", "LoadRestrictionsNone", "--enable-helm"];

    private static readonly (string File, string Verb)[] Programs = [("kustomize", "build"), ("kubectl", "kustomize")];

    /// <summary>Builds a directory.</summary>
    /// <exception cref="WrongUseException">Neither program is installed.</exception>
    public ProgramRun Build(string directory)
    {
        foreach ((string file, string verb) in Programs)
        {
            var call = new ProgramCall(environment.WorkingDirectory, file, [verb, directory, .. Options])
            {
                // Nobody is there to answer.
                Variables = [new("GIT_TERMINAL_PROMPT", "0")],
                Cancellation = cancellation,
            };
            if (environment.StartProgram(call) is { } run)
                return run;
        }

        throw new WrongUseException("--render needs kustomize or kubectl, and neither is on the PATH; install one of them, or lint without --render");
    }

    /// <summary>What a failed run says, in one line, without what kubectl's log writes around it.</summary>
    public static string Describe(ProgramRun run)
    {
        string text = string.Join(' ', run.Errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("# Warning:", StringComparison.Ordinal)));
        int wrapped = text.IndexOf("err=", StringComparison.Ordinal);
        if (text.Contains("\"command failed\" err=", StringComparison.Ordinal))
            text = text[(wrapped + 4)..].Trim();
        else if (text.StartsWith("error:", StringComparison.OrdinalIgnoreCase))
            text = text[6..].Trim();
        if (text is ['<', .., '>'] or ['"', .., '"'])
            text = text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Trim();
        return text.Length > 0 ? text.TrimEnd('.') : $"it ended with exit code {run.ExitCode} and said nothing";
    }
}
