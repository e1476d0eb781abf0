using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Tests;

/// <summary>A warning with a safe fix for every container whose name does not end in <c>-ok</c>.</summary>
internal sealed class ContainerNameRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new("ML2901", "container-name", "A container has a poor name", DiagnosticSeverity.Warning, fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (context.Container.Name is not { } name || name.Value.EndsWith("-ok", StringComparison.Ordinal))
            return;

        int end = name.Span.End - (name.Node.ToString().EndsWith('"') ? 1 : 0);
        context.Report(name.Node, $"Container '{name.Value}' has a poor name", CodeFix.Safe("Add -ok to the name", () => [TextChange.Insertion(end, "-ok")]));
    }
}

/// <summary>An error with an unsafe fix for every number of replicas that is one.</summary>
internal sealed class ReplicasRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new("ML3901", "single-replica", "One pod serves everything", DiagnosticSeverity.Error, fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (context.Workload.WrittenReplicas is { Value: 1 } replicas)
            context.Report(replicas.Node, $"{context.Workload} has 1 replica", CodeFix.Unsafe("Set replicas to 2", () => [new TextChange(replicas.Span, "2")]));
    }
}

/// <summary>Information about every Service, with the workloads that it selects; an error when it certainly selects nothing.</summary>
internal sealed class ServiceRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new("ML5901", "service-selection", "What a Service selects", DiagnosticSeverity.Info);

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        var selected = context.Resources.WorkloadsSelectedBy(context.Service);
        if (context.Service.Resource.NameNode is not { } name)
            return;

        if (!selected.IsEmpty)
        {
            context.Report(name.Node, $"Service '{name.Value}' selects {selected.Length}", related: [.. selected.Select(workload => new RelatedLocation(new Location(workload.Resource.File, workload.Resource.NameNode!.Value.Span), workload.ToString()))]);
        }
        else if (context.Resources.IsCompleteFor(context.Service.Resource, "Deployment"))
        {
            context.Report(name.Node, $"Service '{name.Value}' selects nothing", severity: DiagnosticSeverity.Error);
        }
    }
}

/// <summary>A warning about every workload with a fix that makes its file unreadable.</summary>
internal sealed class BreakingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new("ML2903", "breaking", "Breaks what it fixes", DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(workload =>
        workload.Report(workload.Workload.Resource.NameNode!.Value.Node, "A fix will break this", CodeFix.Safe("Break it", () => [TextChange.Insertion(0, "[")])));
}

/// <summary>Throws at every workload.</summary>
internal sealed class ThrowingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new("ML2902", "throwing", "It throws", DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(_ => throw new InvalidOperationException("thrown on purpose"));
}

/// <summary>An error for every field that a schema does not know, and for every object whose kind must have a schema and has none.</summary>
internal sealed class FieldRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new("ML1901", "field", "A field or kind is not known", DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterSchemaAction(SchemaViolationKind.UnknownField, violation => violation.Report($"There is no field '{violation.Violation.Field}'"));
        context.RegisterResourceAction(Analyze);
    }

    private static void Analyze(ResourceContext context)
    {
        if (context.RequiresSchemas && context.Schemas.LacksSchema(context.Resource))
            context.Report(context.Resource.Root, $"No schema for {context.Resource.ApiVersion} {context.Resource.Kind}");
    }
}
