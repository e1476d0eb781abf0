using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;

namespace ManifestLint.Rules;

/// <summary>A workload's own selector, to be written at another place.</summary>
internal static class OwnSelector
{
    /// <summary>The selector as a <c>LabelSelector</c>; null when there is none that accepts the workload's own pods.</summary>
    public static YamlValue? ToLabelSelector(this Workload workload)
    {
        if (workload.Selector.Mapping is not { } mapping || !workload.Selector.Accepts(workload.TemplateLabels))
            return null;

        YamlValue written = YamlValue.From(mapping);
        return workload.Kind is WorkloadKind.ReplicationController or WorkloadKind.DeploymentConfig ? YamlValue.Map(("matchLabels", written)) : written;
    }
}
