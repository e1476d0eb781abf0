using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ManifestLint.Cli.Inputs;

/// <summary>What to start.</summary>
/// <param name="Directory">The working directory.</param>
/// <param name="File">The program, looked for on the <c>PATH</c>.</param>
/// <param name="Arguments">Its arguments; each arrives as it is.</param>
internal sealed record ProgramCall(string Directory, string File, ImmutableArray<string> Arguments)
{
    /// <summary>Environment variables that differ from our own; null takes one away.</summary>
    public ImmutableArray<KeyValuePair<string, string?>> Variables { get; init; } = [];

    /// <summary>Ends the program.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>What a program that we started came to.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record ProgramRun(int ExitCode, byte[] Output, string Errors)
{
    // ERROR_FILE_NOT_FOUND and ENOENT.
    private const int NotFound = 2;

    /// <summary>Standard output as text.</summary>
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>Runs a program with our environment and waits for it; null when there is none of the name.</summary>
    public static ProgramRun? Start(CommandEnvironment environment, string directory, string file, params ImmutableArray<string> arguments) =>
        environment.StartProgram(new ProgramCall(directory, file, arguments));

    /// <summary>Runs a program as a process and waits for it; null when there is none of the name.</summary>
    public static ProgramRun? Start(ProgramCall call)
    {
        var start = new ProcessStartInfo(call.File, call.Arguments)
        {
            WorkingDirectory = call.Directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in call.Variables)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        try
        {
            using Process process = Process.Start(start)!;
            using CancellationTokenRegistration end = call.Cancellation.Register(() => process.Kill(entireProcessTree: true));

            // It has nothing to ask us; both streams are read at once, or a full one would stop it.
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            call.Cancellation.ThrowIfCancellationRequested();
            return new ProgramRun(process.ExitCode, output.ToArray(), errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception exception) when (exception.NativeErrorCode == NotFound)
        {
            return null;
        }
    }
}
