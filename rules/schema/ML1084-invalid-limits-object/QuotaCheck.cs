using System.Collections.Frozen;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>What the API server asks of the <c>hard</c> limits of a ResourceQuota (<c>ValidateResourceQuotaSpec</c>).</summary>
internal sealed class QuotaCheck(ResourceContext context, YamlMapping spec)
{
    private static readonly FrozenSet<string> Computes = FrozenSet.Create(
        StringComparer.Ordinal, "cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

    private static readonly FrozenSet<string> Counts = FrozenSet.Create(
        StringComparer.Ordinal,
        "pods",
        "services",
        "services.nodeports",
        "services.loadbalancers",
        "replicationcontrollers",
        "resourcequotas",
        "secrets",
        "configmaps",
        "persistentvolumeclaims");

    private static readonly FrozenSet<string> Sizes = FrozenSet.Create(
        StringComparer.Ordinal, "ephemeral-storage", "requests.ephemeral-storage", "limits.ephemeral-storage", "requests.storage");

    public void Analyze(YamlMapping hard)
    {
        string[] scopes = [.. ReadScopes()];
        foreach ((string name, YamlEntry entry) in hard.EffectiveEntries())
        {
            if (TemplateMarkers.IsTemplated(name) || name.StartsWith('$'))
                continue;

            bool isStandard = IsStandard(name);
            if (!isStandard && !name.Contains('/'))
                Report(entry.Key, entry, $"it is no resource of a quota{Suggest(name)}");
            else if (isStandard && Array.Find(scopes, scope => !Fits(scope, name)) is { } unfit)
                Report(entry.Key, entry, $"scope {unfit} is for {(unfit == "BestEffort" ? "pods only" : "pods, cpu and memory only")}");
            else
                AnalyzeAmount(name, entry);
        }
    }

    private void AnalyzeAmount(string name, YamlEntry entry)
    {
        if (Quantity.Read(entry.Value) is not { } amount)
            return;

        string text = ((YamlScalar)amount.Node.Dereference()).Value;
        if (amount.Value.IsNegative)
            Report(amount.Node, entry, $"{text} is below 0");
        else if (!amount.Value.IsWhole && IsCounted(name))
            Report(amount.Node, entry, $"{text} is no whole number");
    }

    private IEnumerable<string> ReadScopes()
    {
        foreach (YamlNode scope in spec.GetItems("scopes"))
        {
            if (NodeReading.AsString(scope) is { Value: var name })
                yield return name;
        }

        foreach (YamlMapping expression in spec.GetMapping("scopeSelector").GetMappings("matchExpressions"))
        {
            if (expression.GetString("scopeName") is { Value: var name })
                yield return name;
        }
    }

    private static bool IsStandard(string name) => Computes.Contains(name) || Counts.Contains(name) || Sizes.Contains(name) || IsHugePages(name);

    private static bool IsHugePages(string name) =>
        name.StartsWith("hugepages-", StringComparison.Ordinal) || name.StartsWith("requests.hugepages-", StringComparison.Ordinal);

    // Extended resources and count/… come in pieces; requests.… of them are not looked at (IsIntegerResourceName).
    private static bool IsCounted(string name) => Counts.Contains(name)
        || (name.Contains('/') && !name.Contains("kubernetes.io/", StringComparison.Ordinal) && !name.StartsWith("requests.", StringComparison.Ordinal));

    // IsResourceQuotaScopeValidForResource; a scope that is not known is taken to fit.
    private static bool Fits(string scope, string name) => scope switch
    {
        "BestEffort" => name == "pods",
        "NotBestEffort" or "Terminating" or "NotTerminating" or "PriorityClass" or "CrossNamespacePodAffinity" => name == "pods" || Computes.Contains(name),
        _ => true,
    };

    private static string Suggest(string name)
    {
        string? similar = Computes.Concat(Counts).Concat(Sizes).Order(StringComparer.Ordinal).FirstOrDefault(known => EditDistance.IsSlip(known, name));
        similar ??= name switch
        {
            "storage" => "requests.storage",
            "deployments" or "replicasets" or "statefulsets" or "daemonsets" => $"count/{name}.apps",
            "jobs" or "cronjobs" => $"count/{name}.batch",
            "deployments.apps" or "replicasets.apps" or "statefulsets.apps" or "daemonsets.apps" or "jobs.batch" or "cronjobs.batch" => $"count/{name}",
            _ => null,
        };
        return similar is null ? "" : $", did you mean '{similar}'";
    }

    private void Report(YamlNode node, YamlEntry entry, string reason) =>
        context.Report(node, $"{context.Resource.PathOf(entry.Value)}: {reason}; {Refusal.ByServer}");
}
