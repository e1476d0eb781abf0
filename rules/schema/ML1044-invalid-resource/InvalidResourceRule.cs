using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidResourceRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1044",
        name: "invalid-resource",
        title: "A container asks for a resource that does not exist, or for an amount that cannot be",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            if (container.Mapping.GetMapping("resources") is not { } resources)
                continue;

            AnalyzeAmounts(context, container, resources.GetMapping("limits"), isLimit: true);
            AnalyzeAmounts(context, container, resources.GetMapping("requests"), isLimit: false);
            if (resources.Get("claims") is YamlSequence claims && !context.Workload.IsPartial)
                AnalyzeClaims(context, container, claims);
        }
    }

    private static void AnalyzeAmounts(WorkloadContext context, ContainerView container, YamlMapping? amounts, bool isLimit)
    {
        if (amounts is null)
            return;

        foreach (YamlEntry entry in amounts.GetDecidingEntries())
        {
            if (entry.KeyText is not { } name || TemplateMarkers.IsTemplated(name) || name.StartsWith('$') || entry.Value.Dereference() is YamlScalar { IsNull: true })
                continue;
            if (!name.Contains('/') && !ResourceNames.IsStandard(name))
                ReportName(context, container, entry.Key, name);
            else if (Quantity.Read(entry.Value) is { } amount)
                AnalyzeAmount(context, container, name, amount, isLimit);
        }
    }

    private static void ReportName(WorkloadContext context, ContainerView container, YamlNode key, string name)
    {
        string hint = ResourceSlips.FindStandard(name) is { } meant ? $", did you mean '{meant}'" : ResourceSlips.IsDevice(name) ? ", a device has a domain in its name, as in 'nvidia.com/gpu'" : "";
        context.Report(key, $"{container.DescribeFirst()} cannot ask for '{name}'{hint}; {Refusal.OfTemplate(context.Workload, context.Target)}");
    }

    private static void AnalyzeAmount(WorkloadContext context, ContainerView container, string name, Located<Quantity> amount, bool isLimit)
    {
        if (FindDefect(name, amount.Value) is { } defect)
            Report($"{defect}, {Refusal.OfTemplate(context.Workload, context.Target)}");
        else if (name is "memory" or "ephemeral-storage" && ByteSlip.Find(name, amount.Value, Text(amount), isLimit) is { } slip)
            Report(slip.Reason, slip);

        void Report(string reason, ByteSlip? slip = null) => context.Report(
            amount.Node,
            $"{name} {(isLimit ? "limit" : "request")} {Text(amount)} of {container.Describe()} {reason}",
            slip?.CreateFix(amount.Node),
            slip?.Severity);
    }

    private static string? FindDefect(string name, Quantity amount)
    {
        if (amount.IsNegative)
            return "is negative";
        if (ResourceNames.IsExtended(name))
            return amount.IsWhole ? null : "is not a whole number";
        return PageSize(name) is { } page && (page.IsZero || !(amount.Nano % page.Nano).IsZero) ? "is no multiple of the page size" : null;
    }

    private static void AnalyzeClaims(WorkloadContext context, ContainerView container, YamlSequence claims)
    {
        List<string>? known = ReadClaimNames(context.Workload.PodSpec.Mapping.Get("resourceClaims"));
        if (known is null)
            return;

        foreach (YamlNode item in claims.Items)
        {
            if ((item.Dereference() as YamlMapping).GetString("name") is not { Value.Length: > 0 } name || TemplateMarkers.IsTemplated(name.Value) || known.Contains(name.Value))
                continue;

            string hint = known.Where(candidate => EditDistance.IsSlip(candidate, name.Value)).ToArray() is [var near] ? $", did you mean '{near}'" : "";
            context.Report(
                name.Node,
                $"{container.DescribeFirst()} claims '{name.Value}', but the pod has no such entry in resourceClaims{hint}; {Refusal.OfTemplate(context.Workload, context.Target)}");
        }
    }

    // Null when an entry cannot be read.
    private static List<string>? ReadClaimNames(YamlNode? list)
    {
        if (list is not (null or YamlSequence))
            return null;

        var names = new List<string>();
        foreach (YamlNode item in (list as YamlSequence)?.Items ?? [])
        {
            if ((item.Dereference() as YamlMapping).GetString("name") is not { } name || TemplateMarkers.IsTemplated(name.Value))
                return null;
            names.Add(name.Value);
        }

        return names;
    }

    private static Quantity? PageSize(string name) =>
        ResourceNames.IsHugePages(name) ? Quantity.Parse(name[ResourceNames.HugePagesPrefix.Length..]) ?? Quantity.FromInteger(0) : null;

    private static string Text(Located<Quantity> amount) => ((YamlScalar)amount.Node.Dereference()).Value;
}
