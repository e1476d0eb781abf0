using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Schemas;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli;

/// <summary>The world around a command. A test gives it another one.</summary>
internal sealed record CommandEnvironment
{
    /// <summary>Opens standard input.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Standard output: the report and nothing else.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error: everything else.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person looks at standard output.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether a person looks at standard error.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>How many columns the terminal has that shows standard output; null when none does.</summary>
    public Func<int?> GetOutputWidth { get; init; } = () => null;

    /// <summary>What relative paths are relative to.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public required Func<string, string?> GetVariable { get; init; }

    /// <summary>Tells how long a run took.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The files.</summary>
    public required Disk Disk { get; init; }

    /// <summary>The network, used only for schemas whose location names it.</summary>
    public SchemaDownload Download { get; init; } = new();

    /// <summary>Runs another program; null when there is none of the name. Only what an option asks for is run.</summary>
    public Func<ProgramCall, ProgramRun?> StartProgram { get; init; } = ProgramRun.Start;

    /// <summary>Makes the rules; called once by a command that needs them.</summary>
    public required Func<ImmutableArray<Rule>> CreateRules { get; init; }

    /// <summary>The page of a rule in Markdown.</summary>
    public required Func<DiagnosticDescriptor, string> GetPage { get; init; }

    /// <summary>From this call on, Ctrl-C cancels the token instead of ending the process at once.</summary>
    public required Func<CancellationToken> WatchForInterrupt { get; init; }

    /// <summary>Whether the run belongs to a CI job, whose log is no terminal whatever it claims.</summary>
    public bool IsContinuousIntegration => GetVariable("CI") is "true" or "1";

    /// <summary>Whether colours are shown when no option decides.</summary>
    public bool WantsColor => IsOutputTerminal && !IsContinuousIntegration && string.IsNullOrEmpty(GetVariable("NO_COLOR")) && GetVariable("TERM") != "dumb";

    /// <summary>Whether a line may be written to standard error and taken away again.</summary>
    public bool ShowsProgress => IsErrorTerminal && !IsContinuousIntegration && GetVariable("TERM") != "dumb";

    /// <summary>The absolute path of an argument.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, WorkingDirectory);

    /// <summary>A path as reports show it: relative below the working directory and where the user wrote it so, with forward slashes.</summary>
    public string DisplayPath(string fullPath, bool isWrittenRelative = false)
    {
        string relative = Path.GetRelativePath(WorkingDirectory, fullPath);
        bool isOutside = relative == ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        string shown = isOutside && !isWrittenRelative ? fullPath : relative;
        return Path.DirectorySeparatorChar == '/' ? shown : shown.Replace('\\', '/');
    }
}
