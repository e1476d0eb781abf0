using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class UnnamedServicePortRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1034",
        name: "unnamed-service-port",
        title: "A Service has several ports and one of them has no name",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        ServiceView service = context.Service;
        if (service.Resource.IsPartial || service.Ports.Length < 2)
            return;

        foreach (ServicePort port in service.Ports)
        {
            if (IsUnnamed(port))
                context.Report(port.Mapping, $"A Service with {service.Ports.Length} ports needs a name on each, {Refusal.ByServer}", AddName(service.Ports, port));
        }
    }

    // A name of another type is no string for the API server either, but it is not missing.
    private static bool IsUnnamed(ServicePort port) =>
        port.Name is { } name ? name.Value.Length == 0 : port.Mapping.Get("name") is null && !MisspeltKey.IsIn(port.Mapping, "name");

    private static CodeFix? AddName(ImmutableArray<ServicePort> ports, ServicePort port)
    {
        if (port.Port is not { Value: >= 1 and <= 65535 } || port.Protocol is not ("TCP" or "UDP" or "SCTP"))
            return null;

        string name = NameFor(port);
        foreach (ServicePort other in ports)
        {
            bool takesName = other.Mapping != port.Mapping && (other.Name?.Value == name || (IsUnnamed(other) && NameFor(other) == name));
            if (takesName)
                return null;
        }

        YamlPath path = YamlPath.Of(port.Mapping);
        return CodeFix.Unsafe($"Name the port {name}", port.Mapping, editor => port.Mapping.Find("name") is not null
            ? editor.Set(path / "name", YamlValue.String(name))
            : editor.InsertEntry(path, "name", YamlValue.String(name), EntryPosition.First));
    }

    private static string NameFor(ServicePort port) => $"{port.Protocol.ToLowerInvariant()}-{port.Port?.Value}";
}
