using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Releases.Generation;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Providers.Argo;

/// <summary>An object around the set in its new form.</summary>
/// <param name="Generated">The object.</param>
/// <param name="Word">What kubectl calls its kind: <c>hpa</c>.</param>
/// <param name="Old">The names of the objects whose place it takes, without its own.</param>
/// <param name="IsChanged">Whether it is another object than before.</param>
internal sealed record ArgoCompanion(GeneratedObject Generated, string Word, ImmutableArray<string> Old, bool IsChanged);

/// <summary>Makes the objects around the set: autoscaler, disruption budget, network policy; and takes along what the pods and Services need as it is.</summary>
internal sealed class ArgoCompanions(ArgoPlan plan)
{
    /// <summary>What kubectl calls an autoscaler.</summary>
    public const string ScalerWord = "hpa";

    /// <summary>What kubectl calls a disruption budget.</summary>
    public const string BudgetWord = "pdb";

    private static readonly YamlPath Spec = YamlPath.Root / "spec";

    private readonly ResourceSet _resources = plan.State.Resources;
    private readonly Workload _serving = plan.Serving.Workload;
    private readonly Workload _other = plan.Other.Workload;

    /// <summary>The objects, in the order in which they are written.</summary>
    public ImmutableArray<ArgoCompanion> Make() =>
    [
        .. Scalers(), .. VerticalScalers(), .. Budgets(), .. Policies(),
        .. Configs().Concat(Routes()).Select(resource => new ArgoCompanion(new GeneratedObject(StemOf(resource), resource.Kind, resource.Name, ObjectText.Of(resource)), "", [], IsChanged: false)),
    ];

    private IEnumerable<ArgoCompanion> Scalers()
    {
        ScalerView[] serving = [.. _resources.ScalersOf(_serving)];
        ImmutableArray<string> all = [.. serving.Concat(_resources.ScalersOf(_other)).Select(scaler => scaler.Resource.Name).Distinct(StringComparer.Ordinal)];
        foreach (ScalerView scaler in serving)
        {
            string name = WithoutSlot(scaler.Resource.Name);
            bool isKeda = scaler.Kind == ScalerKind.ScaledObject;
            yield return new ArgoCompanion(
                new GeneratedObject(isKeda ? "scaledobject" : "hpa", scaler.Resource.Kind, name, Retarget(scaler.Resource, Spec / "scaleTargetRef").Named(name).Text),
                isKeda ? "scaledobject" : ScalerWord,
                all.Remove(name),
                IsChanged: true);
        }
    }

    private IEnumerable<ArgoCompanion> VerticalScalers()
    {
        VerticalScalerView[] all = [.. _resources.InNamespaceOf(_serving.Resource, "VerticalPodAutoscaler").Select(VerticalScalerView.From).OfType<VerticalScalerView>().Where(scaler => scaler.Targets(_serving) || scaler.Targets(_other))];
        foreach (Resource scaler in all.Where(scaler => scaler.Targets(_serving)).Select(scaler => scaler.Resource))
        {
            string name = WithoutSlot(scaler.Name);
            yield return new ArgoCompanion(
                new GeneratedObject("vpa", scaler.Kind, name, Retarget(scaler, Spec / "targetRef").Named(name).Text),
                "vpa",
                [.. all.Select(each => each.Resource.Name).Where(old => old != name)],
                IsChanged: true);
        }
    }

    private IEnumerable<ArgoCompanion> Budgets()
    {
        DisruptionBudgetView[] serving = [.. _resources.DisruptionBudgetsOf(_serving)];
        ImmutableArray<string> all = [.. serving.Concat(_resources.DisruptionBudgetsOf(_other)).Where(budget => plan.Identity.HasSlot(budget.Selector)).Select(budget => budget.Resource.Name).Distinct(StringComparer.Ordinal)];
        foreach (DisruptionBudgetView budget in serving)
            yield return Select(budget.Resource, "pdb", BudgetWord, Spec / "selector", plan.Identity.HasSlot(budget.Selector), all);
    }

    private IEnumerable<ArgoCompanion> Policies()
    {
        NetworkPolicyView[] serving = [.. _resources.NetworkPoliciesOf(_serving).Where(policy => !policy.SelectsEveryPod)];
        ImmutableArray<string> all = [.. serving.Concat(_resources.NetworkPoliciesOf(_other)).Where(policy => plan.Identity.HasSlot(policy.PodSelector)).Select(policy => policy.Resource.Name).Distinct(StringComparer.Ordinal)];
        foreach (NetworkPolicyView policy in serving)
            yield return Select(policy.Resource, "networkpolicy", "networkpolicy", Spec / "podSelector", plan.Identity.HasSlot(policy.PodSelector), all);
    }

    private ArgoCompanion Select(Resource resource, string stem, string word, YamlPath selector, bool hasSlot, ImmutableArray<string> replaced)
    {
        if (!hasSlot)
            return new ArgoCompanion(new GeneratedObject(stem, resource.Kind, resource.Name, ObjectText.Of(resource)), word, [], IsChanged: false);

        string name = WithoutSlot(resource.Name);
        ObjectDraft draft = plan.Identity.InLabels(plan.Identity.InSelector(ObjectDraft.Of(resource), selector), YamlPath.Root / "metadata" / "labels").Named(name);
        return new ArgoCompanion(new GeneratedObject(stem, resource.Kind, name, draft.Text), word, replaced.Remove(name), IsChanged: true);
    }

    private ObjectDraft Retarget(Resource resource, YamlPath target) => plan.Identity.InLabels(ObjectDraft.Of(resource), YamlPath.Root / "metadata" / "labels")
        .WithScalar(target / "apiVersion", YamlValue.String("argoproj.io/v1alpha1"), EntryPosition.First)
        .WithScalar(target / "kind", YamlValue.String("Rollout"), EntryPosition.After("apiVersion"))
        .WithScalar(target / "name", YamlValue.String(plan.Name));

    private IEnumerable<Resource> Configs() => _serving.ConfigReferences.Select(reference => (reference.Kind, Name: reference.Name.Value)).Distinct()
        .Select(config => _resources.Find(_serving.Resource, "", config.Kind, config.Name, NamespaceMatch.SameOrUnnamed)).OfType<Resource>().Where(resource => !resource.IsPartial);

    private IEnumerable<Resource> Routes() =>
        plan.Services.Kept.SelectMany(service => _resources.RoutesTo(service)).Select(backend => backend.Route).Where(route => !route.IsPartial).Distinct();

    private static string StemOf(Resource resource) => resource.Kind switch
    {
        "ConfigMap" => "config",
        "Secret" => "secret",
        "Ingress" => "ingress",
        _ => "route",
    };

    // An object of one side's name serves both from now on.
    private static string WithoutSlot(string name) => SlotWords.WithoutSlot(name);
}
