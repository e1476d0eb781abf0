using System.Net;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidIngressHostRule : Rule
{
    private const string ClassAnnotation = "kubernetes.io/ingress.class";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1067",
        name: "invalid-ingress-host",
        title: "A host, certificate or class of an Ingress is not valid",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (!IngressParts.IsIngress(context.Resource))
            return;

        CheckClass(context);
        foreach (YamlMapping rule in context.Resource.Spec.GetMappings("rules"))
        {
            if (rule.GetString("host") is { Value.Length: > 0 } host)
                CheckHost(context, host, isRule: true);
        }

        foreach (YamlMapping tls in context.Resource.Spec.GetMappings("tls"))
        {
            if (tls.Get("hosts") is YamlSequence hosts)
            {
                foreach (YamlNode item in hosts.Items)
                {
                    if (NodeReading.AsString(item) is { } host)
                        CheckHost(context, host, isRule: false);
                }
            }

            if (tls.GetString("secretName") is { Value.Length: > 0 } secret && Names.CheckSubdomain(secret.Value) is { } reason && !TemplateMarkers.IsTemplated(secret.Value))
                context.Report(secret.Node, $"'{secret.Value}' is not a valid name of a Secret: {reason}");
        }
    }

    // Only when the Ingress is created; later the two may differ.
    private static void CheckClass(ResourceContext context)
    {
        if (context.Resource.GetAnnotation(ClassAnnotation) is not { } annotation || context.Resource.Spec.GetString("ingressClassName") is not { } name)
            return;
        if (annotation.Value != name.Value && !TemplateMarkers.IsTemplated(annotation.Value + name.Value))
            context.Report(annotation.Node, $"The annotation {ClassAnnotation} is '{annotation.Value}' and ingressClassName is '{name.Value}', {Refusal.ByServer} when they differ");
    }

    private static void CheckHost(ResourceContext context, Located<string> host, bool isRule)
    {
        if (Check(host.Value, isRule) is not { } reason || TemplateMarkers.IsTemplated(host.Value))
            return;

        context.Report(host.Node, $"'{host.Value}' is not a valid Ingress host: {reason}", Repair(host, isRule));
    }

    // An IP address has the form of a name, so it is refused in a rule only, where the server asks for it (validateIngressRules).
    private static string? Check(string host, bool isRule)
    {
        if (isRule && IPAddress.TryParse(host, out _) && (host.Contains(':', StringComparison.Ordinal) || host.Split('.').Length == 4))
            return "it is an IP address";
        if (host.Contains("://", StringComparison.Ordinal))
            return "it has a scheme";
        if (host.Contains('/', StringComparison.Ordinal))
            return "it has a path";
        if (host.Contains(':', StringComparison.Ordinal))
            return "it has a port";
        if (!host.Contains('*', StringComparison.Ordinal))
            return Names.CheckSubdomain(host);
        return host.StartsWith("*.", StringComparison.Ordinal) && host.LastIndexOf('*') == 0 ? Names.CheckSubdomain(host[2..]) : "a wildcard is '*.' in front of a name";
    }

    private static CodeFix? Repair(Located<string> host, bool isRule)
    {
        string lower = host.Value.ToLowerInvariant();
        if (Check(lower, isRule) is null)
            return CodeFix.Safe($"Set the host to {lower}", host.Node, editor => editor.SetScalar(YamlPath.Of(host.Node), YamlValue.String(lower)));

        string bare = WithoutScheme(lower).TrimEnd('/');
        int colon = bare.LastIndexOf(':');
        if (colon > 0)
            bare = bare[..colon];
        return Check(bare, isRule) is null
            ? CodeFix.Unsafe($"Set the host to {bare}", host.Node, editor => editor.SetScalar(YamlPath.Of(host.Node), YamlValue.String(bare)))
            : null;
    }

    private static string WithoutScheme(string host)
    {
        foreach (string scheme in (ReadOnlySpan<string>)["https://", "http://"])
        {
            if (host.StartsWith(scheme, StringComparison.Ordinal))
                return host[scheme.Length..];
        }

        return host;
    }
}
