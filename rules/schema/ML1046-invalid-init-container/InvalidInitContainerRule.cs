using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidInitContainerRule : Rule
{
    // Native sidecars (feature gate SidecarContainers).
    private const int SidecarsMinor = 29;

    // The field exists on every container since 1.34, and counts by default since 1.35 (feature gate ContainerRestartRules).
    private const int RestartRulesKnownMinor = 34;
    private const int RestartRulesMinor = 35;

    private static readonly string[] EndlessFields = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1046",
        name: "invalid-init-container",
        title: "A probe, hook or restart policy stands where this container may not have it",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            if (container.Role != ContainerRole.Regular || context.Target.HasBelow(RestartRulesMinor))
                AnalyzeContainer(context, container);
        }
    }

    private static void AnalyzeContainer(WorkloadContext context, ContainerView container)
    {
        Located<string>? policy = container.Mapping.GetString("restartPolicy");
        switch (container.Role)
        {
            case ContainerRole.NativeSidecar when context.Target.HasBelow(SidecarsMinor):
                context.Report(
                    container.Mapping.Find("restartPolicy")!.Key,
                    $"restartPolicy of {container.Describe()} is dropped before 1.29, so that the pod waits for it to end{context.Target.NoteBelow(SidecarsMinor)}");
                break;
            case ContainerRole.Regular when policy is { Value: "Always" or "OnFailure" or "Never" }:
            case ContainerRole.Init when policy is { Value: "OnFailure" or "Never" } && context.Target.HasBelow(RestartRulesMinor):
                ReportPolicy(context, container, policy.Value.Value);
                break;
        }

        // What cannot be read may be Always.
        bool isPlain = container.Role == ContainerRole.Init && (policy is { Value: "OnFailure" or "Never" } || container.Mapping.Get("restartPolicy") is null);
        if (!isPlain || context.Workload.IsPartial)
            return;

        foreach (string field in EndlessFields)
        {
            if (container.Mapping.Get(field) is not null)
                ReportField(context, container, container.Mapping.Find(field)!, field);
        }
    }

    private static void ReportPolicy(WorkloadContext context, ContainerView container, string policy)
    {
        YamlEntry entry = container.Mapping.Find("restartPolicy")!;
        string subject = container.Role == ContainerRole.Regular ? $"restartPolicy of {container.Describe()}" : $"restartPolicy {policy} of init {container.Describe()}";
        CodeFix? fix = Delete(container, entry, "restartPolicy");
        if (context.Target.HasBelow(RestartRulesKnownMinor))
            context.Report(entry.Key, $"{subject} is not allowed before 1.34, {Refusal.OfTemplate(context.Workload, context.Target)}{context.Target.NoteBelow(RestartRulesKnownMinor)}", fix);
        else
            context.Report(entry.Key, $"{subject} is dropped before 1.35{context.Target.NoteBelow(RestartRulesMinor)}", fix, DiagnosticSeverity.Warning);
    }

    private static void ReportField(WorkloadContext context, ContainerView container, YamlEntry entry, string field) => context.Report(
        entry.Key,
        $"{field} is not allowed on an init container that ends, {Refusal.OfTemplate(context.Workload, context.Target)}",
        container.IsProxySidecar && container.Mapping.Get("restartPolicy") is null && !context.Target.HasBelow(SidecarsMinor) ? MakeSidecar(container) : Delete(container, entry, field));

    private static CodeFix MakeSidecar(ContainerView container) => CodeFix.Unsafe(
        $"Let {container.Describe()} run beside the others: restartPolicy Always",
        container.Mapping,
        editor => editor.InsertEntry(YamlPath.Of(container.Mapping), "restartPolicy", YamlValue.String("Always"), EntryPosition.After("image")));

    private static CodeFix? Delete(ContainerView container, YamlEntry entry, string field) => entry.Parent != container.Mapping ? null
        : CodeFix.Unsafe($"Delete {field}", entry, editor => editor.RemoveEntry(YamlPath.Of(container.Mapping) / field));
}
