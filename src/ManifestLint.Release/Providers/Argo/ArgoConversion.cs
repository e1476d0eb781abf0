using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Providers.Argo;

/// <summary>Makes a Rollout of Argo Rollouts of a plain set.</summary>
internal static class ArgoConversion
{
    /// <summary>The set as a Rollout with its Services and what is around it.</summary>
    /// <exception cref="ReleaseRefusedException">It cannot be converted.</exception>
    public static ReleaseConversion Run(ReleaseState state, ConversionRequest request)
    {
        var plan = ArgoPlan.Of(state, request);
        ImmutableArray<ArgoCompanion> companions = new ArgoCompanions(plan).Make();
        var migration = new ArgoMigration(plan, companions);
        return new ReleaseConversion
        {
            Provider = "Argo Rollouts",
            Name = plan.Name,
            Before = state,
            Objects = [.. plan.Services.Make(plan.Identity), .. new ArgoRollout(plan).Make(), .. companions.Select(companion => companion.Generated)],
            Migration = migration.Steps(),
            WayBack = migration.WayBack(),
            Release = ArgoRelease.Steps(plan),
            Differences = ArgoDifferences.Of(plan),
            Notes = FindNotes(plan, companions),
            Objection = plan.FindObjection(),
        };
    }

    private static ImmutableArray<string> FindNotes(ArgoPlan plan, ImmutableArray<ArgoCompanion> companions)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (!SlotlessTemplate.AreEqual(plan.State))
        {
            bool isVersion = plan.Serving.ImageText != plan.Other.ImageText;
            notes.Add($"only the template of {plan.Serving.Name}{(isVersion ? $" ({plan.Serving.ImageText})" : "")} goes on; that of {plan.Other.Name} ({(isVersion ? plan.Other.ImageText : "the same images, other fields")}) is left behind");
        }

        foreach (ServiceView service in plan.Services.Dropped)
            notes.Add($"Service {service.Name} leads to one side for ever, and there are no sides any more: it is left out, and goes with the old Deployments{RoutesTo(plan, service)}");
        foreach (ArgoStep step in plan.Steps.Where(step => step.IsDropped))
            notes.Add($"{step.Weight} % of {plan.Replicas} pods brings no other split than the step before ({step.Argo.Canary} of {step.Argo.Total} pods), so it is left out");
        if (!plan.IsBlueGreen && plan.Services.Canary is null)
            notes.Add("a canary by numbers of pods needs no Service of its own for stable or canary: the one that clients use leads to both, as before");
        foreach (ArgoCompanion companion in companions.Where(companion => companion is { Word: ArgoCompanions.ScalerWord, Old.Length: > 1 } or { Word: ArgoCompanions.BudgetWord, Old.Length: > 1 }))
            notes.Add($"{companion.Generated.Kind} {companion.Generated.Name} has the numbers of that of {plan.Serving.Name} and takes the place of {string.Join(" and ", companion.Old)}");
        if (SlotNames(plan) is { Length: > 0 } names)
            notes.Add($"the template still speaks of {plan.Serving.Slot} in {string.Join(", ", names)}: that works, and may be renamed later");
        if (plan.RefersToDeployment)
            notes.Add($"Deployment {plan.Serving.Name} keeps its name, its selector and the label of its slot: a selector cannot be changed, and the pods of the Rollout carry the label too");
        if (plan.State.Resources.KustomizationsAround(plan.Serving.Workload.Resource).Count > 0)
            notes.Add("a kustomization lists the old files: list the new ones, and with namePrefix or nameSuffix teach it the names in a Rollout (configurations, nameReference)");
        notes.Add("comments are kept as they are; those that speak of colours or of release commands are now history, so read them");
        return notes.DrainToImmutable();
    }

    private static string RoutesTo(ArgoPlan plan, ServiceView service) =>
        plan.State.Resources.RoutesTo(service).Select(backend => backend.Route).FirstOrDefault() is { } route ? $"; {route} still leads to it" : "";

    // shop-blue-config, COLOR=blue: names that hold the slot and are no labels.
    private static string[] SlotNames(ArgoPlan plan)
    {
        string slot = plan.Serving.Slot;
        YamlMapping? spec = plan.Serving.Workload.Template.GetMapping("spec");
        return plan.RefersToDeployment || spec is null ? [] :
        [
            .. spec.GetMappings("containers").Concat(spec.GetMappings("initContainers")).Concat(spec.GetMappings("volumes"))
                .SelectMany(part => part.DescendantsAndSelf()).OfType<YamlEntry>().Select(entry => entry.Value).OfType<YamlScalar>().Select(scalar => scalar.Value)
                .Where(value => value == slot || value.StartsWith($"{slot}-", StringComparison.Ordinal) || value.EndsWith($"-{slot}", StringComparison.Ordinal) || value.Contains($"-{slot}-", StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
