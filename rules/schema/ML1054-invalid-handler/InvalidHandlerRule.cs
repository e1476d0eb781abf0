using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidHandlerRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1054",
        name: "invalid-handler",
        title: "The handler of a probe or hook is not valid",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ProbeOrHook part in context.Container.ProbesAndHooks)
        {
            // Several handlers are one finding about all of them.
            if (part.HandlerCount > 1)
                continue;

            if (part.Mapping.GetMapping("exec") is { } exec)
                CheckCommand(context, part, exec);
            if (part.Mapping.GetMapping("httpGet") is not { } request)
                continue;

            CheckScheme(context, part, request);
            CheckPath(context, part, request);
            CheckHeaders(context, part, request);
        }
    }

    private static void CheckCommand(ContainerContext context, ProbeOrHook part, YamlMapping exec)
    {
        YamlNode? command = exec.GetWritten("command");
        if (command is null && (context.Workload.IsPartial || HasAnotherField(exec)))
            return;
        if (command is not null && command.Dereference() is not YamlSequence { Items: [] })
            return;

        context.Report(command ?? part.Mapping.Find("exec")!.Key, $"{part.Path}.exec.command: it is empty, the program to run must be named");
    }

    // What stands under a misspelt key is that key's finding.
    private static bool HasAnotherField(YamlMapping exec)
    {
        foreach ((string key, _) in exec.EffectiveEntries())
        {
            if (key != "command")
                return true;
        }

        return false;
    }

    private static void CheckScheme(ContainerContext context, ProbeOrHook part, YamlMapping request)
    {
        if (request.GetString("scheme") is not { } scheme || scheme.Value is "HTTP" or "HTTPS" or "" || TemplateMarkers.IsTemplated(scheme.Value))
            return;

        string upper = scheme.Value.ToUpperInvariant();
        if (upper is "HTTP" or "HTTPS")
            context.Report(scheme.Node, $"{part.Path}.httpGet.scheme: '{scheme.Value}' must be {upper}, in upper case", SetScheme(scheme.Node, upper));
        else
            context.Report(scheme.Node, $"{part.Path}.httpGet.scheme: '{scheme.Value}' is not HTTP or HTTPS");
    }

    private static CodeFix SetScheme(YamlNode scheme, string value) =>
        CodeFix.Safe($"Set scheme to {value}", scheme, editor => editor.SetScalar(YamlPath.Of(scheme), YamlValue.String(value)));

    // The kubelet parses the path as a URL, then writes its own scheme, host and port over those (pkg/probe/http/request.go formatURL).
    private static void CheckPath(ContainerContext context, ProbeOrHook part, YamlMapping request)
    {
        if (request.GetString("path") is not { } path || FindAuthority(path.Value) is not { } authority || TemplateMarkers.IsTemplated(path.Value))
            return;

        int end = path.Value.AsSpan(authority).IndexOfAny('/', '?', '#');
        string rest = end < 0 ? "/" : path.Value[(authority + end)..];
        context.Report(
            path.Node,
            $"{part.Path}.httpGet.path: '{path.Value}' is a whole URL, of which only '{(rest[0] == '/' ? rest : "/" + rest)}' counts; host, port and scheme are fields of their own",
            severity: DiagnosticSeverity.Warning);
    }

    private static int? FindAuthority(string path)
    {
        if (path.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return "http://".Length;
        return path.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https://".Length : null;
    }

    private static void CheckHeaders(ContainerContext context, ProbeOrHook part, YamlMapping request)
    {
        if (request.Get("httpHeaders") is not YamlSequence headers)
            return;

        for (int i = 0; i < headers.Items.Length; i++)
        {
            if ((headers.Items[i].Dereference() as YamlMapping).GetString("name") is { } name && WhatIsWrong(name.Value) is { } wrong && !TemplateMarkers.IsTemplated(name.Value))
                context.Report(name.Node, $"{part.Path}.httpGet.httpHeaders[{i}].name: {wrong}, a header name takes letters, digits and '-'");
        }
    }

    // apimachinery IsHTTPHeaderName, which is narrower than HTTP itself.
    private static string? WhatIsWrong(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return $"'{name}' holds '{c}'";
        }

        return name.Length == 0 ? "it is empty" : null;
    }
}
