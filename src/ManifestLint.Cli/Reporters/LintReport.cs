using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;

namespace ManifestLint.Cli.Reporters;

/// <summary>What a run came to: all that a reporter writes.</summary>
internal sealed record LintReport
{
    /// <summary>The findings that stand, in order.</summary>
    public required ImmutableArray<Diagnostic> Findings { get; init; }

    /// <summary>The findings that were repaired, as they stood; null when nothing was to be repaired.</summary>
    public ImmutableArray<Diagnostic>? Fixed { get; init; }

    /// <summary>Findings that comments and annotations suppress; they do not stand here.</summary>
    public int Suppressed { get; init; }

    /// <summary>Findings that the baseline holds; they do not stand here. Null without a baseline.</summary>
    public int? Baselined { get; init; }

    /// <summary>Findings on what did not change since a revision; they do not stand here. Null when everything is reported.</summary>
    public int? Unchanged { get; init; }

    /// <summary>Files whose findings stand here.</summary>
    public required int Files { get; init; }

    /// <summary>The paths of these files.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Objects in these files.</summary>
    public required int Manifests { get; init; }

    /// <summary>Template sources, which were passed over.</summary>
    public int Templates { get; init; }

    /// <summary>Documents that hold no object.</summary>
    public int OtherDocuments { get; init; }

    /// <summary>Kinds whose fields could not be checked.</summary>
    public ImmutableArray<KindWithoutSchema> WithoutSchema { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What relative paths are relative to.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The version of ManifestLint.</summary>
    public required string Version { get; init; }

    /// <summary>The page of a rule in Markdown.</summary>
    public required Func<DiagnosticDescriptor, string> GetPage { get; init; }

    /// <summary>Number of findings of a severity.</summary>
    public int Count(DiagnosticSeverity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>Number of findings that a fix of a safety repairs.</summary>
    public int CountFixable(FixSafety safety) => Findings.Count(finding => finding.ProposedFix?.Safety == safety && finding.Fix is not null);
}
