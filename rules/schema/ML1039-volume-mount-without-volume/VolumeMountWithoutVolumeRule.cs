using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class VolumeMountWithoutVolumeRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1039",
        name: "volume-mount-without-volume",
        title: "A container mounts a volume that the pod does not have",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.IsPartial || !workload.HasOwnTemplate)
            return;

        IReadOnlyList<string>? volumes = null;
        foreach (ContainerView container in workload.PodSpec.All)
        {
            YamlNode? mounts = container.Mapping.Get("volumeMounts");
            YamlNode? devices = container.Mapping.Get("volumeDevices");
            if (mounts is null && devices is null)
                continue;
            volumes ??= workload.ReadVolumeNames();
            if (volumes is null)
                return;

            AnalyzeMounts(context, container, mounts, volumes);
            AnalyzeMounts(context, container, devices, volumes);
        }
    }

    private static void AnalyzeMounts(WorkloadContext context, ContainerView container, YamlNode? list, IReadOnlyList<string> volumes)
    {
        if (list is not YamlSequence mounts)
            return;

        foreach (YamlNode item in mounts.Items)
        {
            if ((item.Dereference() as YamlMapping).GetString("name") is not { Value.Length: > 0 } name || volumes.Contains(name.Value))
                continue;
            if (!TemplateMarkers.IsTemplated(name.Value) && !InjectedVolumes.MayHave(context.Workload, name.Value) && !IsAddedByPatch(context, name.Value))
                Report(context, container, name, volumes);
        }
    }

    private static bool IsAddedByPatch(WorkloadContext context, string name)
    {
        foreach (Workload patch in context.FindPatches())
        {
            if (patch.ReadVolumeNames()?.Contains(name) == true)
                return true;
        }

        return false;
    }

    private static void Report(WorkloadContext context, ContainerView container, Located<string> name, IReadOnlyList<string> volumes)
    {
        string? meant = VolumeGuess.Find(context.Workload, name.Value, volumes);
        string hint = meant is null ? "" : $", did you mean '{meant}'";
        context.Report(
            name.Node,
            $"{container.DescribeFirst()} mounts '{name.Value}', but the pod has no such volume{hint}; {Refusal.OfTemplate(context.Workload, context.Target)}",
            meant is null ? AddVolume(context, name) : Rename(name, meant));
    }

    private static CodeFix Rename(Located<string> name, string meant) =>
        CodeFix.Unsafe($"Mount the volume {meant}", name.Node, editor => editor.SetScalar(YamlPath.Of(name.Node), YamlValue.String(meant)));

    private static CodeFix? AddVolume(WorkloadContext context, Located<string> name)
    {
        if (context.Workload.PodSpec.Mapping is not { } pod || VolumeGuess.FindSource(context, name.Value) is not ({ } kind, { } source))
            return null;

        YamlValue volume = YamlValue.Map(("name", name.Value), source);
        YamlPath list = YamlPath.Of(pod) / "volumes";
        int count = pod.Get("volumes") is YamlSequence volumes ? volumes.Items.Length : 0;
        return CodeFix.Unsafe(
            $"Add the volume {name.Value} from the {kind}",
            pod,
            editor => count > 0 ? editor.InsertItem(list, count, volume) : editor.Set(list, YamlValue.List(volume)));
    }
}
