using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Schemas;

namespace ManifestLint.Analysis;

/// <summary>The actions of all rules under one configuration, for one thread.</summary>
internal sealed class LintPlan
{
    public LintPlan(LintPlanner planner, LintConfiguration configuration, List<Diagnostic> findings)
    {
        Configuration = configuration;
        Schemas = planner.SchemasOf(configuration);
        ConfigurationMap? places = planner.IsUniform ? null : planner.Configurations;
        Engine = new FindingReporter(EngineDiagnostics.RuleFailed, configuration, Schemas, findings);
        foreach (Rule rule in planner.Rules)
        {
            var context = new AnalysisContext();
            rule.Initialize(context);
            var reporter = new FindingReporter(rule.Descriptor, configuration, Schemas, findings, places);
            FileActions.AddRange(context.FileActions.Select(action => (action, reporter)));
            DocumentActions.AddRange(context.DocumentActions.Select(action => (action, reporter)));
            MappingActions.AddRange(context.MappingActions.Select(action => (action, reporter)));
            ResourceActions.AddRange(context.ResourceActions.Select(action => (action, reporter)));
            WorkloadActions.AddRange(context.WorkloadActions.Select(action => (action, reporter)));
            ContainerActions.AddRange(context.ContainerActions.Select(action => (action, reporter)));
            foreach ((SchemaViolationKind kind, Action<SchemaContext> action) in context.SchemaActions)
                (SchemaActions[(int)kind] ??= []).Add((action, reporter));
            ServiceActions.AddRange(context.ServiceActions.Select(action => (action, reporter)));

            // What looks at many objects at once runs for each configuration among them, and speaks of those that have it.
            FindingReporter own = places is null ? reporter : new FindingReporter(rule.Descriptor, configuration, Schemas, findings, places, isAboutOwnPlaces: true);
            BundleActions.AddRange(context.BundleActions.Select(action => (action, own)));
            ReleaseSetActions.AddRange(context.ReleaseSetActions.Select(action => (action, own)));
            ReleaseFamilyActions.AddRange(context.ReleaseFamilyActions.Select(action => (action, own)));
        }

        if (Array.Exists(SchemaActions, actions => actions is not null))
            Validator = new SchemaValidator(Schemas);
    }

    public LintConfiguration Configuration { get; }

    public SchemaCatalog Schemas { get; }

    /// <summary>Checks fields; null when no rule asks.</summary>
    public SchemaValidator? Validator { get; }

    /// <summary>Reports failures of rules.</summary>
    public FindingReporter Engine { get; }

    public List<(Action<FileContext> Action, FindingReporter Findings)> FileActions { get; } = [];

    public List<(Action<DocumentContext> Action, FindingReporter Findings)> DocumentActions { get; } = [];

    public List<(Action<MappingContext> Action, FindingReporter Findings)> MappingActions { get; } = [];

    public List<(Action<ResourceContext> Action, FindingReporter Findings)> ResourceActions { get; } = [];

    public List<(Action<WorkloadContext> Action, FindingReporter Findings)> WorkloadActions { get; } = [];

    public List<(Action<ContainerContext> Action, FindingReporter Findings)> ContainerActions { get; } = [];

    public List<(Action<SchemaContext> Action, FindingReporter Findings)>?[] SchemaActions { get; } =
        new List<(Action<SchemaContext>, FindingReporter)>?[Enum.GetValues<SchemaViolationKind>().Length];

    public List<(Action<ServiceContext> Action, FindingReporter Findings)> ServiceActions { get; } = [];

    public List<(Action<BundleContext> Action, FindingReporter Findings)> BundleActions { get; } = [];

    public List<(Action<ReleaseSetContext> Action, FindingReporter Findings)> ReleaseSetActions { get; } = [];

    public List<(Action<ReleaseFamilyContext> Action, FindingReporter Findings)> ReleaseFamilyActions { get; } = [];
}
