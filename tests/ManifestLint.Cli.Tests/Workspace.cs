using System.Collections.Immutable;
using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Schemas;
using ManifestLint.Diagnostics;
using ManifestLint.Rules;

namespace ManifestLint.Cli.Tests;

/// <summary>A temporary directory in which the command is run, in this process.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("manifestlint-").FullName;

    public string Root => _directory;

    public Disk Disk { get; init; } = new();

    public SchemaDownload Download { get; init; } = new();

    public byte[] Input { get; set; } = [];

    public Stream? InputStream { get; init; }

    public Stream? OutputStream { get; init; }

    public Func<ProgramCall, ProgramRun?> StartProgram { get; init; } = ProgramRun.Start;

    public bool IsTerminal { get; init; }

    public int? Width { get; init; }

    public CancellationToken Interrupt { get; init; }

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public ImmutableArray<Rule> Rules { get; init; } =
        [.. RuleCatalog.CreateRules().Where(rule => rule.Descriptor.Category == "reading"), new ContainerNameRule(), new ReplicasRule(), new ServiceRule()];

    public string Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    public string Write(string path, byte[] content)
    {
        string full = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return full;
    }

    public string PathOf(string path) => Path.Combine(_directory, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public string[] FilesIn(string path) => [.. Directory.EnumerateFileSystemEntries(PathOf(path)).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    public CommandResult Run(params string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        int exitCode = CommandLine.Run(arguments, new CommandEnvironment
        {
            OpenInput = () => InputStream ?? new MemoryStream(Input),
            Output = OutputStream ?? output,
            Error = error,
            IsOutputTerminal = IsTerminal,
            IsErrorTerminal = false,
            GetOutputWidth = () => Width,
            WorkingDirectory = _directory,
            GetVariable = name => Variables.GetValueOrDefault(name),
            Clock = new StoppedClock(),
            Disk = Disk,
            Download = Download,
            StartProgram = StartProgram,
            CreateRules = () => Rules,
            GetPage = PageOf,
            WatchForInterrupt = () => Interrupt,
        });
        return new CommandResult(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString().Replace(_directory, "/work", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        Download.Dispose();
        foreach (string directory in Directory.EnumerateDirectories(_directory))
            Allow(directory);
        Directory.Delete(_directory, recursive: true);
    }

    private static void Allow(string directory)
    {
        if (!OperatingSystem.IsWindows() && new DirectoryInfo(directory).LinkTarget is null)
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string PageOf(DiagnosticDescriptor rule) => $"""
        # {rule}

        {rule.Title}.

        ## What it reports

        A container whose name does not end in `-ok`,
        wherever it *stands*.

        - one item that is long enough to be broken into two lines because it has more than eighty characters
        - [a link](https://example.com/x)

        | a | b |
        |---|---|
        | 1 | 2 |

        ```yaml
        kind: Pod
        ```
        """;

    // Durations are of no interest here.
    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}

/// <summary>What a run of the command came to.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>All of it in one text, for a snapshot.</summary>
    public override string ToString() => $"{Output}--- standard error\n{Error}--- exit code {ExitCode}\n";
}
