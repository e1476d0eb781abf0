using System.CommandLine;
using ManifestLint.Cli.Commands;

namespace ManifestLint.Cli;

/// <summary>From arguments to exit code.</summary>
internal static class CommandLine
{
    /// <summary>What people type, whatever the file is called.</summary>
    public const string Name = "manifestlint";

    /// <summary>Where defects are reported.</summary>
    public const string IssuesUri = "https://manifestlint.dev/issues";

    public static int Run(string[] arguments, CommandEnvironment environment)
    {
        try
        {
            return Invoke(arguments, environment);
        }
        catch (WrongUseException exception)
        {
            environment.Error.WriteLine($"manifestlint: {VisibleText.Escape(exception.Message)}");
            return ExitCode.WrongUse;
        }
        catch (OperationCanceledException exception)
        {
            environment.Error.WriteLine($"manifestlint: {(exception.Message.StartsWith("interrupted", StringComparison.Ordinal) ? exception.Message : "interrupted, nothing was written")}");
            return ExitCode.Interrupted;
        }
        catch (Exception exception)
        {
            environment.Error.WriteLine($"manifestlint: a defect in ManifestLint itself, {exception.GetType().Name}: {VisibleText.Escape(exception.Message)}");
            environment.Error.WriteLine($"Please report it at {IssuesUri} with the command, the manifest and these lines:");
            environment.Error.WriteLine($"manifestlint {Version} {VisibleText.Escape(string.Join(' ', arguments))}");
            environment.Error.WriteLine(exception.StackTrace);
            return ExitCode.Defect;
        }
    }

    /// <summary>The version of the command.</summary>
    public static string Version => typeof(CommandLine).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "";

    private static int Invoke(string[] arguments, CommandEnvironment environment)
    {
        // Help and error messages come from System.CommandLine and are short; the report writes to the stream itself.
        using var output = new StreamWriter(environment.Output, leaveOpen: true);
        var configuration = new InvocationConfiguration { Output = output, Error = environment.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

        // A file whose name begins with @ is a file, and never a list of further arguments.
        var parser = new ParserConfiguration { ResponseFileTokenReplacer = null };
        ParseResult parsed = ManifestLintCommand.Create(environment).Parse(arguments, parser);
        if (parsed.Errors.Count == 0)
            return parsed.Invoke(configuration);

        foreach (string message in WrongArguments.Describe(parsed))
            environment.Error.WriteLine($"manifestlint: {VisibleText.Escape(message)}");
        return ExitCode.WrongUse;
    }
}

/// <summary>The user has to change something before the command can run; the message says what.</summary>
internal sealed class WrongUseException(string message) : Exception(message);
