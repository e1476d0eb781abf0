namespace ManifestLint.Resources;

/// <summary>A signal that asks a process to stop.</summary>
public enum StopSignal
{
    /// <summary>Nobody can tell from the manifest which signal it is.</summary>
    Unknown,

    /// <summary>SIGTERM, what every image has that says nothing else.</summary>
    Terminate,

    /// <summary>SIGQUIT.</summary>
    Quit,

    /// <summary>SIGINT.</summary>
    Interrupt,

    /// <summary>SIGWINCH.</summary>
    WindowChange,

    /// <summary>SIGUSR1.</summary>
    User1,

    /// <summary>SIGKILL, which no process can catch.</summary>
    Kill,

    /// <summary>A signal that stops nothing: SIGHUP, SIGUSR2, SIGCONT, or 0, which only asks whether the process is there.</summary>
    Harmless,
}

/// <summary>Names and numbers of signals as <c>kill</c> takes them.</summary>
public static class StopSignals
{
    /// <summary>The signal of <c>QUIT</c>, <c>SIGQUIT</c>, <c>quit</c> or <c>3</c>.</summary>
    public static StopSignal Parse(string name)
    {
        string upper = name.ToUpperInvariant();
        return (upper.StartsWith("SIG", StringComparison.Ordinal) ? upper[3..] : upper) switch
        {
            "TERM" or "15" => StopSignal.Terminate,
            "QUIT" or "3" => StopSignal.Quit,
            "INT" or "2" => StopSignal.Interrupt,
            "WINCH" or "28" => StopSignal.WindowChange,
            "USR1" or "10" => StopSignal.User1,
            "KILL" or "9" => StopSignal.Kill,
            "0" or "HUP" or "1" or "USR2" or "12" or "CONT" or "18" => StopSignal.Harmless,
            _ => StopSignal.Unknown,
        };
    }

    /// <summary>The name without <c>SIG</c>, for example <c>QUIT</c>; null for a signal that is not known or stops nothing.</summary>
    public static string? NameOf(StopSignal signal) => signal switch
    {
        StopSignal.Terminate => "TERM",
        StopSignal.Quit => "QUIT",
        StopSignal.Interrupt => "INT",
        StopSignal.WindowChange => "WINCH",
        StopSignal.User1 => "USR1",
        StopSignal.Kill => "KILL",
        _ => null,
    };
}
