using System.Collections.Immutable;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Suppressions;

/// <summary>Rules that are not to be reported in a part of a file.</summary>
/// <param name="RuleIds">The rules: one, or those that take the place of another linter's check.</param>
/// <param name="Scope">Findings that begin here are meant.</param>
/// <param name="ScopeName">The scope as messages call it: <c>this line</c>.</param>
/// <param name="Place">Where the rule is named.</param>
internal sealed record Suppression(ImmutableArray<string> RuleIds, TextSpan Scope, string ScopeName, TextSpan Place)
{
    /// <summary>Takes the rule out of its comment or annotation; null in another linter's annotation, which that linter may still need.</summary>
    public CodeFix? Removal { get; init; }

    /// <summary>The other linter's annotation that this one is read from; null for our own words.</summary>
    public PeerAnnotation? Peer { get; init; }

    /// <summary>The rules of which there was a finding to suppress.</summary>
    public SortedSet<string> Suppressed { get; } = new(StringComparer.Ordinal);

    /// <summary>The rules that may not be suppressed here, with the configuration that says so.</summary>
    public SortedDictionary<string, LintConfiguration> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the suppression is about a finding of its file.</summary>
    public bool Covers(Diagnostic diagnostic) => CoversPlace(diagnostic.Location.Span.Start) && RuleIds.Contains(diagnostic.Descriptor.Id, StringComparer.Ordinal);

    /// <summary>Whether findings that begin at an offset are meant.</summary>
    public bool CoversPlace(int offset) => Scope.Start <= offset && offset <= Scope.End;
}

/// <summary>Another linter's annotation.</summary>
/// <param name="HasReason">Whether it says why; asked for only when somebody wants to know.</param>
/// <param name="Slip">What is wrong with the check's name, when it is nearly that of a known one; the annotation then has no effect.</param>
internal sealed record PeerAnnotation(Func<bool> HasReason, SuppressionMistake? Slip = null);

/// <summary>A suppression that cannot take effect.</summary>
/// <param name="Place">What is wrong.</param>
/// <param name="Message">The finding's message.</param>
/// <param name="Fix">The repair, if there is a certain one.</param>
internal sealed record SuppressionMistake(TextSpan Place, string Message, CodeFix? Fix);

/// <summary>A comment or annotation that gives no reason.</summary>
/// <param name="Place">The directive.</param>
/// <param name="RuleIds">The rules that it suppresses.</param>
internal sealed record UnexplainedSuppression(TextSpan Place, ImmutableArray<string> RuleIds);
