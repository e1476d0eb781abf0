using ManifestLint.Analysis;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Beta labels of nodes that have stable names (<c>pkg/api/node/util.go</c>), wherever a pod asks for them.</summary>
internal static class DeprecatedNodeLabels
{
    /// <summary>Reports the labels in <c>nodeSelector</c>, in node affinities, and as topologies.</summary>
    public static void Check(ResourceContext context, YamlMapping pod)
    {
        if (pod.GetMapping("nodeSelector") is { } selector)
            CheckKeys(context, selector);
        foreach (YamlMapping constraint in pod.GetMappings("topologySpreadConstraints"))
            CheckValue(context, constraint.GetString("topologyKey"));
        if (pod.GetMapping("affinity") is not { } affinity)
            return;

        foreach (YamlMapping term in LabelSelectors.PodAffinityTerms(pod))
            CheckValue(context, term.GetString("topologyKey"));
        YamlMapping? nodes = affinity.GetMapping("nodeAffinity");
        foreach (YamlMapping term in nodes.GetMapping("requiredDuringSchedulingIgnoredDuringExecution").GetMappings("nodeSelectorTerms"))
            CheckRows(context, term);
        foreach (YamlMapping preference in nodes.GetMappings("preferredDuringSchedulingIgnoredDuringExecution"))
            CheckRows(context, preference.GetMapping("preference"));
    }

    private static void CheckRows(ResourceContext context, YamlMapping? term)
    {
        foreach (YamlMapping row in term.GetMappings("matchExpressions"))
            CheckValue(context, row.GetString("key"));
    }

    private static void CheckKeys(ResourceContext context, YamlMapping selector)
    {
        foreach (YamlEntry entry in selector.Entries)
        {
            if (entry.KeyText is not { } label || FindStable(label) is not { } stable)
                continue;

            CodeFix? fix = selector.Find(stable.Name) is not null ? null
                : CodeFix.Safe($"Rename it to {stable.Name}", entry, editor => editor.RenameKey(YamlPath.Of(selector) / label, stable.Name));
            context.Report(entry.Key, Describe(label, stable), fix);
        }
    }

    private static void CheckValue(ResourceContext context, Located<string>? label)
    {
        if (label is not { } old || FindStable(old.Value) is not { } stable)
            return;

        context.Report(
            old.Node,
            Describe(old.Value, stable),
            CodeFix.Safe($"Write {stable.Name}", old.Node, editor => editor.SetScalar(YamlPath.Of(old.Node), YamlValue.String(stable.Name))));
    }

    private static string Describe(string label, StableLabel stable) => $"'{label}' is deprecated since {stable.Since}, use {stable.Name}";

    private static StableLabel? FindStable(string label) => label switch
    {
        "beta.kubernetes.io/arch" => new("1.14", "kubernetes.io/arch"),
        "beta.kubernetes.io/os" => new("1.14", "kubernetes.io/os"),
        "beta.kubernetes.io/instance-type" => new("1.17", "node.kubernetes.io/instance-type"),
        "failure-domain.beta.kubernetes.io/zone" => new("1.17", "topology.kubernetes.io/zone"),
        "failure-domain.beta.kubernetes.io/region" => new("1.17", "topology.kubernetes.io/region"),
        _ => null,
    };

    /// <summary>The label to use, and since when.</summary>
    private readonly record struct StableLabel(string Since, string Name);
}
