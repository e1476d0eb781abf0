using System.Collections.Immutable;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Analysis;

/// <summary>What a release set action is given.</summary>
/// <param name="Set">The set.</param>
/// <param name="Resources">All objects.</param>
/// <param name="Findings">Where to report.</param>
public readonly record struct ReleaseSetContext(ReleaseSet Set, ResourceSet Resources, FindingReporter Findings)
{
    /// <summary>The Kubernetes versions that the manifests are written for.</summary>
    public TargetVersions Target => Findings.Target;

    /// <summary>Whether the preset is <c>strict</c> or <c>all</c>, for the few rules that then say more.</summary>
    public bool IsStrict => Findings.IsStrict;

    /// <summary>Reports a finding at a node of one of the set's objects, or of one that has to do with it, or at a part of the node.</summary>
    public void Report(
        Resource resource,
        YamlNode node,
        string message,
        CodeFix? fix = null,
        DiagnosticSeverity? severity = null,
        ImmutableArray<RelatedLocation> related = default,
        TextSpan? span = null) => Findings.Report(resource.File, resource, node, span ?? node.ContentSpan, message, fix, severity, related);

    /// <summary>The value that the user set for an option, or its default.</summary>
    public T GetOption<T>(RuleOption<T> option)
        where T : notnull => Findings.GetOption(option);
}

/// <summary>What a release family action is given.</summary>
/// <param name="Family">The workloads.</param>
/// <param name="Resources">All objects.</param>
/// <param name="Findings">Where to report.</param>
public readonly record struct ReleaseFamilyContext(ReleaseFamily Family, ResourceSet Resources, FindingReporter Findings)
{
    /// <summary>Reports a finding at a node of one of the family's objects, or at a part of it.</summary>
    public void Report(
        Resource resource,
        YamlNode node,
        string message,
        CodeFix? fix = null,
        DiagnosticSeverity? severity = null,
        ImmutableArray<RelatedLocation> related = default,
        TextSpan? span = null) => Findings.Report(resource.File, resource, node, span ?? node.ContentSpan, message, fix, severity, related);

    /// <summary>The value that the user set for an option, or its default.</summary>
    public T GetOption<T>(RuleOption<T> option)
        where T : notnull => Findings.GetOption(option);
}
