using System.Collections.Immutable;
using ManifestLint.Cli.Reporters;

namespace ManifestLint.Cli.Tests.Reporters;

/// <summary>One run that writes a report in every format.</summary>
internal static class ReportRun
{
    /// <summary>Every format, for theories: a new one is in all of them.</summary>
    public static TheoryData<string> Formats => [.. ReportFormat.Names];

    /// <summary>Lints <c>k8s</c> and gives the reports by format.</summary>
    public static ImmutableDictionary<string, string> Write(Workspace workspace, params string[] arguments)
    {
        string directory = Directory.CreateDirectory(workspace.PathOf("reports")).FullName;
        CommandResult result = workspace.Run(["lint", "k8s", "-q", .. arguments, .. ReportFormat.Names.SelectMany(name => (string[])["--output", $"{name}={directory}/{name}"])]);
        Assert.True(result.ExitCode is ExitCode.Findings or ExitCode.Clean, result.ToString());
        return ReportFormat.Names.ToImmutableDictionary(name => name, name => File.ReadAllText(Path.Combine(directory, name)), StringComparer.Ordinal);
    }
}
