using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SessionAffinityConflictRule : Rule
{
    private const long MaximumSeconds = 86400;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1061",
        name: "session-affinity-conflict",
        title: "The session affinity of a Service and its configuration do not fit",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        if (context.Service.Resource.Spec is not { } spec || spec.GetMapping("sessionAffinityConfig") is not { } config)
            return;

        Located<string>? affinity = spec.GetString("sessionAffinity");
        bool isWritten = spec.Get("sessionAffinity") is not null;
        if (affinity?.Value is "None" or "" || (!isWritten && !context.Service.Resource.IsPartial && !MisspeltKey.IsIn(spec, "sessionAffinity")))
            ReportDropped(context, spec);
        else if (affinity?.Value == "ClientIP" || !isWritten)
            CheckTimeout(context, config);
    }

    // The default empties the configuration before it is validated (SetDefaults_Service), so nothing is refused.
    private static void ReportDropped(ServiceContext context, YamlMapping spec) => context.Report(
        spec.Find("sessionAffinityConfig")!.Key,
        "sessionAffinityConfig needs sessionAffinity: ClientIP, without it the API server drops it",
        CodeFix.Unsafe("Set sessionAffinity to ClientIP", spec, editor => spec.Find("sessionAffinity") is not null
            ? editor.Set(YamlPath.Of(spec) / "sessionAffinity", YamlValue.String("ClientIP"))
            : editor.InsertEntry(YamlPath.Of(spec), "sessionAffinity", YamlValue.String("ClientIP"), EntryPosition.Before("sessionAffinityConfig"))),
        DiagnosticSeverity.Warning);

    private static void CheckTimeout(ServiceContext context, YamlMapping config)
    {
        if (config.GetMapping("clientIP").GetInteger("timeoutSeconds") is { } seconds && seconds.Value is < 1 or > MaximumSeconds)
            context.Report(seconds.Node, $"timeoutSeconds is {seconds.Value}, it must be between 1 and {MaximumSeconds}; {Refusal.ByServer}");
    }
}
