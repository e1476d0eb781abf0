using ManifestLint.Schemas;

namespace ManifestLint.Analysis;

/// <summary>Where a rule registers what it wants to look at. The linter walks once and calls every action at its place.</summary>
public sealed class AnalysisContext
{
    internal List<Action<FileContext>> FileActions { get; } = [];

    internal List<Action<DocumentContext>> DocumentActions { get; } = [];

    internal List<Action<MappingContext>> MappingActions { get; } = [];

    internal List<Action<ResourceContext>> ResourceActions { get; } = [];

    internal List<Action<WorkloadContext>> WorkloadActions { get; } = [];

    internal List<Action<ContainerContext>> ContainerActions { get; } = [];

    internal List<(SchemaViolationKind Kind, Action<SchemaContext> Action)> SchemaActions { get; } = [];

    internal List<Action<ServiceContext>> ServiceActions { get; } = [];

    internal List<Action<BundleContext>> BundleActions { get; } = [];

    internal List<Action<ReleaseSetContext>> ReleaseSetActions { get; } = [];

    internal List<Action<ReleaseFamilyContext>> ReleaseFamilyActions { get; } = [];

    /// <summary>Once for every file, readable or not.</summary>
    public void RegisterFileAction(Action<FileContext> action) => FileActions.Add(action);

    /// <summary>Once for every document, broken ones too.</summary>
    public void RegisterDocumentAction(Action<DocumentContext> action) => DocumentActions.Add(action);

    /// <summary>Once for every mapping of every document that could be read, manifest or not.</summary>
    public void RegisterMappingAction(Action<MappingContext> action) => MappingActions.Add(action);

    /// <summary>Once for every object.</summary>
    public void RegisterResourceAction(Action<ResourceContext> action) => ResourceActions.Add(action);

    /// <summary>Once for every object with a pod template that is not owned by another one.</summary>
    public void RegisterWorkloadAction(Action<WorkloadContext> action) => WorkloadActions.Add(action);

    /// <summary>Once for every container of such an object that runs beside the others: app containers and native sidecars.</summary>
    public void RegisterContainerAction(Action<ContainerContext> action) => ContainerActions.Add(action);

    /// <summary>Once for every Service of the core group.</summary>
    public void RegisterServiceAction(Action<ServiceContext> action) => ServiceActions.Add(action);

    /// <summary>Once for every place where an object breaks its schema in a way.</summary>
    public void RegisterSchemaAction(SchemaViolationKind kind, Action<SchemaContext> action) => SchemaActions.Add((kind, action));

    /// <summary>Once for every bundle, for what concerns several objects on an equal footing.</summary>
    public void RegisterBundleAction(Action<BundleContext> action) => BundleActions.Add(action);

    /// <summary>Once for every release set: two workloads that are the sides of one release.</summary>
    public void RegisterReleaseSetAction(Action<ReleaseSetContext> action) => ReleaseSetActions.Add(action);

    /// <summary>Once for every release of three or more sides.</summary>
    public void RegisterReleaseFamilyAction(Action<ReleaseFamilyContext> action) => ReleaseFamilyActions.Add(action);
}
