using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Suppressions;

/// <summary>One rule that is not to be reported in a part of a file.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Scope">Findings that begin here are meant.</param>
/// <param name="ScopeName">The scope as messages call it: <c>this line</c>.</param>
/// <param name="Place">Where the rule is named.</param>
/// <param name="Removal">Takes the rule out of its comment or annotation.</param>
internal sealed record Suppression(DiagnosticDescriptor Rule, TextSpan Scope, string ScopeName, TextSpan Place, CodeFix Removal)
{
    /// <summary>Whether there was a finding to suppress.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Whether the suppression is about a finding of its file.</summary>
    public bool Covers(Diagnostic diagnostic) =>
        diagnostic.Descriptor.Id == Rule.Id && Scope.Start <= diagnostic.Location.Span.Start && diagnostic.Location.Span.Start <= Scope.End;
}

/// <summary>A suppression that cannot take effect.</summary>
/// <param name="Place">What is wrong.</param>
/// <param name="Message">The finding's message.</param>
/// <param name="Fix">The repair, if there is a certain one.</param>
internal sealed record SuppressionMistake(TextSpan Place, string Message, CodeFix? Fix);

/// <summary>A comment or annotation that gives no reason.</summary>
/// <param name="Place">The directive.</param>
/// <param name="Rules">The rules that it suppresses.</param>
internal sealed record UnexplainedSuppression(TextSpan Place, ImmutableArray<DiagnosticDescriptor> Rules);
