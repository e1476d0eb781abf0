using System.Collections.Immutable;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Analysis;

/// <summary>What a file action is given.</summary>
/// <param name="File">The file.</param>
/// <param name="Findings">Where to report.</param>
public readonly record struct FileContext(ManifestFile File, FindingReporter Findings)
{
    /// <summary>Reports a finding about the file as a whole.</summary>
    public void Report(string message) => Findings.Report(File, resource: null, node: null, default, message, fix: null, severity: null, []);

    /// <summary>Reports a finding at a place of the file.</summary>
    public void Report(TextSpan span, string message, DiagnosticSeverity? severity = null) =>
        Findings.Report(File, resource: null, node: null, span, message, fix: null, severity, []);
}

/// <summary>What a document action is given.</summary>
/// <param name="File">The file.</param>
/// <param name="Document">The document.</param>
/// <param name="Findings">Where to report.</param>
public readonly record struct DocumentContext(ManifestFile File, YamlDocument Document, FindingReporter Findings)
{
    /// <summary>Reports a finding at a place of the document.</summary>
    public void Report(TextSpan span, string message, CodeFix? fix = null) =>
        Findings.Report(File, resource: null, node: null, span, message, fix, severity: null, []);
}

/// <summary>What a mapping action is given.</summary>
/// <param name="File">The file.</param>
/// <param name="Mapping">The mapping.</param>
/// <param name="Findings">Where to report.</param>
public readonly record struct MappingContext(ManifestFile File, YamlMapping Mapping, FindingReporter Findings)
{
    /// <summary>Reports a finding at a node in the mapping.</summary>
    public void Report(YamlNode node, string message, CodeFix? fix = null) =>
        Findings.Report(File, resource: null, node, node.ContentSpan, message, fix, severity: null, []);
}

/// <summary>What a resource action is given.</summary>
/// <param name="Resource">The object.</param>
/// <param name="Resources">All objects.</param>
/// <param name="Findings">Where to report.</param>
public readonly record struct ResourceContext(Resource Resource, ResourceSet Resources, FindingReporter Findings)
{
    /// <summary>The Kubernetes versions that the manifests are written for.</summary>
    public TargetVersions Target => Findings.Target;

    /// <summary>The schemas of the run.</summary>
    public SchemaCatalog Schemas => Findings.Schemas;

    /// <summary>Whether an object without schema is an error (<see cref="SchemaCatalog.LacksSchema"/>).</summary>
    public bool RequiresSchemas => Findings.RequiresSchemas;

    /// <summary>Reports a finding at a node of the object, or at a part of it.</summary>
    public void Report(
        YamlNode node,
        string message,
        CodeFix? fix = null,
        DiagnosticSeverity? severity = null,
        ImmutableArray<RelatedLocation> related = default,
        TextSpan? span = null) => Findings.Report(Resource.File, Resource, node, span ?? node.ContentSpan, message, fix, severity, related);

    /// <summary>Whether the preset is <c>strict</c> or <c>all</c>, for the few rules that then say more.</summary>
    public bool IsStrict => Findings.IsStrict;

    /// <summary>The value that the user set for an option, or its default.</summary>
    public T GetOption<T>(RuleOption<T> option)
        where T : notnull => Findings.GetOption(option);
}

/// <summary>What a schema action is given.</summary>
/// <param name="Violation">The place and what is wrong there.</param>
/// <param name="All">All places of the object, in the order of the text.</param>
/// <param name="Root">The kind of the object.</param>
/// <param name="Resource">The object.</param>
/// <param name="Resources">All objects.</param>
/// <param name="Findings">Where to report.</param>
public readonly record struct SchemaContext(
    SchemaViolation Violation,
    IReadOnlyList<SchemaViolation> All,
    SchemaRoot Root,
    Resource Resource,
    ResourceSet Resources,
    FindingReporter Findings)
{
    /// <summary>The Kubernetes versions that the manifests are written for.</summary>
    public TargetVersions Target => Findings.Target;

    /// <summary>The schemas of the run.</summary>
    public SchemaCatalog Schemas => Findings.Schemas;

    /// <summary>Reports a finding at the place, or at a part of it. What only some versions of the target refuse is said in the message.</summary>
    public void Report(string message, CodeFix? fix = null, DiagnosticSeverity? severity = null, YamlNode? node = null, TextSpan? span = null)
    {
        YamlNode place = node ?? Violation.Node;
        Findings.Report(Resource.File, Resource, place, span ?? place.ContentSpan, message + Violation.Minors.And(MinorSet.Of(Target)).NoteFor(Target), fix, severity, []);
    }
}

/// <summary>What a workload action is given.</summary>
/// <param name="Workload">The object with a pod template.</param>
/// <param name="Resources">All objects.</param>
/// <param name="Findings">Where to report.</param>
public readonly record struct WorkloadContext(Workload Workload, ResourceSet Resources, FindingReporter Findings)
{
    /// <summary>The Kubernetes versions that the manifests are written for.</summary>
    public TargetVersions Target => Findings.Target;

    /// <summary>Reports a finding at a node of the object, or at a part of it.</summary>
    public void Report(
        YamlNode node,
        string message,
        CodeFix? fix = null,
        DiagnosticSeverity? severity = null,
        ImmutableArray<RelatedLocation> related = default,
        TextSpan? span = null)
    {
        Resource place = Workload.ResourceOf(node);
        Findings.Report(place.File, place, node, span ?? node.ContentSpan, message, fix, severity, related);
    }

    /// <summary>Whether the preset is <c>strict</c> or <c>all</c>, for the few rules that then say more.</summary>
    public bool IsStrict => Findings.IsStrict;

    /// <summary>The value that the user set for an option, or its default.</summary>
    public T GetOption<T>(RuleOption<T> option)
        where T : notnull => Findings.GetOption(option);
}

/// <summary>What a container action is given.</summary>
/// <param name="Container">The container.</param>
/// <param name="Workload">The object that holds it.</param>
/// <param name="Resources">All objects.</param>
/// <param name="Findings">Where to report.</param>
public readonly record struct ContainerContext(ContainerView Container, Workload Workload, ResourceSet Resources, FindingReporter Findings)
{
    /// <summary>The Kubernetes versions that the manifests are written for.</summary>
    public TargetVersions Target => Findings.Target;

    /// <summary>Reports a finding at a node of the object, or at a part of it.</summary>
    public void Report(
        YamlNode node,
        string message,
        CodeFix? fix = null,
        DiagnosticSeverity? severity = null,
        ImmutableArray<RelatedLocation> related = default,
        TextSpan? span = null)
    {
        Resource place = Workload.ResourceOf(node);
        Findings.Report(place.File, place, node, span ?? node.ContentSpan, message, fix, severity, related);
    }

    /// <summary>Whether the preset is <c>strict</c> or <c>all</c>, for the few rules that then say more.</summary>
    public bool IsStrict => Findings.IsStrict;

    /// <summary>The value that the user set for an option, or its default.</summary>
    public T GetOption<T>(RuleOption<T> option)
        where T : notnull => Findings.GetOption(option);
}

/// <summary>What a service action is given.</summary>
/// <param name="Service">The Service.</param>
/// <param name="Resources">All objects.</param>
/// <param name="Findings">Where to report.</param>
public readonly record struct ServiceContext(ServiceView Service, ResourceSet Resources, FindingReporter Findings)
{
    /// <summary>The Kubernetes versions that the manifests are written for.</summary>
    public TargetVersions Target => Findings.Target;

    /// <summary>Reports a finding at a node of the Service, or at a part of it.</summary>
    public void Report(
        YamlNode node,
        string message,
        CodeFix? fix = null,
        DiagnosticSeverity? severity = null,
        ImmutableArray<RelatedLocation> related = default,
        TextSpan? span = null) => Findings.Report(Service.Resource.File, Service.Resource, node, span ?? node.ContentSpan, message, fix, severity, related);

    /// <summary>Whether the preset is <c>strict</c> or <c>all</c>, for the few rules that then say more.</summary>
    public bool IsStrict => Findings.IsStrict;

    /// <summary>The value that the user set for an option, or its default.</summary>
    public T GetOption<T>(RuleOption<T> option)
        where T : notnull => Findings.GetOption(option);
}

/// <summary>What a bundle action is given.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="Resources">All objects, those of other bundles too.</param>
/// <param name="Findings">Where to report.</param>
public readonly record struct BundleContext(Bundle Bundle, ResourceSet Resources, FindingReporter Findings)
{
    /// <summary>The Kubernetes versions that the manifests are written for.</summary>
    public TargetVersions Target => Findings.Target;

    /// <summary>Reports a finding at a node of one of the bundle's objects.</summary>
    public void Report(
        Resource resource,
        YamlNode node,
        string message,
        DiagnosticSeverity? severity = null,
        ImmutableArray<RelatedLocation> related = default,
        CodeFix? fix = null) => Findings.Report(resource.File, resource, node, node.ContentSpan, message, fix, severity, related);

    /// <summary>Whether the preset is <c>strict</c> or <c>all</c>, for the few rules that then say more.</summary>
    public bool IsStrict => Findings.IsStrict;

    /// <summary>The value that the user set for an option, or its default.</summary>
    public T GetOption<T>(RuleOption<T> option)
        where T : notnull => Findings.GetOption(option);
}
