using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class HandlerCountRule : Rule
{
    private static readonly ImmutableArray<string> ProbeHandlers = ["exec", "httpGet", "tcpSocket", "grpc"];
    private static readonly ImmutableArray<string> HookHandlers = ["exec", "httpGet", "tcpSocket", "sleep"];

    private static readonly ImmutableArray<string> ProbeNumbers =
        ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold", "terminationGracePeriodSeconds"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1050",
        name: "handler-count",
        title: "A probe or hook has no handler or more than one",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ProbeOrHook part in context.Container.ProbesAndHooks)
        {
            // A handler of a wrong type is there, but nobody knows what it is.
            int written = 0;
            int known = 0;
            foreach (string handler in HandlersOf(part))
            {
                YamlNode? node = part.Mapping.Get(handler);
                written += node is null ? 0 : 1;
                known += node is YamlMapping ? 1 : 0;
            }

            if (known > 1)
                ReportSeveral(context, part);
            else if (written == 0)
                ReportNone(context, part);
        }
    }

    private static ImmutableArray<string> HandlersOf(ProbeOrHook part) => part.IsHook ? HookHandlers : ProbeHandlers;

    private static void ReportNone(ContainerContext context, ProbeOrHook part)
    {
        // Knative fills in a TCP check of the container's port.
        if (context.Workload.IsPartial || context.Workload.Kind == WorkloadKind.KnativeService || HasUnknownField(part))
            return;

        context.Report(part.Entry.Key, $"{Describe(context, part)} has no handler, exactly one is needed; {Refusal.OfTemplate(context.Workload, context.Target)}");
    }

    // A misspelt handler, or the parts of one directly in the probe: that field's own finding says it.
    private static bool HasUnknownField(ProbeOrHook part)
    {
        foreach ((string key, _) in part.Mapping.EffectiveEntries())
        {
            if (!HandlersOf(part).Contains(key) && (part.IsHook || !ProbeNumbers.Contains(key)))
                return true;
        }

        return false;
    }

    private static void ReportSeveral(ContainerContext context, ProbeOrHook part)
    {
        ImmutableArray<YamlEntry> handlers =
        [
            .. HandlersOf(part).Where(handler => part.Mapping.Get(handler) is YamlMapping)
                .Select(handler => part.Mapping.Find(handler)!)
                .OrderBy(entry => entry.Span.Start),
        ];
        context.Report(
            handlers[1].Key,
            $"{Describe(context, part)} has the handlers {string.Join(", ", handlers.Select(entry => entry.KeyText))}, exactly one is needed; "
                + Refusal.OfTemplate(context.Workload, context.Target),
            related: [new RelatedLocation(new Location(context.Workload.Resource.File, handlers[0].Key.Span), "the first handler")]);
    }

    private static string Describe(ContainerContext context, ProbeOrHook part) => $"{part.Path} of container '{context.Container.Name?.Value}'";
}
