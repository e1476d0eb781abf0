using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Generation;

/// <summary>Takes over what is for both sides alike.</summary>
internal sealed class CopiedObjects(GenerationPlan plan)
{
    private readonly SideLabels _labels = new(plan.Scheme);

    /// <summary>Every object that belongs to the Deployment and that nothing else was made of, in the order of the files.</summary>
    public ImmutableArray<GeneratedObject> Make(IReadOnlySet<Resource> taken)
    {
        var copied = ImmutableArray.CreateBuilder<GeneratedObject>();
        var left = new List<string>();
        foreach (Resource resource in plan.Source.Resources.Around(plan.Source.Workload.Resource))
        {
            if (taken.Contains(resource))
                continue;
            if (!resource.IsPartial && !resource.File.IsKustomization && Belongs(resource))
                copied.Add(Copy(resource));
            else if (resource.File.Role == FileRole.Linted)
                left.Add(resource.ToString());
        }

        if (left.Count > 0)
            plan.Notes.Add($"Not taken over, since it belongs to something else: {string.Join(", ", left)}.");
        return copied.DrainToImmutable();
    }

    // What nobody uses comes along; what only something else uses stays where it is.
    private bool Belongs(Resource resource)
    {
        ResourceSet resources = plan.Source.Resources;
        Workload workload = plan.Source.Workload;
        if (!Namespaces.AreSame(resource, workload.Resource, NamespaceMatch.SameOrUnnamed) || resources.WorkloadOf(resource) is not null)
            return false;

        IReadOnlyList<Workload>? users = UsersOf(resource);
        if (users is { Count: > 0 })
            return users.Any(user => user.Resource == workload.Resource);

        ImmutableArray<string> backends = [.. BackendReference.Read(resource).Select(backend => backend.Service.Value)];
        if (backends.Contains(plan.Source.Service.Name))
            return true;
        return resource.File.Role == FileRole.Linted && !backends.Any(name => resources.Services.Any(service => service.Name == name));
    }

    private IReadOnlyList<Workload>? UsersOf(Resource resource)
    {
        ResourceSet resources = plan.Source.Resources;
        return (resource.Kind, resource.Group) switch
        {
            ("Service", "") => [.. resources.WorkloadsSelectedBy(resources.ServiceOf(resource)!, NamespaceMatch.SameOrUnnamed)],
            ("PodDisruptionBudget", "policy") => [.. resources.WorkloadsOf(resources.DisruptionBudgetOf(resource)!, NamespaceMatch.SameOrUnnamed)],
            ("NetworkPolicy", "networking.k8s.io") => [.. resources.WorkloadsOf(resources.NetworkPolicyOf(resource)!, NamespaceMatch.SameOrUnnamed)],
            ("ConfigMap" or "Secret", "") => [.. resources.UsersOf(resource, NamespaceMatch.SameOrUnnamed)],
            ("HorizontalPodAutoscaler", "autoscaling") or ("ScaledObject", "keda.sh") when ScalerView.From(resource) is { } scaler =>
                resources.TargetOf(scaler, NamespaceMatch.SameOrUnnamed) is { } target && resources.WorkloadOf(target) is { } scaled ? [scaled] : null,
            ("ServiceAccount", "") => UsersBy(pod => pod.GetString("serviceAccountName")?.Value == resource.Name),
            ("PersistentVolumeClaim", "") => UsersBy(pod => pod.GetMappings("volumes").Any(volume => volume.GetMapping("persistentVolumeClaim").GetString("claimName")?.Value == resource.Name)),
            _ => null,
        };
    }

    private ImmutableArray<Workload> UsersBy(Predicate<YamlMapping> uses) =>
        [.. plan.Source.Resources.WorkloadsAround(plan.Source.Workload.Resource).Where(workload => workload.PodSpec.Mapping is { } pod && uses(pod))];

    private GeneratedObject Copy(Resource resource)
    {
        ObjectDraft draft = plan.Take(resource);
        if (plan.Scheme.Identity is not null)
            draft = WithSharedLabels(draft);
        return new GeneratedObject(StemOf(resource), resource.Kind, draft.Read(YamlPath.Root / "metadata" / "name") ?? resource.Name, draft.Text);
    }

    // A selector by a label that the second side does not carry would cover the first side alone. A ServiceMonitor selects Services, not pods.
    private ObjectDraft WithSharedLabels(ObjectDraft draft)
    {
        if (draft.Source is { Kind: "Service", Group: "" })
            return _labels.Share(draft, YamlPath.Root / "spec" / "selector");
        if (draft.Source.Kind == "ServiceMonitor")
            return draft;

        foreach (YamlMapping map in draft.Document.DescendantsAndSelf().OfType<YamlMapping>().Where(map => map.Find("matchLabels") is not null || map.Find("matchExpressions") is not null).ToArray())
        {
            if (Selector.FromLabelSelector(map).Accepts(plan.Source.Workload.TemplateLabels))
                draft = _labels.Share(draft, YamlPath.Of(map) / "matchLabels");
        }

        return draft;
    }

    private static string StemOf(Resource resource) => resource.Kind switch
    {
        "Service" => "service-other",
        "ConfigMap" => "config",
        "HorizontalPodAutoscaler" => "hpa",
        "PodDisruptionBudget" => "pdb",
        var kind => kind.ToLowerInvariant(),
    };
}
