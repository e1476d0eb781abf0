using System.Collections.Immutable;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Diagnostics;

/// <summary>A finding.</summary>
public sealed record Diagnostic
{
    /// <summary>The rule.</summary>
    public required DiagnosticDescriptor Descriptor { get; init; }

    /// <summary>How bad this finding is, configuration applied.</summary>
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>One sentence with the computed numbers, without final period.</summary>
    public required string Message { get; init; }

    /// <summary>The thing to change.</summary>
    public required Location Location { get; init; }

    /// <summary>The object concerned, null for a finding about a document or file.</summary>
    public Resource? Resource { get; init; }

    /// <summary>The node under the span, from which the path is told; null for a finding about a document or file.</summary>
    public YamlNodeHandle? Node { get; init; }

    /// <summary>Other places that the finding speaks of.</summary>
    public ImmutableArray<RelatedLocation> Related { get; init; } = [];

    /// <summary>The repair that the rule proposes; use <see cref="Fix"/>, which knows whether it can be carried out.</summary>
    public CodeFix? ProposedFix { get; init; }

    /// <summary>The repair, when there is one and it can be carried out. Computed at the first call.</summary>
    public CodeFix? Fix => ProposedFix is { Changes.IsDefaultOrEmpty: false } fix && Location.File.Hosted?.Allows(fix.Changes) != false ? fix : null;

    /// <summary>By path, then place, then rule, then message: the order of every report.</summary>
    public static int Compare(Diagnostic left, Diagnostic right)
    {
        int order = string.CompareOrdinal(left.Location.File.Path, right.Location.File.Path);
        if (order == 0)
            order = left.Location.Span.CompareTo(right.Location.Span);
        if (order == 0)
            order = string.CompareOrdinal(left.Descriptor.Id, right.Descriptor.Id);
        return order != 0 ? order : string.CompareOrdinal(left.Message, right.Message);
    }

    /// <summary>For example <c>k8s/shop.yaml:17:11: warning ML2001 readiness-probe-missing: …</c>; line and column from 1.</summary>
    public override string ToString() =>
        $"{Location.File.Path}:{Location.Start.Line + 1}:{Location.Start.Character + 1}: {Severity.ToString().ToLowerInvariant()} {Descriptor}: {Message}";
}
