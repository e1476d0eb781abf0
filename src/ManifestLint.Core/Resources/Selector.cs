using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>What a row of <c>matchExpressions</c> asks.</summary>
public enum SelectorOperator
{
    /// <summary>Not one of the four operators: the API server refuses the row, so nobody knows what it matches.</summary>
    Unknown,

    /// <summary>The label has one of the values.</summary>
    In,

    /// <summary>The label has none of the values, or there is no such label.</summary>
    NotIn,

    /// <summary>The label is there.</summary>
    Exists,

    /// <summary>The label is not there.</summary>
    DoesNotExist,
}

/// <summary>A row of <c>matchExpressions</c>.</summary>
/// <param name="Operator">What is asked.</param>
/// <param name="Key">The label's key.</param>
/// <param name="Values">The values to compare with.</param>
/// <param name="Mapping">The row.</param>
public readonly record struct SelectorRequirement(SelectorOperator Operator, string Key, ImmutableArray<Located<string>> Values, YamlMapping Mapping)
{
    /// <summary>Whether the labels fulfil the row, as <c>k8s.io/apimachinery/pkg/labels</c> decides it.</summary>
    public bool Accepts(Labels labels)
    {
        string? value = labels[Key];
        return Operator switch
        {
            SelectorOperator.In => value is not null && HasValue(value),
            SelectorOperator.NotIn => value is null || !HasValue(value),
            SelectorOperator.Exists => value is not null,
            SelectorOperator.DoesNotExist => value is null,
            _ => false,
        };
    }

    /// <summary>The row as messages show it, for example <c>tier In (web, api)</c>.</summary>
    public override string ToString() => Values.IsEmpty ? $"{Key} {Operator}" : $"{Key} {Operator} ({string.Join(", ", Values.Select(value => value.Value))})";

    private bool HasValue(string value)
    {
        foreach (Located<string> candidate in Values)
        {
            if (candidate.Value == value)
                return true;
        }

        return false;
    }
}

/// <summary>A selector over labels: <c>matchLabels</c> and <c>matchExpressions</c>, or the plain map of a Service.</summary>
public sealed class Selector
{
    /// <summary>The selector of an object that has none.</summary>
    public static readonly Selector None = new(mapping: null, Labels.None, []);

    private Selector(YamlMapping? mapping, Labels matchLabels, ImmutableArray<SelectorRequirement> matchExpressions)
    {
        Mapping = mapping;
        MatchLabels = matchLabels;
        MatchExpressions = matchExpressions;
    }

    /// <summary>What stands under <c>selector</c>; null when nothing does.</summary>
    public YamlMapping? Mapping { get; }

    /// <summary>The pairs that must all be there; of a plain map, the whole of it.</summary>
    public Labels MatchLabels { get; }

    /// <summary>The rows that must all hold.</summary>
    public ImmutableArray<SelectorRequirement> MatchExpressions { get; }

    /// <summary>
    /// Whether the selector asks for nothing. Such a selector accepts nothing here: a Service without selector has no pods of its own, and a
    /// workload with an empty one is refused. What <c>{}</c> means in a PodDisruptionBudget is <see cref="DisruptionBudgetView.SelectsEveryPod"/>.
    /// </summary>
    public bool IsEmpty => MatchLabels.IsEmpty && MatchExpressions.IsEmpty;

    /// <summary>Whether every pair and row can be read: none is a template yet, of a wrong type, or with an operator that the API server refuses.</summary>
    public bool IsKnown
    {
        get
        {
            if (MatchLabels.HasUnknownPairs)
                return false;

            foreach (Label pair in MatchLabels.Pairs)
            {
                if (TemplateMarkers.IsTemplated(pair.Key) || TemplateMarkers.IsTemplated(pair.Value.Value))
                    return false;
            }

            foreach (SelectorRequirement row in MatchExpressions)
            {
                if (row.Operator == SelectorOperator.Unknown || TemplateMarkers.IsTemplated(row.Key) || row.Values.Any(value => TemplateMarkers.IsTemplated(value.Value)))
                    return false;
            }

            return true;
        }
    }

    /// <summary>The selector of a Service, ReplicationController or DeploymentConfig: pairs and nothing else.</summary>
    public static Selector FromMap(YamlMapping? mapping) => mapping is null ? None : new(mapping, new Labels(mapping), []);

    /// <summary>A <c>LabelSelector</c>, as every newer object has.</summary>
    public static Selector FromLabelSelector(YamlMapping? mapping)
    {
        if (mapping is null)
            return None;

        var rows = ImmutableArray.CreateBuilder<SelectorRequirement>();
        foreach (YamlMapping row in mapping.GetMappings("matchExpressions"))
            rows.Add(ReadRow(row));
        return new(mapping, new Labels(mapping.GetMapping("matchLabels")), rows.DrainToImmutable());
    }

    /// <summary>Whether every pair is among the labels and every row holds. A selector that is empty, or that the API server refuses, accepts nothing.</summary>
    public bool Accepts(Labels labels)
    {
        if (IsEmpty || MatchLabels.HasUnknownPairs)
            return false;

        foreach (Label pair in MatchLabels.Pairs)
        {
            if (!labels.Contains(pair.Key, pair.Value.Value))
                return false;
        }

        foreach (SelectorRequirement row in MatchExpressions)
        {
            if (!row.Accepts(labels))
                return false;
        }

        return true;
    }

    /// <summary>
    /// Whether the labels are accepted, or could be once the values are known that are templates (<c>${COLOR}</c>) or of a wrong type now.
    /// A rule that reports a missing match asks this.
    /// </summary>
    public bool MayAccept(Labels labels)
    {
        if (IsEmpty)
            return false;
        if (labels.HasUnknownPairs || MatchLabels.HasUnknownPairs)
            return true;

        foreach (Label pair in MatchLabels.Pairs)
        {
            string? actual = labels[pair.Key];
            if (actual == pair.Value.Value || TemplateMarkers.IsTemplated(pair.Value.Value) || (actual is not null && TemplateMarkers.IsTemplated(actual)))
                continue;
            return false;
        }

        foreach (SelectorRequirement row in MatchExpressions)
        {
            bool isUnknown = row.Operator == SelectorOperator.Unknown || (labels[row.Key] is { } actual && TemplateMarkers.IsTemplated(actual));
            if (!isUnknown && !row.Accepts(labels))
                return false;
        }

        return true;
    }

    /// <summary>What is asked, as messages show it, for example <c>app: shop, tier In (web, api)</c>.</summary>
    public override string ToString() => string.Join(", ", (string[])[.. MatchLabels.Pairs.Select(pair => $"{pair.Key}: {pair.Value.Value}"), .. MatchExpressions.Select(row => row.ToString())]);

    private static SelectorRequirement ReadRow(YamlMapping row)
    {
        SelectorOperator operation = row.GetString("operator")?.Value switch
        {
            "In" => SelectorOperator.In,
            "NotIn" => SelectorOperator.NotIn,
            "Exists" => SelectorOperator.Exists,
            "DoesNotExist" => SelectorOperator.DoesNotExist,
            _ => SelectorOperator.Unknown,
        };
        if (row.GetString("key") is not { } key)
            return new(SelectorOperator.Unknown, "", [], row);

        var values = ImmutableArray.CreateBuilder<Located<string>>();
        foreach (YamlNode item in row.GetItems("values"))
        {
            if (NodeReading.AsString(item) is { } value)
                values.Add(value);
            else
                operation = SelectorOperator.Unknown;
        }

        return new(operation, key.Value, values.DrainToImmutable(), row);
    }
}
