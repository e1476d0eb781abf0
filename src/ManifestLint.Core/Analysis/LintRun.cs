using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Analysis;

/// <summary>One thread's share of a run: calls the rules' actions and collects what they report.</summary>
internal sealed class LintRun
{
    private readonly ResourceSet _resources;
    private readonly LintConfiguration _configuration;
    private readonly FindingReporter _engine;
    private readonly HashSet<(string RuleId, YamlDocument Document)> _failed = [];
    private readonly List<(Action<FileContext> Action, FindingReporter Findings)> _fileActions = [];
    private readonly List<(Action<DocumentContext> Action, FindingReporter Findings)> _documentActions = [];
    private readonly List<(Action<MappingContext> Action, FindingReporter Findings)> _mappingActions = [];
    private readonly List<(Action<ResourceContext> Action, FindingReporter Findings)> _resourceActions = [];
    private readonly List<(Action<WorkloadContext> Action, FindingReporter Findings)> _workloadActions = [];
    private readonly List<(Action<ContainerContext> Action, FindingReporter Findings)> _containerActions = [];
    private readonly List<(Action<SchemaContext> Action, FindingReporter Findings)>?[] _schemaActions = new List<(Action<SchemaContext>, FindingReporter)>?[Enum.GetValues<SchemaViolationKind>().Length];
    private readonly List<(Action<ServiceContext> Action, FindingReporter Findings)> _serviceActions = [];
    private readonly List<(Action<BundleContext> Action, FindingReporter Findings)> _bundleActions = [];

    private readonly List<(Action<ReleaseSetContext> Action, FindingReporter Findings)> _releaseSetActions = [];
    private readonly List<(Action<ReleaseFamilyContext> Action, FindingReporter Findings)> _releaseFamilyActions = [];

    private readonly SchemaCatalog _schemas;
    private readonly SchemaValidator? _validator;

    public LintRun(ImmutableArray<Rule> rules, LintConfiguration configuration, SchemaCatalog schemas, ResourceSet resources)
    {
        _resources = resources;
        _configuration = configuration;
        _schemas = schemas;
        _engine = new FindingReporter(EngineDiagnostics.RuleFailed, configuration, schemas, Findings);
        foreach (Rule rule in rules)
        {
            var context = new AnalysisContext();
            rule.Initialize(context);
            var findings = new FindingReporter(rule.Descriptor, configuration, schemas, Findings);
            _fileActions.AddRange(context.FileActions.Select(action => (action, findings)));
            _documentActions.AddRange(context.DocumentActions.Select(action => (action, findings)));
            _mappingActions.AddRange(context.MappingActions.Select(action => (action, findings)));
            _resourceActions.AddRange(context.ResourceActions.Select(action => (action, findings)));
            _workloadActions.AddRange(context.WorkloadActions.Select(action => (action, findings)));
            _containerActions.AddRange(context.ContainerActions.Select(action => (action, findings)));
            foreach ((SchemaViolationKind kind, Action<SchemaContext> action) in context.SchemaActions)
                (_schemaActions[(int)kind] ??= []).Add((action, findings));
            _serviceActions.AddRange(context.ServiceActions.Select(action => (action, findings)));
            _bundleActions.AddRange(context.BundleActions.Select(action => (action, findings)));
            _releaseSetActions.AddRange(context.ReleaseSetActions.Select(action => (action, findings)));
            _releaseFamilyActions.AddRange(context.ReleaseFamilyActions.Select(action => (action, findings)));
        }

        if (Array.Exists(_schemaActions, actions => actions is not null))
            _validator = new SchemaValidator(schemas);
    }

    public List<Diagnostic> Findings { get; } = [];

    /// <summary>How many objects were met of each kind that nobody knows.</summary>
    public Dictionary<(string ApiVersion, string Kind), int> WithoutSchema { get; } = [];

    /// <summary>Whether the kind of every object is looked up.</summary>
    public bool LooksUpKinds => _validator is not null || _configuration.RequiresSchemas;

    public void Analyze(LintUnit unit)
    {
        if (unit.File is not { } file)
        {
            AnalyzeBundle(unit.Bundle);
            return;
        }

        if (unit.Documents.Start.Value == 0)
            AnalyzeFile(file);
        if (file.Tree is null || file.IsTemplate)
            return;

        (int document, int documents) = unit.Documents.GetOffsetAndLength(file.Tree.Documents.Length);
        for (int i = document; i < document + documents; i++)
            AnalyzeDocument(file, file.Tree.Documents[i]);

        (int resource, int resources) = unit.Resources.GetOffsetAndLength(file.Resources.Length);
        for (int i = resource; i < resource + resources; i++)
        {
            AnalyzeResource(file.Resources[i]);
            _resources.Release(file.Resources[i]);
        }
    }

    private void AnalyzeFile(ManifestFile file)
    {
        foreach ((Action<FileContext> action, FindingReporter findings) in _fileActions)
            Run(action, new FileContext(file, findings), findings, file, document: null);
    }

    private void AnalyzeDocument(ManifestFile file, YamlDocument document)
    {
        foreach ((Action<DocumentContext> action, FindingReporter findings) in _documentActions)
            Run(action, new DocumentContext(file, document, findings), findings, file, document);
        if (_mappingActions.Count > 0 && document.Root is { } root)
            AnalyzeMappings(file, document, root);
    }

    // Depth is bounded by YamlLimits.Depth.
    private void AnalyzeMappings(ManifestFile file, YamlDocument document, YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                foreach ((Action<MappingContext> action, FindingReporter findings) in _mappingActions)
                    Run(action, new MappingContext(file, mapping, findings), findings, file, document);
                foreach (YamlEntry entry in mapping.Entries)
                {
                    AnalyzeMappings(file, document, entry.Key);
                    AnalyzeMappings(file, document, entry.Value);
                }

                break;
            case YamlSequence sequence:
                foreach (YamlNode item in sequence.Items)
                    AnalyzeMappings(file, document, item);
                break;
        }
    }

    private void AnalyzeResource(Resource resource)
    {
        if (_validator is not null)
            Validate(_validator, resource);
        if ((_validator is null ? _configuration.RequiresSchemas : _validator.Root is null) && _schemas.LacksSchema(resource))
            CollectionsMarshal.GetValueRefOrAddDefault(WithoutSchema, (resource.ApiVersion, resource.Kind), out _)++;
        foreach ((Action<ResourceContext> action, FindingReporter findings) in _resourceActions)
            Run(action, new ResourceContext(resource, _resources, findings), findings, resource.File, resource.Document);

        if (_workloadActions.Count + _containerActions.Count > 0 && _resources.WorkloadOf(resource) is { IsOwned: false } workload)
            AnalyzeWorkload(workload);
        if (_serviceActions.Count > 0 && _resources.ServiceOf(resource) is { } service)
        {
            foreach ((Action<ServiceContext> action, FindingReporter findings) in _serviceActions)
                Run(action, new ServiceContext(service, _resources, findings), findings, resource.File, resource.Document);
        }
    }

    private void Validate(SchemaValidator validator, Resource resource)
    {
        IReadOnlyList<SchemaViolation> violations = validator.Validate(resource);
        foreach (SchemaViolation violation in violations)
        {
            foreach ((Action<SchemaContext> action, FindingReporter findings) in _schemaActions[(int)violation.Kind] ?? [])
                Run(action, new SchemaContext(violation, violations, validator.Root!, resource, _resources, findings), findings, resource.File, resource.Document);
        }
    }

    private void AnalyzeWorkload(Workload workload)
    {
        Resource resource = workload.Resource;
        foreach ((Action<WorkloadContext> action, FindingReporter findings) in _workloadActions)
            Run(action, new WorkloadContext(workload, _resources, findings), findings, resource.File, resource.Document);

        // The template of a Rollout's workloadRef is judged where it stands.
        if (_containerActions.Count == 0 || !workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in workload.PodSpec.AllRunning)
        {
            foreach ((Action<ContainerContext> action, FindingReporter findings) in _containerActions)
                Run(action, new ContainerContext(container, workload, _resources, findings), findings, resource.File, resource.Document);
        }
    }

    private void AnalyzeBundle(Bundle bundle)
    {
        ManifestFile? first = bundle.Files.FirstOrDefault(file => file.Role == FileRole.Linted);
        if (first is null)
            return;

        foreach ((Action<BundleContext> action, FindingReporter findings) in _bundleActions)
            Run(action, new BundleContext(bundle, _resources, findings), findings, first, document: null);
        if (_releaseSetActions.Count + _releaseFamilyActions.Count > 0)
            AnalyzeReleases(bundle);
    }

    private void AnalyzeReleases(Bundle bundle)
    {
        foreach (ReleaseSet set in _resources.ReleaseSetsIn(bundle))
        {
            Resource first = set.Pair.First.Resource;
            foreach ((Action<ReleaseSetContext> action, FindingReporter findings) in _releaseSetActions)
                Run(action, new ReleaseSetContext(set, _resources, findings), findings, first.File, first.Document);
        }

        foreach (ReleaseFamily family in _resources.ReleaseFamiliesIn(bundle))
        {
            Resource first = family.Sides[0].Resource;
            foreach ((Action<ReleaseFamilyContext> action, FindingReporter findings) in _releaseFamilyActions)
                Run(action, new ReleaseFamilyContext(family, _resources, findings), findings, first.File, first.Document);
        }
    }

    // A rule's bug is a finding about the rule; the others go on, and this one goes on with the next document.
    private void Run<T>(Action<T> action, T context, FindingReporter findings, ManifestFile file, YamlDocument? document)
    {
        if (document is not null && _failed.Count > 0 && _failed.Contains((findings.Descriptor.Id, document)))
            return;

        try
        {
            action(context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (document is not null)
                _failed.Add((findings.Descriptor.Id, document));
            ReportFailure(findings.Descriptor, exception, file, document);
        }
    }

    private void ReportFailure(DiagnosticDescriptor rule, Exception exception, ManifestFile file, YamlDocument? document)
    {
        if (!_configuration.IsEnabled(EngineDiagnostics.RuleFailed))
            return;

        string reason = exception.Message.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? exception.Message[..end] : exception.Message;
        TextSpan span = document is null ? default : document.Source.GetLineSpan(document.Source.GetLine(document.Root?.Span.Start ?? document.Span.Start));
        string place = document is null ? "file" : "document";
        _engine.Report(
            file,
            resource: null,
            node: null,
            span,
            $"Rule {rule.Id} failed on this {place} and was skipped: {exception.GetType().Name}: {reason}",
            fix: null,
            severity: null,
            []);
    }
}
