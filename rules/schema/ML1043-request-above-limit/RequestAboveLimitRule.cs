using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class RequestAboveLimitRule : Rule
{
    // Before, the resources of a pod are dropped (feature gate PodLevelResources).
    private const int PodResourcesMinor = 34;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1043",
        name: "request-above-limit",
        title: "A request does not go with its limit",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            if (container.Mapping.GetMapping("resources") is { } resources)
                AnalyzeResources(context, container, resources);
        }

        if (context.Target.HasFrom(PodResourcesMinor) && context.Workload.PodSpec.Mapping.GetMapping("resources") is { } ofPod)
            AnalyzeResources(context, container: null, ofPod);
    }

    private static void AnalyzeResources(WorkloadContext context, ContainerView? container, YamlMapping resources)
    {
        YamlMapping? limits = resources.GetMapping("limits");
        if (resources.GetMapping("requests") is { } requests && (limits is not null || resources.Get("limits") is null))
        {
            foreach (YamlEntry entry in requests.GetDecidingEntries())
                AnalyzeRequest(context, container, resources, limits, entry);
        }

        // An admission plugin may fill in what a Pod lacks before it is checked.
        if (container is not null && context.Workload is { IsPartial: false, Kind: not WorkloadKind.Pod })
            AnalyzeHugePages(context, container, resources);
    }

    private static void AnalyzeRequest(WorkloadContext context, ContainerView? container, YamlMapping resources, YamlMapping? limits, YamlEntry entry)
    {
        string name = entry.KeyText ?? "";
        if (Quantity.Read(entry.Value) is not { } request || (!name.Contains('/') && !ResourceNames.IsStandard(name)))
            return;

        YamlNode? written = limits.GetWritten(name);
        bool mayOvercommit = ResourceNames.MayOvercommit(name);
        if (written is null)
        {
            if (!mayOvercommit && !context.Workload.IsPartial)
                Report($"has no limit, without which {(ResourceNames.IsHugePages(name) ? "huge pages" : "an extended resource")} cannot be requested", null);
        }
        else if (Quantity.Read(written) is { } limit && (request.Value > limit.Value || (!mayOvercommit && request.Value != limit.Value)))
        {
            Report(mayOvercommit ? $"is above its limit {Text(limit)}" : $"must equal its limit {Text(limit)}", limit);
        }

        void Report(string reason, Located<Quantity>? limit)
        {
            string note = container is null ? context.Target.NoteFrom(PodResourcesMinor) : "";
            bool hasFix = limit is null || request.Value > limit.Value.Value;
            context.Report(
                request.Node,
                $"{name} request {Text(request)} of {container?.Describe() ?? "the pod"} {reason}, {Refusal.OfTemplate(context.Workload, context.Target)}{note}",
                hasFix ? SetLimit(resources, name, request) : null,
                related: limit is { } place ? [new RelatedLocation(new Location(context.Workload.Resource.File, place.Span), "the limit")] : default);
        }
    }

    private static void AnalyzeHugePages(WorkloadContext context, ContainerView container, YamlMapping resources)
    {
        YamlEntry? pages = null;
        foreach (string list in (ReadOnlySpan<string>)["limits", "requests"])
        {
            if (resources.GetMapping(list) is not { } amounts)
                continue;
            if (amounts.Get("cpu") is not null || amounts.Get("memory") is not null)
                return;

            foreach (YamlEntry entry in amounts.GetDecidingEntries())
            {
                if (ResourceNames.IsHugePages(entry.KeyText ?? ""))
                    pages ??= entry;
            }
        }

        if (pages is not null)
            context.Report(pages.Key, $"{pages.KeyText} of {container.Describe()} needs cpu or memory beside it, {Refusal.OfTemplate(context.Workload, context.Target)}");
    }

    private static CodeFix SetLimit(YamlMapping resources, string name, Located<Quantity> request) => CodeFix.Unsafe(
        $"Set the {name} limit to {Text(request).TrimEnd('.')}",
        resources,
        editor => editor.Set(YamlPath.Of(resources) / "limits" / name, YamlValue.From(request.Node)));

    private static string Text(Located<Quantity> amount) => ((YamlScalar)amount.Node.Dereference()).Value;
}
