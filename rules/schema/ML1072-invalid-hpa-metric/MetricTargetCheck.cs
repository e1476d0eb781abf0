using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Holds the <c>target</c> of a metric to what the API server wants of it.</summary>
internal readonly record struct MetricTargetCheck(ResourceContext Context, MetricSource Source, YamlMapping Target, int Index)
{
    private static readonly ImmutableArray<string> Numbers = ["averageUtilization", "averageValue", "value"];

    private string Path => $"spec.metrics[{Index}].{Source.Block}.target";

    public void Run()
    {
        CheckType();
        CheckNumbers();

        YamlEntry? first = null;
        foreach (string field in Source.Targets)
        {
            if (Target.Get(field) is null)
                continue;

            YamlEntry entry = Target.Find(field)!;
            if (first is not null && !Source.TakesSeveral)
                Report(Later(first, entry), $"takes {string.Join(" or ", Source.Targets)}, not both");
            first ??= entry;
        }

        if (first is null)
            ReportNone();
    }

    private static string TextOf(YamlNode number) => ((YamlScalar)number.Dereference()).Value;

    private static YamlNode Later(YamlEntry first, YamlEntry second) => first.Span.Start > second.Span.Start ? first.Key : second.Key;

    private void CheckType()
    {
        if (Target.GetString("type") is { } type && type.Value is not ("Utilization" or "Value" or "AverageValue") && !TemplateMarkers.IsTemplated(type.Value))
            Report(type.Node, $"'{type.Value}' is not a type of target, use Utilization, Value or AverageValue");
    }

    private void CheckNumbers()
    {
        if (Target.GetInteger("averageUtilization") is { Value: < 1 } utilization)
            Report(utilization.Node, $"averageUtilization must be at least 1, it is {utilization.Value}");
        if (Quantity.Read(Target.GetWritten("averageValue")) is { } average && (average.Value.IsZero || average.Value.IsNegative))
            Report(average.Node, $"averageValue must be greater than 0, it is {TextOf(average.Node)}");
        if (Quantity.Read(Target.GetWritten("value")) is { } value && (value.Value.IsZero || value.Value.IsNegative))
            Report(value.Node, $"value must be greater than 0, it is {TextOf(value.Node)}");
    }

    private void ReportNone()
    {
        if (Context.Resource.IsPartial)
            return;

        string found = "";
        foreach ((string key, YamlEntry entry) in Target.EffectiveEntries())
        {
            if (key == "type" || entry.Value.Dereference() is YamlScalar { IsNull: true })
                continue;
            // An unknown field may be the misspelt one, and is a finding of its own.
            if (!Numbers.Contains(key))
                return;
            found = $", it has {key}";
        }

        Report(((YamlEntry)Target.Parent!).Key, $"a metric of type {Source.Type} needs {string.Join(" or ", Source.Targets)}{found}");
    }

    private void Report(YamlNode node, string reason) => Context.Report(node, $"{Path}: {reason}; {Refusal.ByServer}");
}
