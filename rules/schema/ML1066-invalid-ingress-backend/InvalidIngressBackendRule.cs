using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidIngressBackendRule : Rule
{
    // Service names may start with a digit from here.
    private const int RelaxedNames = 36;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1066",
        name: "invalid-ingress-backend",
        title: "A backend of an Ingress does not say which Service and port it is",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (!IngressParts.IsIngress(context.Resource))
            return;

        CheckPresence(context);
        foreach (YamlEntry backend in IngressParts.Backends(context.Resource))
            CheckBackend(context, backend, (YamlMapping)backend.Value.Dereference());
    }

    // "backend" is what the field was called in v1beta1, which ML1002 tells.
    private static void CheckPresence(ResourceContext context)
    {
        if (context.Resource.IsPartial || context.Resource.Spec is not { } spec || spec.Get("backend") is not null || spec.Get("defaultBackend") is not null)
            return;

        bool hasNoRules = spec.Get("rules") switch
        {
            null => !MisspeltKey.IsIn(spec, "rules") && !MisspeltKey.IsIn(spec, "defaultBackend"),
            YamlSequence rules => rules.Items.IsEmpty,
            _ => false,
        };
        if (hasNoRules)
            context.Report(context.Resource.Root.Find("spec")!.Key, $"spec: it needs rules or a defaultBackend; {Refusal.ByServer}");
    }

    private static void CheckBackend(ResourceContext context, YamlEntry entry, YamlMapping backend)
    {
        bool hasResource = backend.Get("resource") is not null;
        YamlNode? service = backend.Get("service");
        if (hasResource && service is not null)
            Report(context, entry.Key, backend, "it has a service and a resource, only one is allowed");
        else if (service is YamlMapping target)
            CheckService(context, backend, target);
        else if (!hasResource && service is null && !context.Resource.IsPartial && !IsOldOrMisspelt(backend))
            Report(context, entry.Key, backend, "it needs a service or a resource");
    }

    private static bool IsOldOrMisspelt(YamlMapping backend) => backend.Find("serviceName") is not null || backend.Find("servicePort") is not null
        || MisspeltKey.IsIn(backend, "service") || MisspeltKey.IsIn(backend, "resource");

    private static void CheckService(ResourceContext context, YamlMapping backend, YamlMapping service)
    {
        YamlNode key = backend.Find("service")!.Key;
        bool mayLack = context.Resource.IsPartial;
        if (service.GetString("name") is { Value.Length: > 0 } name)
            CheckName(context, name);
        else if (!mayLack && IsLacking(service, "name"))
            Report(context, key, service, "it needs the name of the Service");

        if (service.GetMapping("port") is { } port)
            CheckPort(context, service, port);
        else if (!mayLack && service.Get("port") is null && !MisspeltKey.IsIn(service, "port"))
            Report(context, key, service, "it needs a port");
    }

    private static void CheckName(ResourceContext context, Located<string> name)
    {
        if (TemplateMarkers.IsTemplated(name.Value))
            return;

        string? always = Names.CheckLabel(name.Value);
        string? reason = always ?? (context.Target.HasBelow(RelaxedNames) ? Names.CheckLabelFromLetter(name.Value) : null);
        if (reason is not null)
            Report(context, name.Node, name.Node, $"'{name.Value}' cannot be a Service: {reason}", note: always is null ? context.Target.NoteBelow(RelaxedNames) : "");
    }

    private static void CheckPort(ResourceContext context, YamlMapping service, YamlMapping port)
    {
        YamlNode key = service.Find("port")!.Key;
        bool hasNumber = port.Get("number") is { } number && (number is not YamlScalar scalar || scalar.Resolve().AsInteger is not 0);
        Located<string>? name = port.GetString("name") is { Value.Length: > 0 } written ? written : null;
        if (hasNumber && name is not null)
            Report(context, key, port, "it has a name and a number, only one is allowed");
        else if (name is { } text)
            CheckPortName(context, port, text);
        else if (!hasNumber && !context.Resource.IsPartial && IsLacking(port, "name") && !MisspeltKey.IsIn(port, "number"))
            Report(context, key, port, "it needs a name or a number");
    }

    private static void CheckPortName(ResourceContext context, YamlMapping port, Located<string> name)
    {
        if (Names.CheckPortName(name.Value) is not { } reason || TemplateMarkers.IsTemplated(name.Value))
            return;

        if (name.Value[0] == '0' || !int.TryParse(name.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > 65535)
        {
            Report(context, name.Node, name.Node, $"'{name.Value}' is not a valid port name: {reason}");
            return;
        }

        YamlPath path = YamlPath.Of(port);
        Report(context, name.Node, name.Node, $"'{name.Value}' is not a valid port name: use number for it", CodeFix.Safe(
            $"Use number {number}",
            port,
            editor => editor.RenameKey(path / "name", "number").Set(path / "number", YamlValue.Integer(number))));
    }

    // A value of another type, and a misspelt key, are told elsewhere.
    private static bool IsLacking(YamlMapping mapping, string key) =>
        mapping.Get(key) is { } node ? node is YamlScalar { Value.Length: 0 } : !MisspeltKey.IsIn(mapping, key);

    private static void Report(ResourceContext context, YamlNode place, YamlNode at, string reason, CodeFix? fix = null, string note = "") =>
        context.Report(place, $"{context.Resource.PathOf(at)}: {reason}; {Refusal.ByServer}{note}", fix);
}
