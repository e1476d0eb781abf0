using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidPortNameRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1031",
        name: "invalid-port-name",
        title: "The name of a port breaks the rules for such names",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterWorkloadAction(AnalyzeWorkload);
        context.RegisterServiceAction(AnalyzeService);
        context.RegisterResourceAction(AnalyzeNetworkPolicy);
    }

    private static void AnalyzeWorkload(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            foreach (ContainerPort port in container.Ports)
            {
                if (port.Name is { Value.Length: > 0 } name && IsWrong(name, Names.CheckPortName, out string message))
                    context.Report(name.Node, message);
            }

            foreach (YamlEntry handler in NetworkHandlers.Of(container))
            {
                // grpc takes a number only, so a string there is a wrong type.
                if (handler.KeyText != "grpc" && (handler.Value.Dereference() as YamlMapping).GetString("port") is { } name && IsWrongReference(name, out string message, out CodeFix? fix))
                    context.Report(name.Node, message, fix);
            }
        }
    }

    private static void AnalyzeService(ServiceContext context)
    {
        foreach (ServicePort port in context.Service.Ports)
        {
            if (port.Name is { Value.Length: > 0 } name && IsWrong(name, Names.CheckLabel, out string message))
                context.Report(name.Node, message);
            if (port.Mapping.GetString("targetPort") is { Value.Length: > 0 } target && IsWrongReference(target, out message, out CodeFix? fix))
                context.Report(target.Node, message, fix);
            if (port.Mapping.GetString("appProtocol") is { } protocol && Names.CheckQualifiedName(protocol.Value) is { } reason && !TemplateMarkers.IsTemplated(protocol.Value))
                context.Report(protocol.Node, $"'{protocol.Value}' is not a valid appProtocol: {reason}");
        }
    }

    private static void AnalyzeNetworkPolicy(ResourceContext context)
    {
        if (context.Resource is not { Kind: "NetworkPolicy", Group: "networking.k8s.io" })
            return;

        foreach (string direction in (ReadOnlySpan<string>)["ingress", "egress"])
        {
            foreach (YamlMapping rule in context.Resource.Spec.GetMappings(direction))
            {
                foreach (YamlMapping port in rule.GetMappings("ports"))
                {
                    if (port.GetString("port") is { } name && IsWrongReference(name, out string message, out CodeFix? fix))
                        context.Report(name.Node, message, fix);
                }
            }
        }
    }

    private static bool IsWrong(Located<string> name, Func<string, string?> check, out string message)
    {
        message = "";
        if (check(name.Value) is not { } reason || TemplateMarkers.IsTemplated(name.Value))
            return false;

        message = $"'{name.Value}' is not a valid port name: {reason}";
        return true;
    }

    private static bool IsWrongReference(Located<string> name, out string message, out CodeFix? fix)
    {
        fix = null;
        if (!IsWrong(name, Names.CheckPortName, out message))
            return false;

        if (ReadNumber(name.Value) is { } number)
        {
            message = $"'{name.Value}' is not a valid port name: remove the quotes to use the number";
            fix = CodeFix.Safe($"Set {KeyOf(name.Node)} to the number {number}", name.Node, editor => editor.Set(YamlPath.Of(name.Node), YamlValue.Integer(number)));
        }

        return true;
    }

    // A number with leading zero could be meant as an octal one.
    private static long? ReadNumber(string text) =>
        text[..Math.Min(1, text.Length)] != "0" && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 65535 ? number : null;

    private static string KeyOf(YamlNode node) => node.Parent is YamlEntry { KeyText: { } key } ? key : "the port";
}
