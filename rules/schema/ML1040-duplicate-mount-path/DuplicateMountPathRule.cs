using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class DuplicateMountPathRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1040",
        name: "duplicate-mount-path",
        title: "A container uses one path, or one volume, in two ways",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            var mounts = container.Mapping.Get("volumeMounts") as YamlSequence;
            var devices = container.Mapping.Get("volumeDevices") as YamlSequence;
            AnalyzePaths(context, container, mounts, "mountPath", "mounted");
            if (devices is null)
                continue;

            AnalyzePaths(context, container, devices, "devicePath", "given a device");
            AnalyzeDevices(context, container, mounts, devices);
        }
    }

    private static void AnalyzePaths(WorkloadContext context, ContainerView container, YamlSequence? list, string key, string use)
    {
        for (int i = 0; i < list?.Items.Length; i++)
        {
            if (Read(list, i, key) is not { } path || TemplateMarkers.IsTemplated(path.Value))
                continue;
            if (path.Value.Length == 0)
                context.Report(path.Node, $"A {key} of {container.Describe()} is empty, {Refusal.OfTemplate(context.Workload, context.Target)}");
            else
                AnalyzePath(context, container, list, key, use, i, path);
        }
    }

    private static void AnalyzePath(WorkloadContext context, ContainerView container, YamlSequence list, string key, string use, int index, Located<string> path)
    {
        Located<string>? alike = null;
        for (int i = 0; i < index; i++)
        {
            if (Read(list, i, key) is not { } other)
                continue;
            if (other.Value == path.Value)
            {
                Report(context, path, other, $"{path.Value} is {use} twice in {container.Describe()}");
                return;
            }

            if (MountPaths.AreOne(other.Value, path.Value))
                alike = other;
        }

        if (alike is { } same)
            Report(context, path, same, $"{path.Value} and {same.Value} are one path, which is {use} twice in {container.Describe()}", DiagnosticSeverity.Warning);
    }

    private static void AnalyzeDevices(WorkloadContext context, ContainerView container, YamlSequence? mounts, YamlSequence devices)
    {
        for (int i = 0; i < devices.Items.Length; i++)
        {
            if (Read(devices, i, "name") is { Value.Length: > 0 } name && FindBefore(devices, i, "name", name.Value) is { } sameDevice)
                Report(context, name, sameDevice, $"Volume '{name.Value}' is given twice as a device to {container.Describe()}");
            else if (Read(devices, i, "name") is { Value.Length: > 0 } used && FindBefore(mounts, int.MaxValue, "name", used.Value) is { } mounted)
                Report(context, used, mounted, $"Volume '{used.Value}' is both mounted and given as a device in {container.Describe()}");
            else if (Read(devices, i, "devicePath") is { Value.Length: > 0 } path && FindBefore(mounts, int.MaxValue, "mountPath", path.Value) is { } samePath)
                Report(context, path, samePath, $"{path.Value} is both mounted and given a device in {container.Describe()}");
        }
    }

    private static Located<string>? FindBefore(YamlSequence? list, int end, string key, string value)
    {
        for (int i = 0; i < Math.Min(end, list?.Items.Length ?? 0); i++)
        {
            if (Read(list!, i, key) is { } other && other.Value == value && !TemplateMarkers.IsTemplated(value))
                return other;
        }

        return null;
    }

    private static Located<string>? Read(YamlSequence list, int index, string key) => (list.Items[index].Dereference() as YamlMapping).GetString(key);

    private static void Report(WorkloadContext context, Located<string> later, Located<string> earlier, string message, DiagnosticSeverity? severity = null) =>
        context.Report(later.Node, message, severity: severity, related: [new RelatedLocation(new Location(context.Workload.Resource.File, earlier.Span), "the other use")]);
}
