using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ProbeOnTlsPortRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2014",
        name: "probe-on-tls-port",
        title: "A probe speaks plain HTTP to a TLS port, or TLS to a plain one",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, _, _) = context;
        foreach (ProbeView probe in container.Probes)
        {
            if (probe is not { Kind: HandlerKind.HttpGet, Port: { } port } || probe.ResolvePort(container) is not { } number)
                continue;
            if (!probe.AsksOwnPod(container) || workload is not { HasOwnTemplate: true, IsHelmHook: false })
                continue;

            ContainerPort? declared = FindDeclared(container, port.Value, number);
            if (workload.IsPartial && declared is null)
                continue;

            string? name = declared?.Name?.Value;
            bool isPlain = (probe.Scheme?.Value ?? "") is "" or "HTTP";
            if (isPlain && SpeaksTls(container, name, number) is { } tls)
                Report(context, probe, $"plain HTTP to port {Describe(name, number)}, which by its {tls} speaks TLS", "HTTPS");
            else if (probe.Scheme?.Value == "HTTPS" && SpeaksPlain(name, number) is { } plain)
                Report(context, probe, $"HTTPS to port {Describe(name, number)}, which by its {plain} speaks plain HTTP", "HTTP");
        }
    }

    private static ContainerPort? FindDeclared(ContainerView container, PortReference port, long number)
    {
        if (port.Name is { } name)
            return container.FindPort(name);

        foreach (ContainerPort declared in container.Ports)
        {
            if (declared.Number?.Value == number && declared.Protocol == "TCP")
                return declared;
        }

        return null;
    }

    // What tells that a port speaks TLS: its name, else its number when no name says the opposite.
    private static string? SpeaksTls(ContainerView container, string? name, long number)
    {
        if (name is not null && IsTlsName(name))
            return "name";
        return number is 443 or 8443 && !container.Ports.Any(port => port.Number?.Value == number && port.Name is { } other && IsPlainName(other.Value)) ? "number" : null;
    }

    private static string? SpeaksPlain(string? name, long number)
    {
        if (name is not null && IsTlsName(name))
            return null;
        if (number == 80)
            return "number";
        return name == "http" && number is not (443 or 8443) ? "name" : null;
    }

    private static bool IsTlsName(string name) =>
        name is "https" or "tls" || name.EndsWith("-https", StringComparison.Ordinal) || name.EndsWith("-tls", StringComparison.Ordinal)
        || name.StartsWith("https-", StringComparison.Ordinal) || name.StartsWith("tls-", StringComparison.Ordinal);

    private static bool IsPlainName(string name) => name.Contains("http", StringComparison.Ordinal) && !name.Contains("https", StringComparison.Ordinal);

    private static string Describe(string? name, long number) => name is null ? $"{number}" : $"'{name}' ({number})";

    private static void Report(ContainerContext context, ProbeView probe, string what, string scheme)
    {
        YamlPath path = YamlPath.Of(probe.Handler!);
        YamlEditor Edit(YamlEditor editor) => probe.Handler!.Find("scheme") is null
            ? editor.InsertEntry(path, "scheme", YamlValue.String(scheme), EntryPosition.InOrder("path", "port", "host", "scheme", "httpHeaders"))
            : editor.Set(path / "scheme", YamlValue.String(scheme));
        context.Report(
            (probe.Scheme?.Node ?? probe.Port?.Node)!,
            $"{probe.Describe(context.Container)} sends {what}, so every check fails",
            CodeFix.Unsafe($"Set scheme to {scheme}", probe.Handler!, Edit));
    }
}
