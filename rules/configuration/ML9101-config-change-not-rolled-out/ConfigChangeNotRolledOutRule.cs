using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ConfigChangeNotRolledOutRule : Rule
{
    private static readonly ListOption Watched = new("watched", [], "names of ConfigMaps and Secrets whose files the application reads again when they change");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9101",
        name: "config-change-not-rolled-out",
        title: "A change of a ConfigMap or Secret does not restart the pods that use it",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [Watched];

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (!ConfigChecksum.IsRolled(workload) || workload.ConfigReferences.IsEmpty)
            return;

        var seen = new HashSet<(string, string)>();
        foreach (ConfigReference reference in workload.ConfigReferences)
        {
            if (seen.Add((reference.Kind, reference.Name.Value)))
                Check(context, reference);
        }
    }

    private static void Check(WorkloadContext context, ConfigReference reference)
    {
        Workload workload = context.Workload;
        string name = reference.Name.Value;
        Resource? config = context.Resources.Find(workload.Resource, "", reference.Kind, name);
        // One that is immutable is ML9103's, a file that is mounted by subPath ML9102's.
        if (config is not { IsPartial: false } || ConfigData.IsImmutable(config) || context.Resources.IsVersioned(workload.Resource, reference.Kind, name))
            return;

        // Environments stand before volumes, so the only use is a volume when the first one is.
        bool isVolume = reference.Use == ConfigUse.Volume;
        if ((isVolume && context.GetOption(Watched).Contains(name)) || workload.IsRestartedFor(reference.Kind, name) || SubPathMount.IsUsedFor(workload, reference))
            return;

        string consequence = isVolume
            ? "its pods see it at different times, without a rollout to stop"
            : "its environment keeps the old values until a pod happens to restart";
        context.Report(
            reference.Name.Node,
            $"A change of {reference.Kind} '{name}' does not restart {workload}: {consequence}",
            ConfigChecksum.Add(workload, reference.Kind, name, config));
    }
}
