using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class QuantityUnitSuspiciousRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7029",
        name: "quantity-unit-suspicious",
        title: "An amount of cpu, memory or storage has the wrong unit",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        Resource resource = context.Resource;
        if (resource is { Kind: "PersistentVolumeClaim", Group: "" })
            AnalyzeClaim(context, resource.Spec, "");
        else if (context.Resources.WorkloadOf(resource) is { HasOwnTemplate: true, IsOwned: false } workload)
            AnalyzeWorkload(context, workload);
    }

    private static void AnalyzeWorkload(ResourceContext context, Workload workload)
    {
        foreach (ContainerView container in workload.PodSpec.All)
            AnalyzeAmounts(context, container.Mapping.GetMapping("resources"), container.Describe(), isContainer: true);
        AnalyzeAmounts(context, workload.PodSpec.Mapping.GetMapping("resources"), "the pod", isContainer: false);

        foreach (YamlMapping volume in workload.PodSpec.Volumes)
        {
            string name = $" of volume '{volume.GetString("name")?.Value}'";
            Report(context, "sizeLimit", volume.GetMapping("emptyDir").GetWritten("sizeLimit"), "sizeLimit", name);
            AnalyzeClaim(context, volume.GetMapping("ephemeral", "volumeClaimTemplate", "spec"), name);
        }

        foreach (YamlMapping template in workload.Spec.GetMappings("volumeClaimTemplates"))
            AnalyzeClaim(context, template.GetMapping("spec"), $" of claim template '{template.GetMapping("metadata").GetString("name")?.Value}'");
    }

    private static void AnalyzeClaim(ResourceContext context, YamlMapping? claim, string where) =>
        Report(context, "storage", claim.GetMapping("resources", "requests").GetWritten("storage"), "storage request", where);

    private static void AnalyzeAmounts(ResourceContext context, YamlMapping? resources, string owner, bool isContainer)
    {
        if (resources is null)
            return;

        YamlMapping? limits = resources.GetMapping("limits");
        foreach (bool isLimit in (ReadOnlySpan<bool>)[false, true])
        {
            YamlMapping? amounts = resources.GetMapping(isLimit ? "limits" : "requests");
            if (isLimit && amounts == resources.GetMapping("requests"))
                break;
            foreach (string name in (ReadOnlySpan<string>)["cpu", "memory", "ephemeral-storage"])
            {
                if (Quantity.Read(amounts.GetWritten(name)) is not { } amount || (isContainer && IsFractionOrTooLittle(name, amount, isLimit)))
                    continue;

                bool isAboveLimit = !isLimit && Quantity.Read(limits.Get(name)) is { } limit && amount.Value > limit.Value;
                if (!isAboveLimit)
                    Report(context, name, amount.Node, $"{name} {(isLimit ? "limit" : "request")}", $" of {owner}");
            }
        }
    }

    // ML1044 says it, because the API server warns too.
    private static bool IsFractionOrTooLittle(string name, Located<Quantity> amount, bool isLimit) =>
        name != "cpu" && ByteSlip.Find(name, amount.Value, ((YamlScalar)amount.Node.Dereference()).Value, isLimit) is not null;

    private static void Report(ResourceContext context, string name, YamlNode? node, string what, string owner)
    {
        if (Quantity.Read(node) is not { } amount || SuspiciousAmount.Find(name, amount) is not { } suspicion)
            return;

        context.Report(
            amount.Node,
            $"{what} {((YamlScalar)amount.Node.Dereference()).Value}{owner} {suspicion.Reason}",
            suspicion.Meant is { } meant ? CodeFix.Unsafe($"Write {meant}", amount.Node, editor => editor.SetScalar(YamlPath.Of(amount.Node), YamlValue.String(meant))) : null);
    }
}
