using System.Diagnostics;

namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>
/// The program as a process: the native binary that <c>MANIFESTLINT_BINARY</c> names (as in <c>.ci/run</c>), else the one that was built with the
/// tests.
/// </summary>
internal static class ManifestLintProgram
{
    /// <summary>What to start, with the arguments that come before those of the command.</summary>
    public static (string File, string[] Arguments) Command { get; } = Environment.GetEnvironmentVariable("MANIFESTLINT_BINARY") is { Length: > 0 } binary
        ? (binary, [])
        : ("dotnet", [Path.Combine(AppContext.BaseDirectory, "manifestlint.dll")]);

    /// <summary>Runs the command and waits for it.</summary>
    public static (int Code, string Output, string Errors) Run(string directory, string input, (string Name, string Value)[] variables, params string[] arguments) =>
        Start(directory, input, variables, Command.File, [.. Command.Arguments, .. arguments]);

    /// <summary>Runs any program and waits for it.</summary>
    public static (int Code, string Output, string Errors) Start(string directory, string input, (string Name, string Value)[] variables, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A CI job is not what these runs are about, unless they say so.
        start.Environment.Remove("CI");
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
