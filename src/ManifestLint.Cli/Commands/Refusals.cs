using ManifestLint.Cli.Reporters;
using ManifestLint.Releases;

namespace ManifestLint.Cli.Commands;

/// <summary>Tells why something is not done.</summary>
internal static class Refusals
{
    /// <summary>The exit code of a refusal.</summary>
    public static int ExitCodeOf(ReleaseRefusal refusal) => refusal.Kind == RefusalKind.WrongUse ? ExitCode.WrongUse : ExitCode.Findings;

    /// <summary>The reason behind its place.</summary>
    public static string Describe(ReleaseRefusal refusal) => refusal.Place is { } location ? $"{ReportText.Place(location)}: {refusal.Reason}" : refusal.Reason;

    /// <summary>The reason with its place and what would make it possible: one line each.</summary>
    public static void Write(CommandEnvironment environment, ReleaseRefusal refusal, bool mayForce = true)
    {
        environment.Error.WriteLine($"manifestlint: {VisibleText.Escape(Describe(refusal))}");
        if (refusal.Remedy is { } remedy)
            environment.Error.WriteLine($"  try: {VisibleText.Escape(remedy)}");
        if (refusal.CanBeForced && mayForce)
            environment.Error.WriteLine("  or insist with --force");
    }
}
