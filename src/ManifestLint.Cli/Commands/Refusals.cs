using ManifestLint.Cli.Reporters;
using ManifestLint.Releases;

namespace ManifestLint.Cli.Commands;

/// <summary>Tells why something is not done.</summary>
internal static class Refusals
{
    /// <summary>The exit code of a refusal.</summary>
    public static int ExitCodeOf(ReleaseRefusal refusal) => refusal.Kind == RefusalKind.WrongUse ? ExitCode.WrongUse : ExitCode.Findings;

    /// <summary>The reason with its place and what would make it possible: one line each.</summary>
    public static void Write(CommandEnvironment environment, ReleaseRefusal refusal)
    {
        string place = refusal.Place is { } location ? $"{ReportText.Place(location)}: " : "";
        environment.Error.WriteLine($"manifestlint: {place}{VisibleText.Escape(refusal.Reason)}");
        if (refusal.Remedy is { } remedy)
            environment.Error.WriteLine($"  {VisibleText.Escape(remedy)}");
        if (refusal.CanBeForced)
            environment.Error.WriteLine("  --force insists");
    }
}
