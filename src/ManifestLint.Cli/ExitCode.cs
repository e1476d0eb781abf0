namespace ManifestLint.Cli;

/// <summary>What the command tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Done; no finding at or above <c>--fail-on</c>.</summary>
    public const int Clean = 0;

    /// <summary>Findings at or above <c>--fail-on</c>.</summary>
    public const int Findings = 1;

    /// <summary>Wrong use: a bad option, a path that cannot be read or written.</summary>
    public const int WrongUse = 2;

    /// <summary>A directory or glob holds no manifest.</summary>
    public const int NothingLinted = 3;

    /// <summary><c>--check</c> and a change is due; or output exists and differs.</summary>
    public const int ChangeDue = 4;

    /// <summary>A defect in ManifestLint itself.</summary>
    public const int Defect = 70;

    /// <summary>Ended by Ctrl-C, as shells number it.</summary>
    public const int Interrupted = 130;
}
