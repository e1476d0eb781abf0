using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ReadinessProbeMissingRule : Rule
{
    // Only the user knows such a path.
    private const string Advice = "an open port says little; better an httpGet path that fails while the app cannot serve";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2001",
        name: "readiness-probe-missing",
        title: "A container that takes requests has no readinessProbe",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, ResourceSet resources, _) = context;
        if (!resources.LacksReadiness(container))
            return;

        (ServiceView Service, TargetedPort Port)? target = resources.FindRequests(container);
        ContainerPort? declared = container.RequestPort;
        context.Report(
            container.Name?.Node ?? FirstKey(container),
            Describe(container, workload, target, declared),
            AddProbe(container, target?.Port, declared));
    }

    private static string Describe(ContainerView container, Workload workload, (ServiceView Service, TargetedPort Port)? target, ContainerPort? declared)
    {
        string who = $"Container '{container.Name?.Value}' of {workload}";
        string port = NameOf(target?.Port, declared);
        if (container.StartupProbe is not null)
            return $"{who} has a startupProbe but no readinessProbe, so a pod that stops answering on port {port} keeps its traffic";
        if (target is { Service.IsHeadless: true })
            return $"{who} has no readinessProbe, so clients of Service '{target.Value.Service.Name}' find the address of each new pod before port {port} answers";
        return target is { Service: var service }
            ? $"{who} has no readinessProbe, so Service '{service.Name}' sends requests to each new pod before port {port} answers"
            : $"{who} declares port {port} but has no readinessProbe, so every new pod counts as ready before it answers";
    }

    private static string NameOf(TargetedPort? target, ContainerPort? declared) =>
        (target?.Number ?? target?.DeclaredPort?.Number?.Value ?? declared?.Number?.Value)?.ToString()
        ?? target?.DeclaredPort?.Name?.Value ?? declared?.Name?.Value ?? "?";

    // A connection that is accepted is the least that readiness means, and right for every server; a path would be a guess.
    private static CodeFix? AddProbe(ContainerView container, TargetedPort? target, ContainerPort? declared)
    {
        YamlValue? handler = container.StartupProbe is { Handler: { } startup, Kind: HandlerKind.HttpGet or HandlerKind.TcpSocket or HandlerKind.Grpc } probe
            ? YamlValue.Map((probe.HandlerKey!, YamlValue.From(startup)))
            : null;
        ContainerPort? port = target?.DeclaredPort ?? (target is null ? declared : null);
        bool isConnection = (target?.ServicePort.Protocol ?? port?.Protocol) == "TCP";
        if (handler is null && isConnection)
        {
            // A name or number that the API server refuses would only be refused once more.
            YamlValue? place = port?.Name?.Value is { } name && Names.CheckPortName(name) is null ? YamlValue.String(name)
                : (target?.Number ?? port?.Number?.Value) is { } number and > 0 and <= 65535 ? YamlValue.Integer(number)
                : null;
            handler = place is null ? null : YamlValue.Map(("tcpSocket", YamlValue.Map(("port", place)).WithComment(Advice)));
        }

        if (handler is not YamlMappingValue map)
            return null;

        YamlValue value = map.With("periodSeconds", YamlValue.Integer(5)).With("failureThreshold", YamlValue.Integer(3));
        return CodeFix.Unsafe("Add a readinessProbe", container.Mapping, editor => editor.Set(YamlPath.Of(container.Mapping) / "readinessProbe", value));
    }

    private static YamlNode FirstKey(ContainerView container) => container.Mapping.Entries[0].Key;
}
