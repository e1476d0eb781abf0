using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidSelectorRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1016",
        name: "invalid-selector",
        title: "A selector is not well-formed",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterResourceAction(AnalyzeObject);
        context.RegisterWorkloadAction(AnalyzeWorkload);
    }

    private static void AnalyzeObject(ResourceContext context)
    {
        foreach (YamlMapping selector in LabelSelectors.Of(context.Resource))
            CheckRows(context, selector);
        if (context.Resource is { Kind: "PersistentVolume", Group: "" } volume)
            CheckRequiredTerms(context, volume.Spec.GetMapping("nodeAffinity", "required"));
    }

    private static void AnalyzeWorkload(WorkloadContext workloadContext)
    {
        Workload workload = workloadContext.Workload;
        var context = new ResourceContext(workload.Resource, workloadContext.Resources, workloadContext.Findings);
        if (SelectsNothing(workload))
        {
            YamlNode key = workload.Spec!.Find("selector")!.Key;
            context.Report(key, $"{YamlPath.Of(key)}: an empty selector is not allowed in a {workload.Resource.Kind}, {Refusal.Of(workload)}");
        }

        foreach (YamlMapping selector in LabelSelectors.Of(workload))
            CheckRows(context, selector);
        if (!workload.HasOwnTemplate || workload.PodSpec.Mapping is not { } pod)
            return;

        foreach (YamlMapping constraint in pod.GetMappings("topologySpreadConstraints"))
            CheckPresence(context, constraint);
        foreach (YamlMapping term in LabelSelectors.PodAffinityTerms(pod))
            CheckPresence(context, term);
        if (pod.GetMapping("affinity", "nodeAffinity") is not { } nodes)
            return;

        CheckRequiredTerms(context, nodes.GetMapping("requiredDuringSchedulingIgnoredDuringExecution"));
        foreach (YamlMapping preference in nodes.GetMappings("preferredDuringSchedulingIgnoredDuringExecution"))
            CheckTerm(context, preference.GetMapping("preference"));
    }

    // Without the key the object is incomplete, and with another one the labels stand in a wrong place: both are other rules' findings.
    private static bool SelectsNothing(Workload workload)
    {
        bool mustSelect = workload.Kind is WorkloadKind.Deployment or WorkloadKind.ReplicaSet or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet or WorkloadKind.Rollout;
        if (!mustSelect || workload.IsPartial || workload.Spec.GetMapping("selector") is not { } selector || !workload.Selector.IsEmpty)
            return false;

        foreach (YamlEntry entry in selector.Entries)
        {
            if (entry.KeyText is not ("matchLabels" or "matchExpressions") || entry.Value.Dereference() is not (YamlMapping or YamlSequence or YamlScalar { IsNull: true }))
                return false;
        }

        return true;
    }

    // ValidateLabelSelectorRequirement of apimachinery/pkg/apis/meta/v1/validation.
    private static void CheckRows(ResourceContext context, YamlMapping selector)
    {
        foreach (YamlMapping row in selector.GetMappings("matchExpressions"))
        {
            if (row.GetString("operator") is not { } operation)
                continue;
            if (operation.Value is "In" or "NotIn" or "Exists" or "DoesNotExist")
                CheckValues(context, row, operation);
            else if (!TemplateMarkers.IsTemplated(operation.Value))
                Report(context, operation.Node, $"'{operation.Value}' is not In, NotIn, Exists or DoesNotExist");
        }
    }

    private static void CheckRequiredTerms(ResourceContext context, YamlMapping? required)
    {
        if (required.Get("nodeSelectorTerms") is YamlSequence { Items.IsEmpty: true } terms)
            Report(context, terms, "at least one term is needed");
        foreach (YamlMapping term in required.GetMappings("nodeSelectorTerms"))
            CheckTerm(context, term);
    }

    // An operator that nodes do not know is for the rule on closed sets, which the schema lists.
    private static void CheckTerm(ResourceContext context, YamlMapping? term)
    {
        foreach (string key in (ReadOnlySpan<string>)["matchExpressions", "matchFields"])
        {
            foreach (YamlMapping row in term.GetMappings(key))
            {
                if (row.GetString("operator") is { } operation)
                    CheckValues(context, row, operation);
            }
        }
    }

    private static void CheckValues(ResourceContext context, YamlMapping row, Located<string> operation)
    {
        YamlNode? written = row.Get("values");
        if (context.Resource.IsPartial || (written is not null && written is not YamlSequence))
            return;

        var values = written as YamlSequence;
        int count = values?.Items.Length ?? 0;
        switch (operation.Value)
        {
            case "In" or "NotIn" when count == 0:
                Report(context, values ?? operation.Node, $"{operation.Value} needs at least one value");
                break;
            case "Exists" or "DoesNotExist" when count > 0:
                Report(context, row.Find("values")!.Key, $"{operation.Value} takes no values");
                break;
            case "Gt" or "Lt" when count != 1 || !IsWholeNumber(values!.Items[0]):
                Report(context, values ?? operation.Node, $"{operation.Value} needs exactly one whole number");
                break;
        }
    }

    // A value of another type than string is for the rule on types.
    private static bool IsWholeNumber(YamlNode item) =>
        NodeReading.AsString(item) is not { } text || TemplateMarkers.IsTemplated(text.Value) || long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    // pkg/api/pod/warnings.go: a null labelSelector results in matching no pod.
    private static void CheckPresence(ResourceContext context, YamlMapping term)
    {
        if (context.Resource.IsPartial || term.Get("labelSelector") is not null || term.Find("topologyKey") is not { } topology)
            return;

        context.Report(topology.Key, $"{YamlPath.Of(term)}: without labelSelector it matches no pod", severity: DiagnosticSeverity.Warning);
    }

    private static void Report(ResourceContext context, YamlNode node, string reason) => context.Report(node, $"{YamlPath.Of(node)}: {reason}");
}
