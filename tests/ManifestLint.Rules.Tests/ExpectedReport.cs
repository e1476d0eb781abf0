using ManifestLint.Analysis;

namespace ManifestLint.Rules.Tests;

internal static class ExpectedReport
{
    public static string Print(LintResult result) => string.Concat(result.Diagnostics.Select(diagnostic => diagnostic + (diagnostic.Fix is { } fix ? $" [{fix.Safety}: {fix.Title}]" : "") + "\n"));
}
