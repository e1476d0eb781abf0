using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class HandlerCountRule : Rule
{
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
            int count = part.HandlerCount;
            if (count == 0)
                ReportNone(context, part);
            else if (count > 1)
                ReportSeveral(context, part);
        }
    }

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
            if (!part.HandlerKeys.Contains(key) && (part.IsHook || !ProbeNumbers.Contains(key)))
                return true;
        }

        return false;
    }

    private static void ReportSeveral(ContainerContext context, ProbeOrHook part)
    {
        // One of a wrong type is there, but nobody knows what it is meant to be.
        ImmutableArray<YamlEntry> handlers =
        [
            .. part.HandlerKeys.Where(key => part.Mapping.Get(key) is YamlMapping).Select(key => part.Mapping.Find(key)!).OrderBy(entry => entry.Span.Start),
        ];
        if (handlers is not [var first, var second, ..])
            return;

        context.Report(
            second.Key,
            $"{Describe(context, part)} has the handlers {string.Join(", ", handlers.Select(entry => entry.KeyText))}, exactly one is needed; "
                + Refusal.OfTemplate(context.Workload, context.Target),
            related: [new RelatedLocation(new Location(context.Workload.Resource.File, first.Key.Span), "the first handler")]);
    }

    private static string Describe(ContainerContext context, ProbeOrHook part) => $"{part.Path} of container '{context.Container.Name?.Value}'";
}
