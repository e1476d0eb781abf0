using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class StopSignalWithoutOsRule : Rule
{
    // The minor that brought the field (feature ContainerStopSignals, alpha).
    private const int Since = 33;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1056",
        name: "stop-signal-without-os",
        title: "A stop signal is set without a system that has it",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (!context.Workload.HasOwnTemplate || !context.Target.HasFrom(Since))
            return;
        if (context.Container.Mapping.GetMapping("lifecycle") is not { } lifecycle || lifecycle.GetString("stopSignal") is not { Value.Length: > 0 } signal)
            return;

        PodSpecView pod = context.Container.Pod;
        string refusal = Refusal.OfTemplate(context.Workload, context.Target) + context.Target.NoteFrom(Since);
        if (IsSystemMissing(pod))
        {
            if (!context.Workload.IsPartial)
                context.Report(lifecycle.Find("stopSignal")!.Key, $"stopSignal needs spec.os.name, {refusal}", NameLinux(pod));
        }
        else if (pod.Mapping.GetMapping("os").GetString("name")?.Value == "windows" && signal.Value.StartsWith("SIG", StringComparison.Ordinal) && signal.Value is not ("SIGTERM" or "SIGKILL"))
        {
            context.Report(signal.Node, $"stopSignal {signal.Value} is not known to Windows, SIGTERM and SIGKILL are; {refusal}");
        }
    }

    private static bool IsSystemMissing(PodSpecView pod) =>
        pod.Mapping.Get("os") is not { } os || (os is YamlMapping mapping && (mapping.Get("name") is null || mapping.GetString("name")?.Value == ""));

    private static CodeFix? NameLinux(PodSpecView pod)
    {
        YamlMapping mapping = pod.Mapping!;
        if (mapping.Get("os") is not null || mapping.GetMapping("nodeSelector").GetString("kubernetes.io/os") is { Value: not "linux" })
            return null;

        YamlPath path = YamlPath.Of(mapping);
        YamlMappingValue linux = YamlValue.Map(("name", YamlValue.String("linux")));
        return CodeFix.Unsafe(
            "Set spec.os.name to linux",
            mapping,
            editor => mapping.Find("os") is not null ? editor.Set(path / "os", linux) : editor.InsertEntry(path, "os", linux, EntryPosition.Before("containers")));
    }
}
