using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class SubPathConfigStaleRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9102",
        name: "sub-path-config-stale",
        title: "A file that is mounted by subPath never follows its ConfigMap or Secret",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (!ConfigChecksum.IsRolled(workload) || workload.PodSpec.Mapping.Get("volumes") is null)
            return;

        foreach (SubPathMount mount in SubPathMount.FindAll(workload))
            Check(context, mount);
    }

    private static void Check(WorkloadContext context, SubPathMount mount)
    {
        Workload workload = context.Workload;
        (string kind, string name) = (mount.Reference.Kind, mount.Reference.Name.Value);
        Resource? config = context.Resources.Find(workload.Resource, "", kind, name);
        bool isImmutable = config is not null && ConfigData.IsImmutable(config);
        if (isImmutable || Placeholders.IsPlaceholder(name) || context.Resources.IsVersioned(workload.Resource, kind, name) || workload.IsRestartedFor(kind, name))
            return;

        string file = mount.Mount.GetString("mountPath")?.Value ?? "";
        context.Report(
            mount.SubPath.Key,
            $"File {file} is mounted by {mount.SubPath.KeyText} and never follows changes of {kind} '{name}'",
            ConfigChecksum.Add(workload, kind, name, config));
    }
}
