using ManifestLint.Analysis;
using ManifestLint.Cli.Reporters;

namespace ManifestLint.Rules.Tests;

/// <summary>The text report of a result as a user sees it, without colour and summary.</summary>
internal static class ExpectedReport
{
    public static string Print(LintResult result)
    {
        using var output = new MemoryStream();
        new TextReporter(hasColor: false, hasSummary: false).Write(
            new LintReport
            {
                Findings = result.Diagnostics,
                Files = 1,
                Manifests = 1,
                WorkingDirectory = "/",
                Version = "0",
                GetPage = RuleCatalog.GetPage,
            },
            output);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }
}
