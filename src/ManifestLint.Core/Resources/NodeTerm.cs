using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Labels that a node must have to take a pod: one of the alternatives of required node affinity, together with <c>nodeSelector</c> and <c>nodeName</c>.</summary>
internal readonly record struct NodeTerm
{
    // Not a label: the name of the node itself.
    private const string NodeNameKey = "";

    private readonly List<(string Key, List<string> Values)> _asked;

    private NodeTerm(List<(string Key, List<string> Values)> asked) => _asked = asked;

    /// <summary>The alternatives; one that asks for nothing when the pod has no rules.</summary>
    public static IEnumerable<NodeTerm> ReadAll(PodSpecView pod)
    {
        var always = new List<(string Key, List<string> Values)>();
        if (pod.Mapping.GetString("nodeName") is { Value.Length: > 0 } name)
            always.Add((NodeNameKey, [name.Value]));
        foreach ((string key, Located<string> value) in pod.Mapping.GetStringMap("nodeSelector"))
            always.Add((key, [value.Value]));

        bool hasTerms = false;
        foreach (YamlMapping term in pod.Mapping.GetMapping("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution").GetMappings("nodeSelectorTerms"))
        {
            hasTerms = true;
            yield return new NodeTerm([.. always, .. ReadRows(term)]);
        }

        if (!hasTerms)
            yield return new NodeTerm(always);
    }

    /// <summary>Whether both ask for a label, and have no value of it in common.</summary>
    public bool Excludes(NodeTerm other)
    {
        foreach ((string key, List<string> values) in _asked)
        {
            foreach ((string otherKey, List<string> otherValues) in other._asked)
            {
                if (key == otherKey && !values.Exists(otherValues.Contains))
                    return true;
            }
        }

        return false;
    }

    private static IEnumerable<(string Key, List<string> Values)> ReadRows(YamlMapping term)
    {
        foreach (YamlMapping row in term.GetMappings("matchExpressions"))
        {
            if (row.GetString("key") is { } key && row.GetString("operator")?.Value == "In")
                yield return (key.Value, [.. row.GetItems("values").Select(item => NodeReading.AsString(item)?.Value).OfType<string>()]);
        }
    }
}
