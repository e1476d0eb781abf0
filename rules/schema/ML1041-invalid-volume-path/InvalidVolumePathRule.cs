using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidVolumePathRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1041",
        name: "invalid-volume-path",
        title: "A path in a volume, or the mode of a file in it, is refused",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            if (container.Mapping.Get("volumeMounts") is YamlSequence mounts)
                AnalyzeMounts(context, mounts);
            if (container.Mapping.Get("volumeDevices") is YamlSequence devices)
                AnalyzeDevices(context, devices);
        }

        if (context.Workload.PodSpec.Mapping.Get("volumes") is not YamlSequence volumes)
            return;

        foreach (YamlNode item in volumes.Items)
        {
            if (item.Dereference() is YamlMapping volume)
                AnalyzeVolume(context, volume);
        }
    }

    private static void AnalyzeMounts(WorkloadContext context, YamlSequence mounts)
    {
        foreach (YamlNode item in mounts.Items)
        {
            if (item.Dereference() is not YamlMapping mount)
                continue;

            Located<string>? path = mount.GetString("subPath");
            Located<string>? expression = mount.GetString("subPathExpr");
            if (path is { Value.Length: > 0 } && expression is { Value.Length: > 0 } second)
                Report(context, "subPathExpr", second, "cannot stand beside subPath");
            else
                AnalyzePath(context, "subPathExpr", expression, VolumePaths.CheckDescending);
            AnalyzePath(context, "subPath", path, VolumePaths.CheckDescending);
        }
    }

    private static void AnalyzeDevices(WorkloadContext context, YamlSequence devices)
    {
        foreach (YamlNode item in devices.Items)
            AnalyzePath(context, "devicePath", (item.Dereference() as YamlMapping).GetString("devicePath"), VolumePaths.CheckSteps);
    }

    private static void AnalyzeVolume(WorkloadContext context, YamlMapping volume)
    {
        AnalyzePath(context, "hostPath.path", volume.GetMapping("hostPath").GetString("path"), VolumePaths.CheckSteps);
        AnalyzeFiles(context, volume, "configMap");
        AnalyzeFiles(context, volume, "secret");
        AnalyzeFiles(context, volume, "downwardAPI");
        if (volume.GetMapping("projected") is not { } projected)
            return;

        FileModes.Analyze(context, projected, "defaultMode");
        foreach (YamlMapping source in projected.GetMappings("sources"))
        {
            AnalyzeFiles(context, source, "configMap");
            AnalyzeFiles(context, source, "secret");
            AnalyzeFiles(context, source, "downwardAPI");
            AnalyzePath(context, "serviceAccountToken.path", source.GetMapping("serviceAccountToken").GetString("path"), VolumePaths.CheckFile);
            AnalyzePath(context, "clusterTrustBundle.path", source.GetMapping("clusterTrustBundle").GetString("path"), VolumePaths.CheckFile);
        }

        ProjectedPaths.Analyze(context, projected);
    }

    private static void AnalyzeFiles(WorkloadContext context, YamlMapping holder, string key)
    {
        if (holder.GetMapping(key) is not { } source)
            return;

        FileModes.Analyze(context, source, "defaultMode");
        if (source.Get("items") is not YamlSequence items)
            return;

        foreach (YamlNode item in items.Items)
        {
            if (item.Dereference() is not YamlMapping file)
                continue;

            AnalyzePath(context, "path", file.GetString("path"), VolumePaths.CheckFile);
            FileModes.Analyze(context, file, "mode");
        }
    }

    private static void AnalyzePath(WorkloadContext context, string field, Located<string>? path, Func<string, string?> check)
    {
        if (path is { } written && check(written.Value) is { } reason && !TemplateMarkers.IsTemplated(written.Value))
            Report(context, field, written, reason);
    }

    private static void Report(WorkloadContext context, string field, Located<string> path, string reason) =>
        context.Report(path.Node, $"{field} '{path.Value}' {reason}, {Refusal.OfTemplate(context.Workload, context.Target)}");
}
