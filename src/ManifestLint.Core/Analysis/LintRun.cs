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
    private readonly LintPlanner _planner;
    private readonly ResourceSet _resources;
    private readonly Dictionary<LintConfiguration, LintPlan> _plans = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(string RuleId, YamlDocument Document)> _failed = [];
    private LintPlan? _last;

    public LintRun(LintPlanner planner, ResourceSet resources)
    {
        _planner = planner;
        _resources = resources;
    }

    public List<Diagnostic> Findings { get; } = [];

    /// <summary>How many objects were met of each kind that nobody knows.</summary>
    public Dictionary<(string ApiVersion, string Kind), int> WithoutSchema { get; } = [];

    public void Analyze(LintUnit unit)
    {
        if (unit.File is not { } file)
        {
            AnalyzeBundle(unit.Bundle);
            return;
        }

        LintPlan plan = PlanOf(_planner.Configurations.For(file));
        if (unit.Documents.Start.Value == 0)
            AnalyzeFile(plan, file);
        if (file.Tree is null || file.IsTemplate)
            return;

        (int document, int documents) = unit.Documents.GetOffsetAndLength(file.Tree.Documents.Length);
        for (int i = document; i < document + documents; i++)
            AnalyzeDocument(plan, file, file.Tree.Documents[i]);

        (int resource, int resources) = unit.Resources.GetOffsetAndLength(file.Resources.Length);
        for (int i = resource; i < resource + resources; i++)
        {
            AnalyzeResource(PlanOf(_planner.Configurations.For(file.Resources[i])), file.Resources[i]);
            _resources.Release(file.Resources[i]);
        }
    }

    private LintPlan PlanOf(LintConfiguration configuration)
    {
        if (ReferenceEquals(_last?.Configuration, configuration))
            return _last!;
        if (!_plans.TryGetValue(configuration, out LintPlan? plan))
            _plans.Add(configuration, plan = new LintPlan(_planner, configuration, Findings));
        return _last = plan;
    }

    private void AnalyzeFile(LintPlan plan, ManifestFile file)
    {
        foreach ((Action<FileContext> action, FindingReporter findings) in plan.FileActions)
            Run(action, new FileContext(file, findings), findings, file, document: null);
    }

    private void AnalyzeDocument(LintPlan plan, ManifestFile file, YamlDocument document)
    {
        foreach ((Action<DocumentContext> action, FindingReporter findings) in plan.DocumentActions)
            Run(action, new DocumentContext(file, document, findings), findings, file, document);
        if (plan.MappingActions.Count > 0 && document.Root is { } root)
            AnalyzeMappings(plan, file, document, root);
    }

    // Depth is bounded by YamlLimits.Depth.
    private void AnalyzeMappings(LintPlan plan, ManifestFile file, YamlDocument document, YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                foreach ((Action<MappingContext> action, FindingReporter findings) in plan.MappingActions)
                    Run(action, new MappingContext(file, mapping, findings), findings, file, document);
                foreach (YamlEntry entry in mapping.Entries)
                {
                    AnalyzeMappings(plan, file, document, entry.Key);
                    AnalyzeMappings(plan, file, document, entry.Value);
                }

                break;
            case YamlSequence sequence:
                foreach (YamlNode item in sequence.Items)
                    AnalyzeMappings(plan, file, document, item);
                break;
        }
    }

    private void AnalyzeResource(LintPlan plan, Resource resource)
    {
        if (plan.Validator is { } validator)
            Validate(plan, validator, resource);
        if ((plan.Validator is null ? plan.Configuration.RequiresSchemas : plan.Validator.Root is null) && plan.Schemas.LacksSchema(resource))
            CollectionsMarshal.GetValueRefOrAddDefault(WithoutSchema, (resource.ApiVersion, resource.Kind), out _)++;
        foreach ((Action<ResourceContext> action, FindingReporter findings) in plan.ResourceActions)
            Run(action, new ResourceContext(resource, _resources, findings), findings, resource.File, resource.Document);

        if (plan.WorkloadActions.Count + plan.ContainerActions.Count > 0 && _resources.WorkloadOf(resource) is { IsOwned: false } workload)
            AnalyzeWorkload(plan, workload);
        if (plan.ServiceActions.Count > 0 && _resources.ServiceOf(resource) is { } service)
        {
            foreach ((Action<ServiceContext> action, FindingReporter findings) in plan.ServiceActions)
                Run(action, new ServiceContext(service, _resources, findings), findings, resource.File, resource.Document);
        }
    }

    private void Validate(LintPlan plan, SchemaValidator validator, Resource resource)
    {
        IReadOnlyList<SchemaViolation> violations = validator.Validate(resource);
        foreach (SchemaViolation violation in violations)
        {
            foreach ((Action<SchemaContext> action, FindingReporter findings) in plan.SchemaActions[(int)violation.Kind] ?? [])
                Run(action, new SchemaContext(violation, violations, validator.Root!, resource, _resources, findings), findings, resource.File, resource.Document);
        }
    }

    private void AnalyzeWorkload(LintPlan plan, Workload workload)
    {
        Resource resource = workload.Resource;
        foreach ((Action<WorkloadContext> action, FindingReporter findings) in plan.WorkloadActions)
            Run(action, new WorkloadContext(workload, _resources, findings), findings, resource.File, resource.Document);

        // The template of a Rollout's workloadRef is judged where it stands.
        if (plan.ContainerActions.Count == 0 || !workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in workload.PodSpec.AllRunning)
        {
            foreach ((Action<ContainerContext> action, FindingReporter findings) in plan.ContainerActions)
                Run(action, new ContainerContext(container, workload, _resources, findings), findings, resource.File, resource.Document);
        }
    }

    private void AnalyzeBundle(Bundle bundle)
    {
        ManifestFile? first = bundle.Files.FirstOrDefault(file => file.Role == FileRole.Linted);
        if (first is null)
            return;

        foreach (LintPlan plan in _planner.ConfigurationsOf(bundle).Select(PlanOf))
        {
            foreach ((Action<BundleContext> action, FindingReporter findings) in plan.BundleActions)
                Run(action, new BundleContext(bundle, _resources, findings), findings, first, document: null);
            if (plan.ReleaseSetActions.Count + plan.ReleaseFamilyActions.Count > 0)
                AnalyzeReleases(plan, bundle);
        }
    }

    private void AnalyzeReleases(LintPlan plan, Bundle bundle)
    {
        foreach (ReleaseSet set in _resources.ReleaseSetsIn(bundle))
        {
            Resource first = set.Pair.First.Resource;
            foreach ((Action<ReleaseSetContext> action, FindingReporter findings) in plan.ReleaseSetActions)
                Run(action, new ReleaseSetContext(set, _resources, findings), findings, first.File, first.Document);
        }

        foreach (ReleaseFamily family in _resources.ReleaseFamiliesIn(bundle))
        {
            Resource first = family.Sides[0].Resource;
            foreach ((Action<ReleaseFamilyContext> action, FindingReporter findings) in plan.ReleaseFamilyActions)
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
        LintConfiguration configuration = _planner.Configurations.For(file);
        if (!configuration.IsEnabled(EngineDiagnostics.RuleFailed) || !configuration.IsEnabled(rule))
            return;

        string reason = exception.Message.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? exception.Message[..end] : exception.Message;
        TextSpan span = document is null ? default : document.Source.GetLineSpan(document.Source.GetLine(document.Root?.Span.Start ?? document.Span.Start));
        string place = document is null ? "file" : "document";
        PlanOf(configuration).Engine.Report(
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
