using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class PdbWithoutPolicyRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7005",
        name: "pdb-without-policy",
        title: "A PodDisruptionBudget names neither minAvailable nor maxUnavailable",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (resources.DisruptionBudgetOf(resource) is not { Resource.IsPartial: false, HasPolicy: false } budget || resource.Spec is not { } spec)
            return;

        context.Report(
            resource.Root.Find("spec")!.Key,
            $"{resource} names neither minAvailable nor maxUnavailable, which the controller reads as 0 allowed disruptions",
            CanAllowOne(budget, resources) ? AllowOne(spec) : null);
    }

    // maxUnavailable needs pods whose owner has a number of replicas (ML7008).
    private static bool CanAllowOne(DisruptionBudgetView budget, ResourceSet resources)
    {
        DisruptionArithmetic numbers = resources.DisruptionOf(budget);
        return numbers.Workloads.All(DisruptionArithmetic.HasScale) && BudgetPolicy.ToleratesOne(numbers, resources);
    }

    private static CodeFix AllowOne(YamlMapping spec)
    {
        YamlPath path = YamlPath.Of(spec);
        bool isWritten = spec.Find("maxUnavailable") is not null;
        return CodeFix.Unsafe("Set maxUnavailable to 1", spec, editor => isWritten
            ? editor.Set(path / "maxUnavailable", YamlValue.Integer(1))
            : editor.InsertEntry(path, "maxUnavailable", YamlValue.Integer(1), EntryPosition.Before("selector")));
    }
}
