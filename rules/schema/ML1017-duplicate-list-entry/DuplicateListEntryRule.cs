using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class DuplicateListEntryRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1017",
        name: "duplicate-list-entry",
        title: "Two items of a list have the key that tells them apart",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterWorkloadAction(AnalyzePods);
        context.RegisterResourceAction(AnalyzeServiceAccount);
        context.RegisterSchemaAction(SchemaViolationKind.DuplicateItem, AnalyzeCustom);
    }

    private static void AnalyzeServiceAccount(ResourceContext context)
    {
        if (context.Resource is not { Kind: "ServiceAccount", Group: "" } account)
            return;

        Check(context, account.Root, "secrets", "name", DiagnosticSeverity.Warning);
        Check(context, account.Root, "imagePullSecrets", "name", DiagnosticSeverity.Warning);
    }

    // The lists of Kubernetes' own kinds have rules that know more about them.
    private static void AnalyzeCustom(SchemaContext context)
    {
        YamlNode? item = context.Violation.Node;
        while (item is not null && item.Parent is not YamlSequence)
            item = item.Parent;
        if (context.Root.IsBuiltIn || item?.Parent is not YamlSequence { Parent: YamlEntry { KeyText: { } list } } sequence)
            return;

        bool isSet = context.Violation.Schema.ListType != SchemaListType.Map;
        YamlNode? equal = sequence.Items.FirstOrDefault(other => other.Span.Start < item.Span.Start && YamlValue.From(other).Equals(YamlValue.From(item)));
        context.Report(
            isSet ? $"{list} has the item '{context.Violation.Detail}' twice" : $"{list} has two items with {context.Violation.Detail}",
            equal is null ? null : CodeFix.Safe("Delete the second of two equal items", item, editor => editor.RemoveItem(YamlPath.Of(item))),
            node: item is YamlMapping mapping && context.Violation.Schema.ListMapKeys is [var first, ..] ? mapping.Find(first)?.Value : null);
    }

    private static void AnalyzePods(WorkloadContext workloadContext)
    {
        Workload workload = workloadContext.Workload;
        if (!workload.HasOwnTemplate || workload.PodSpec.Mapping is not { } pod)
            return;

        var context = new ResourceContext(workload.Resource, workloadContext.Resources, workloadContext.Findings);
        Check(context, pod, "containers", "name", DiagnosticSeverity.Error);
        Check(context, pod, "initContainers", "name", DiagnosticSeverity.Error);
        CheckAcross(context, workload.PodSpec);
        Check(context, pod, "volumes", "name", DiagnosticSeverity.Error);
        Check(context, pod, "topologySpreadConstraints", "topologyKey", DiagnosticSeverity.Error, "whenUnsatisfiable");
        Check(context, pod, "hostAliases", "ip", DiagnosticSeverity.Warning);
        Check(context, pod, "imagePullSecrets", "name", DiagnosticSeverity.Warning);
    }

    private static void Check(ResourceContext context, YamlMapping parent, string list, string key, DiagnosticSeverity severity, string? secondKey = null)
    {
        if (parent.Get(list) is not YamlSequence { Items.Length: > 1 } sequence)
            return;

        var seen = new Dictionary<string, YamlMapping>(StringComparer.Ordinal);
        foreach (YamlNode item in sequence.Items)
        {
            if (item.Dereference() is not YamlMapping mapping || mapping.Find("$patch") is not null || ReadKey(mapping, key, secondKey) is not { } value)
                continue;
            if (seen.TryAdd(value.Value, mapping))
                continue;

            string keys = secondKey is null ? key : $"{key} and {secondKey}";
            context.Report(item is YamlAlias ? item : value.Node, $"{list} has two items with {keys} '{value.Value}'", Delete(seen[value.Value], item), severity);
        }
    }

    private static Located<string>? ReadKey(YamlMapping item, string key, string? secondKey)
    {
        if (item.GetString(key) is not { } first || TemplateMarkers.IsTemplated(first.Value))
            return null;
        if (secondKey is null)
            return first;
        return item.GetString(secondKey) is { } second ? first with { Value = $"{first.Value}, {second.Value}" } : null;
    }

    private static void CheckAcross(ResourceContext context, PodSpecView pod)
    {
        foreach (ContainerView early in pod.InitContainers)
        {
            foreach (ContainerView regular in pod.Containers)
            {
                if (early.Name is { } name && name.Value == regular.Name?.Value && !TemplateMarkers.IsTemplated(name.Value))
                    context.Report(name.Node, $"containers and initContainers both have an item with name '{name.Value}'");
            }
        }
    }

    // Which of two different items was meant is not known.
    private static CodeFix? Delete(YamlMapping first, YamlNode later) => YamlValue.From(first).Equals(YamlValue.From(later))
        ? CodeFix.Safe("Delete the second of two equal items", later, editor => editor.RemoveItem(YamlPath.Of(later)))
        : null;
}
