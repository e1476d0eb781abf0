using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class NonRootContradictionRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML8007",
        name: "non-root-contradiction",
        title: "A container must not run as root, and is told to",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (!workload.HasOwnTemplate || workload.PodSpec.Mapping is not { } spec || IsWindows(spec))
            return;

        YamlMapping? pod = spec.GetMapping("securityContext");
        List<ContainerView>? underPod = null;
        foreach (ContainerView container in workload.PodSpec.All)
        {
            YamlMapping? own = container.Mapping.GetMapping("securityContext");
            YamlMapping? deciding = own.Get("runAsNonRoot") is not null ? own : pod;
            if (deciding.GetBoolean("runAsNonRoot") is not { Value: true } nonRoot)
                continue;

            YamlMapping? user = own.Get("runAsUser") is not null ? own : pod;
            if (user.GetInteger("runAsUser") is not { Value: 0 } root)
                continue;

            // What the pod says for all of them is one mistake.
            if (user == pod && deciding == pod)
                (underPod ??= []).Add(container);
            else
                Report(context, [container], root, nonRoot);
        }

        if (underPod is not null)
            Report(context, underPod, pod.GetInteger("runAsUser")!.Value, pod.GetBoolean("runAsNonRoot")!.Value);
    }

    private static bool IsWindows(YamlMapping spec) =>
        spec.GetMapping("os").GetString("name") is { Value: "windows" } || spec.GetMapping("nodeSelector").GetString("kubernetes.io/os") is { Value: "windows" };

    private static void Report(WorkloadContext context, List<ContainerView> containers, Located<long> root, Located<bool> nonRoot)
    {
        // Where the namespace refuses the pod, the kubelet never sees it.
        if (PodSecurityEnforcement.Find(context) is { } enforced && enforced.Violations.Any(violation => violation.Node == root.Node))
            return;

        string names = string.Join(", ", containers.Select(container => $"'{container.Name?.Value}'"));
        bool isOne = containers.Count == 1;
        context.Report(
            root.Node,
            $"{(isOne ? "Container" : "Containers")} {names} must not be root but {(isOne ? "is" : "are")} given uid 0, so the kubelet refuses to start {(isOne ? "it" : "them")} (CreateContainerConfigError)",
            related: [new RelatedLocation(new Location(context.Workload.Resource.File, nonRoot.Span), "root is forbidden here")]);
    }
}
