using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>What the API server asks of the rules of a <c>podFailurePolicy</c> (<c>validatePodFailurePolicyRule</c>).</summary>
internal sealed class PodFailurePolicyCheck(JobFindings findings, Workload workload, YamlMapping job)
{
    // Before it a server without the gate drops such a rule.
    private const int FirstWithFailIndex = 29;

    public void Analyze(YamlMapping policy)
    {
        foreach (YamlMapping rule in policy.GetMappings("rules"))
        {
            AnalyzeChoice(rule);
            if (rule.GetString("action") is { Value: "FailIndex" } action && job.Get("backoffLimitPerIndex") is null && !findings.IsPartial)
                findings.Report(action.Node, "FailIndex needs backoffLimitPerIndex", FirstWithFailIndex);
            if (rule.GetMapping("onExitCodes") is { } codes)
            {
                AnalyzeContainer(codes);
                AnalyzeValues(codes);
            }
        }
    }

    private void AnalyzeChoice(YamlMapping rule)
    {
        YamlNode? conditions = rule.Get("onPodConditions");
        bool hasCodes = rule.Get("onExitCodes") is not null;
        if (hasCodes && conditions is YamlSequence { Items.IsEmpty: false })
            findings.ReportAt(rule.Find("onPodConditions")!.Key, findings.PathOf(rule), "a rule takes onExitCodes or onPodConditions, not both");
        else if (!hasCodes && conditions is null or YamlSequence { Items.IsEmpty: true } && rule.Entries is [var first, ..])
            findings.ReportAt((rule.Find("action") ?? first).Key, findings.PathOf(rule), "a rule needs onExitCodes or onPodConditions");
    }

    private void AnalyzeContainer(YamlMapping codes)
    {
        if (codes.GetString("containerName") is not { } name || TemplateMarkers.IsTemplated(name.Value) || ReadNames() is not { Count: > 0 } names || names.Contains(name.Value))
            return;

        string? similar = names.Find(known => EditDistance.IsSlip(known, name.Value));
        findings.Report(name.Node, $"the pod template has no container '{name.Value}'{(similar is null ? "" : $", did you mean '{similar}'")}");
    }

    // Null when a container may be missing or its name is not known.
    private List<string>? ReadNames()
    {
        var names = new List<string>();
        foreach (ContainerView container in workload.PodSpec.Containers.AddRange(workload.PodSpec.InitContainers))
        {
            if (container.Name is not { } name || TemplateMarkers.IsTemplated(name.Value))
                return null;
            names.Add(name.Value);
        }

        return findings.IsPartial ? null : names;
    }

    private void AnalyzeValues(YamlMapping codes)
    {
        if (codes.Get("values") is not YamlSequence values)
            return;
        if (values.Items.IsEmpty)
        {
            findings.Report(values, "at least one exit code is needed");
            return;
        }

        bool isIn = codes.GetString("operator")?.Value == "In";
        var seen = new HashSet<long>();
        long? previous = null;
        foreach (YamlNode item in values.Items)
        {
            if ((item.Dereference() as YamlScalar)?.Resolve().AsInteger is not { } code)
                return;

            if (isIn && code == 0)
                findings.Report(item, "0 is success, In does not take it");
            else if (!seen.Add(code))
                findings.Report(item, $"{code} stands here twice");
            else if (code < previous)
                findings.Report(item, $"{code} comes after {previous}, exit codes must ascend");
            previous = code;
        }
    }
}
