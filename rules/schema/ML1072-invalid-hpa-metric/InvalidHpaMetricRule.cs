using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidHpaMetricRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1072",
        name: "invalid-hpa-metric",
        title: "A metric of a HorizontalPodAutoscaler is not valid",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (context.Resource is not { Kind: "HorizontalPodAutoscaler", ApiVersion: "autoscaling/v2" } || context.Resource.Spec.Get("metrics") is not YamlSequence metrics)
            return;

        for (int i = 0; i < metrics.Items.Length; i++)
        {
            if (metrics.Items[i].Dereference() is YamlMapping metric)
                Analyze(context, metric, i);
        }
    }

    private static void Analyze(ResourceContext context, YamlMapping metric, int index)
    {
        if (metric.GetString("type") is not { } type || TemplateMarkers.IsTemplated(type.Value))
            return;

        if (MetricSource.Find(type.Value) is not { } source)
        {
            MetricSource? meant = MetricSource.FindLike(type.Value);
            string hint = meant is null ? "" : $", did you mean '{meant.Type}'";
            context.Report(type.Node, $"spec.metrics[{index}]: '{type.Value}' is not a type of metric, use {MetricSource.AllTypes}{hint}; {Refusal.ByServer}");
            return;
        }

        YamlEntry? other = FindOtherBlock(metric, source);
        if (metric.Get(source.Block) is null)
            ReportMissingBlock(context, metric, index, type, source, other);
        else if (other is not null)
            context.Report(other.Key, $"spec.metrics[{index}]: type {source.Type} takes the block '{source.Block}' alone, not '{other.KeyText}'; {Refusal.ByServer}");
        else if (metric.GetMapping(source.Block).GetMapping("target") is { } target)
            new MetricTargetCheck(context, source, target, index).Run();
    }

    private static void ReportMissingBlock(ResourceContext context, YamlMapping metric, int index, Located<string> type, MetricSource source, YamlEntry? other)
    {
        if (context.Resource.IsPartial || HasUnknownField(metric))
            return;

        string found = other is null ? "" : $", it has '{other.KeyText}'";
        context.Report(type.Node, $"spec.metrics[{index}]: type {source.Type} needs the block '{source.Block}'{found}; {Refusal.ByServer}");
    }

    private static YamlEntry? FindOtherBlock(YamlMapping metric, MetricSource source)
    {
        foreach (MetricSource candidate in MetricSource.All)
        {
            if (candidate != source && metric.Get(candidate.Block) is not null)
                return metric.Find(candidate.Block);
        }

        return null;
    }

    // A misspelt block is an unknown field, which says enough.
    private static bool HasUnknownField(YamlMapping metric)
    {
        foreach ((string key, _) in metric.EffectiveEntries())
        {
            if (key != "type" && !MetricSource.All.Any(source => source.Block == key))
                return true;
        }

        return false;
    }
}
