using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class TargetPortUnresolvedRule : Rule
{
    // Declared by proxies that a mesh puts into the pod.
    private static readonly ImmutableArray<string> InjectedPorts = ["http-envoy-prom", "linkerd-admin"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5002",
        name: "target-port-unresolved",
        title: "A Service names a port that no container declares",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        (ServiceView service, ResourceSet resources, _) = context;
        if (service.Resource.IsPartial)
            return;

        ImmutableArray<Workload> workloads = resources.WorkloadsSelectedBy(service);
        if (workloads.IsEmpty || workloads.Any(workload => workload.IsPartial || workload.TemplateSource is null))
            return;

        foreach (ServicePort port in service.Ports)
        {
            // A name that the API server refuses, or a quoted number, is told by ML1031.
            if (port.TargetPort is not { Value.Name: { } name } target || Names.CheckPortName(name) is not null || MayBeInjected(resources, workloads, name))
                continue;

            // What only the other side of a release has is told by ML6008.
            if (!workloads.Any(workload => port.ResolveIn(workload.PodSpec) is not null) && !SlotPort.IsInOtherSide(resources, service, port))
                Report(context, workloads, port, target.Node, name);
        }
    }

    private static bool MayBeInjected(ResourceSet resources, ImmutableArray<Workload> workloads, string name) =>
        InjectedPorts.Contains(name) && workloads.Any(workload => IsInjectionOn(resources, workload));

    // Asked for by the pods, or by their namespace; a namespace that is not among the manifests may ask for it.
    private static bool IsInjectionOn(ResourceSet resources, Workload workload)
    {
        bool isAsked = workload.TemplateLabels["sidecar.istio.io/inject"] == "true" || workload.TemplateLabels["istio.io/rev"] is not null
            || workload.GetTemplateAnnotation("sidecar.istio.io/inject")?.Value == "true"
            || workload.GetTemplateAnnotation("linkerd.io/inject")?.Value == "enabled";
        return isAsked || (workload.Namespace is not null && !resources.OfKind(workload.Resource, "Namespace").Any(space => space.Name == workload.Namespace && !IsMeshed(space)));
    }

    private static bool IsMeshed(Resource space) =>
        space.GetLabel("istio-injection")?.Value == "enabled" || space.GetLabel("istio.io/rev") is not null || space.GetAnnotation("linkerd.io/inject")?.Value == "enabled";

    private static void Report(ServiceContext context, ImmutableArray<Workload> workloads, ServicePort port, YamlNode target, string name)
    {
        ImmutableArray<ContainerPort> declared =
        [
            .. workloads.SelectMany(workload => workload.PodSpec.AllRunning).SelectMany(container => container.Ports),
        ];
        ImmutableArray<string> names = [.. declared.Where(candidate => candidate.Protocol == port.Protocol).Select(candidate => candidate.Name?.Value).OfType<string>().Distinct(StringComparer.Ordinal)];
        string which = workloads.Length == 1 ? "which declares" : "which declare";
        string list = names.IsEmpty ? "no named port" : string.Join(", ", names.Select(candidate => $"'{candidate}'"));
        context.Report(
            target,
            $"targetPort '{name}' ({port.Protocol}) of Service '{context.Service.Name}' is declared by no container of {WorkloadText.List(workloads)}, {which} {list}; this port has no endpoints",
            Retarget(port, target, name, names, declared));
    }

    private static CodeFix? Retarget(ServicePort port, YamlNode target, string name, ImmutableArray<string> names, ImmutableArray<ContainerPort> declared)
    {
        if (InjectedPorts.Contains(name))
            return null;

        string? meant = names is [var only] ? only : names.Where(candidate => EditDistance.IsSlip(candidate, name)).ToArray() is [var near] ? near : null;
        if (meant is not null)
            return CodeFix.Unsafe($"Set targetPort to {meant}", target, editor => editor.SetScalar(YamlPath.Of(target), YamlValue.String(meant)));

        bool isNumber = port.Port?.Value is { } number
            && declared.Where(candidate => candidate.Name is null && candidate.Protocol == port.Protocol && candidate.Number?.Value == number).Take(2).Count() == 1;
        return isNumber
            ? CodeFix.Unsafe($"Set targetPort to {port.Port!.Value.Value}", target, editor => editor.Set(YamlPath.Of(target), YamlValue.Integer(port.Port.Value.Value)))
            : null;
    }
}
