using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Fixes;

/// <summary>A file before and after its fixes.</summary>
/// <param name="Before">The file as it was read.</param>
/// <param name="After">The file with fixes applied.</param>
public sealed record FixedFile(ManifestFile Before, ManifestFile After);

/// <summary>What fixing came to.</summary>
/// <param name="Files">The files that changed, in ordinal order of their paths.</param>
/// <param name="Applied">The findings that were repaired, as they stood when their fix was applied.</param>
/// <param name="Found">The findings before fixing.</param>
/// <param name="Remaining">The findings after fixing.</param>
/// <param name="NotApplied">A finding for each fix that was to be applied and is not, in the order of a report; each stands beside the one that it speaks of.</param>
/// <param name="Refused">Files whose fixes were taken back, with the reason.</param>
public sealed record FixResult(
    ImmutableArray<FixedFile> Files,
    ImmutableArray<Diagnostic> Applied,
    LintResult Found,
    LintResult Remaining,
    ImmutableArray<Diagnostic> NotApplied,
    ImmutableDictionary<string, string> Refused);
