using System.Collections.Immutable;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;

namespace ManifestLint.Cli.Commands;

/// <summary>Writes the reports of <c>--output</c>.</summary>
internal sealed class ReportFiles(CommandEnvironment environment)
{
    /// <summary>Writes each report; tells the paths that could not be written, and why.</summary>
    public IEnumerable<(string Path, string Reason)> Write(ImmutableArray<(string Format, string Path)> outputs, LintReport report, CancellationToken cancellation)
    {
        var file = new AtomicFile(environment.Disk);
        foreach ((string format, string path) in outputs)
        {
            if (TryWrite(file, ReportFormat.Create(format, hasColor: false, hasSummary: true), report, environment.FullPath(path), cancellation) is { } reason)
                yield return (path, reason);
        }
    }

    private string? TryWrite(AtomicFile file, IReporter reporter, LintReport report, string path, CancellationToken cancellation)
    {
        try
        {
            using var content = new MemoryStream();
            if (IsStepSummary(path))
                CopyTo(content, path);
            reporter.Write(report, content);
            return file.TryWrite(path, content.ToArray(), cancellation);
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return FileTrouble.Describe(path, exception);
        }
    }

    // What a step of GitHub Actions tells about itself is put together by all that run in the step; each of them adds to the end of this file.
    private bool IsStepSummary(string path) => environment.GetVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary && environment.FullPath(summary) == path;

    private void CopyTo(MemoryStream content, string path)
    {
        if (!File.Exists(path))
            return;

        content.Write(environment.Disk.Read(path));
        if (content.Length > 0)
            content.Write("\n\n"u8);
    }
}
