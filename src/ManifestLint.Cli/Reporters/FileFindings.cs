using System.Collections.Immutable;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Reporters;

/// <summary>A file with its findings, for formats that tell them file by file.</summary>
/// <param name="Path">The path as reports show it.</param>
/// <param name="Findings">Its findings, in order.</param>
internal sealed record FileFindings(string Path, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>Number of findings of a severity.</summary>
    public int Count(DiagnosticSeverity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>The files that have findings, by path.</summary>
    public static ImmutableArray<FileFindings> Of(LintReport report)
    {
        ImmutableArray<Diagnostic> findings = report.Findings;
        var files = ImmutableArray.CreateBuilder<FileFindings>();
        for (int start = 0; start < findings.Length;)
        {
            int end = start + 1;
            while (end < findings.Length && findings[end].Location.File.Path == findings[start].Location.File.Path)
                end++;
            files.Add(new FileFindings(findings[start].Location.File.Path, findings.Slice(start, end - start)));
            start = end;
        }

        return files.ToImmutable();
    }

    /// <summary>The files that have findings and those that were looked at and have none, by path.</summary>
    public static ImmutableArray<FileFindings> OfAll(LintReport report)
    {
        ImmutableArray<FileFindings> withFindings = Of(report);
        var paths = withFindings.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        IEnumerable<FileFindings> clean = report.Paths.Where(path => !paths.Contains(path)).Distinct(StringComparer.Ordinal).Select(path => new FileFindings(path, []));
        return [.. withFindings.Concat(clean).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }
}
