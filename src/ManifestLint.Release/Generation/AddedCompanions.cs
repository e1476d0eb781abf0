using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;

namespace ManifestLint.Releases.Generation;

/// <summary>Writes what was asked for around the set and the source does not have.</summary>
internal sealed class AddedCompanions(GenerationPlan plan)
{
    private const long LeastScaledPods = 2;
    private const int UsualUtilization = 70;

    private readonly string _style = ObjectDraft.Of(plan.Source.Workload.Resource).Text;

    /// <summary>What the autoscaler that is added may do.</summary>
    public static AutoscalerRange RangeOf(ReleaseRecipe recipe, long replicas) => recipe.Autoscaler
        ?? new AutoscalerRange(Math.Max(LeastScaledPods, replicas), Math.Max(LeastScaledPods, replicas) * 2, UsualUtilization);

    /// <summary>An autoscaler for each side.</summary>
    public IEnumerable<GeneratedObject> MakeScalers()
    {
        if (!Wants(Companion.Autoscaler) || !plan.Source.Scalers.IsEmpty)
            yield break;

        AutoscalerRange range = RangeOf(plan.Recipe, plan.Replicas);
        foreach (ReleaseSide side in plan.Scheme.Sides)
        {
            yield return New("hpa", "autoscaling/v2", "HorizontalPodAutoscaler", side.WorkloadName, YamlValue.Map(
                ("scaleTargetRef", YamlValue.Map(("apiVersion", YamlValue.String("apps/v1")), ("kind", YamlValue.String("Deployment")), ("name", YamlValue.String(side.WorkloadName)))),
                ("minReplicas", YamlValue.Integer(range.Minimum)),
                ("maxReplicas", YamlValue.Integer(range.Maximum)),
                ("metrics", YamlValue.List(YamlValue.Map(
                    ("type", YamlValue.String("Resource")),
                    ("resource", YamlValue.Map(
                        ("name", YamlValue.String("cpu")),
                        ("target", YamlValue.Map(("type", YamlValue.String("Utilization")), ("averageUtilization", YamlValue.Integer(range.CpuUtilization)))))))))));
        }
    }

    /// <summary>A budget for each colour, or one for a canary and its stable side.</summary>
    public IEnumerable<GeneratedObject> MakeBudgets()
    {
        if (!Wants(Companion.DisruptionBudget) || !plan.Source.Budgets.IsEmpty)
            yield break;
        if (plan.LeastPods < 2)
        {
            plan.Notes.Add("No PodDisruptionBudget is written: with one pod it would either allow nothing or keep nothing up.");
            yield break;
        }

        IEnumerable<(string Key, YamlValue Value)> shared = plan.SharedPairs.Select(pair => (pair.Key, (YamlValue)YamlValue.String(pair.Value)));
        if (!plan.IsBlueGreen)
        {
            yield return Budget(plan.Source.Service.Name, YamlValue.Map(shared));
            yield break;
        }

        foreach (ReleaseSide side in plan.Scheme.Sides)
            yield return Budget(side.WorkloadName, YamlValue.Map([.. shared, (plan.Scheme.Key, YamlValue.String(side.Slot))]));
    }

    /// <summary>An Ingress that leads to the public Service.</summary>
    public IEnumerable<GeneratedObject> MakeIngress()
    {
        ServiceView service = plan.Source.Service;
        if (!Wants(Companion.Ingress) || plan.Source.Resources.RoutesTo(service, NamespaceMatch.SameOrUnnamed).Any())
            yield break;

        ServicePort port = service.Ports.FirstOrDefault(port => port.ResolveIn(plan.Source.Workload.PodSpec) is { IsMetrics: false });
        if (port.Port is not { } number)
            throw ReleaseRefusedException.WrongUse($"{service} has no port that an Ingress could lead to", "give it one", WorkloadChoice.PlaceOf(service.Resource));

        (string, YamlValue) target = port.Name is { } name ? ("name", YamlValue.String(name.Value)) : ("number", YamlValue.Integer(number.Value));
        YamlValue path = YamlValue.Map(
            ("path", YamlValue.String("/")),
            ("pathType", YamlValue.String("Prefix")),
            ("backend", YamlValue.Map(("service", YamlValue.Map(("name", YamlValue.String(service.Name)), ("port", YamlValue.Map(target)))))));
        YamlMappingValue rules = YamlValue.Map(("rules", YamlValue.List(YamlValue.Map(
            ("host", YamlValue.String(plan.Recipe.Host!)), ("http", YamlValue.Map(("paths", YamlValue.List(path))))))));
        YamlMappingValue spec = plan.Recipe.IngressClass is { } ingressClass
            ? YamlValue.Map([("ingressClassName", YamlValue.String(ingressClass)), .. rules.Entries.Select(entry => (entry.Key, entry.Value))])
            : rules;
        yield return New("ingress", "networking.k8s.io/v1", "Ingress", service.Name, spec);
    }

    private bool Wants(Companion companion) => plan.Recipe.Companions.Contains(companion);

    private GeneratedObject Budget(string name, YamlValue matchLabels) => New("pdb", "policy/v1", "PodDisruptionBudget", name, YamlValue.Map(
        ("maxUnavailable", YamlValue.Integer(1)),
        ("unhealthyPodEvictionPolicy", YamlValue.String("AlwaysAllow")),
        ("selector", YamlValue.Map(("matchLabels", matchLabels)))));

    private GeneratedObject New(string stem, string apiVersion, string kind, string name, YamlValue spec)
    {
        YamlMappingValue metadata = YamlValue.Map(("name", YamlValue.String(name)));
        metadata = plan.Namespace is { } space ? metadata.With("namespace", YamlValue.String(space)) : metadata;
        YamlMappingValue root = YamlValue.Map(("apiVersion", YamlValue.String(apiVersion)), ("kind", YamlValue.String(kind)), ("metadata", metadata), ("spec", spec));
        return new GeneratedObject(stem, kind, name, ObjectText.Write(_style, root));
    }
}
