using System.Collections.Immutable;
using System.Text.Json;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Merging;

/// <summary>The kinds of reports that can be put together.</summary>
internal enum MergeFormat
{
    /// <summary>Our own.</summary>
    Json,

    /// <summary>SARIF 2.1.0.</summary>
    Sarif,
}

/// <summary>A report as it was read.</summary>
/// <param name="Path">The file, as the user called it.</param>
/// <param name="Bytes">What it holds.</param>
/// <param name="Root">The same as JSON.</param>
/// <param name="Format">Which kind it is.</param>
internal sealed record ReportFile(string Path, byte[] Bytes, JsonElement Root, MergeFormat Format);

/// <summary>A finding of a merged report.</summary>
/// <param name="Element">The finding.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Severity">Its severity.</param>
internal sealed record MergedFinding(JsonElement Element, string Rule, DiagnosticSeverity Severity);

/// <summary>Several reports as one.</summary>
/// <param name="Bytes">The report.</param>
/// <param name="Findings">Its findings in order.</param>
internal sealed record MergedReport(byte[] Bytes, ImmutableArray<MergedFinding> Findings);
