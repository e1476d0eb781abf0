using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>A VerticalPodAutoscaler, which writes the requests of the pods of its target.</summary>
public sealed class VerticalScalerView
{
    private VerticalScalerView(Resource resource)
    {
        Resource = resource;
        TargetRef = resource.Spec.GetMapping("targetRef");
        TargetName = TargetRef.GetString("name");
        TargetKind = TargetRef.GetString("kind")?.Value ?? "";
        TargetGroup = ApiGroup.Of(TargetRef.GetString("apiVersion")?.Value ?? "");
    }

    /// <summary>The object.</summary>
    public Resource Resource { get; }

    /// <summary>Its <c>targetRef</c>.</summary>
    public YamlMapping? TargetRef { get; }

    /// <summary>The name of the object whose pods are meant.</summary>
    public Located<string>? TargetName { get; }

    /// <summary>The kind of that object.</summary>
    public string TargetKind { get; }

    /// <summary>The API group of that object.</summary>
    public string TargetGroup { get; }

    /// <summary><c>updateMode</c> as written; <c>Auto</c> by default.</summary>
    public Located<string>? UpdateMode => UpdatePolicy.GetString("updateMode");

    /// <summary>
    /// Whether requests are written at all, if only on new pods: every mode does but <c>Off</c>, which only recommends. A mode that cannot be read counts as
    /// <c>Off</c>.
    /// </summary>
    public bool ChangesRequests => UpdatePolicy.Get("updateMode") is null || UpdateMode?.Value is "Auto" or "Recreate" or "Initial" or "InPlaceOrRecreate" or "InPlace";

    private YamlMapping? UpdatePolicy => Resource.Spec.GetMapping("updatePolicy");

    /// <summary>The view of an object; null when it is none.</summary>
    public static VerticalScalerView? From(Resource resource) =>
        resource is { Kind: "VerticalPodAutoscaler", Group: "autoscaling.k8s.io" } ? new VerticalScalerView(resource) : null;

    /// <summary>Whether the pods of the workload are meant.</summary>
    public bool Targets(Workload workload) =>
        TargetName?.Value == workload.Name && TargetKind == workload.Resource.Kind && Namespaces.AreSame(Resource, workload.Resource);

    /// <summary>
    /// Whether the request of a container for a resource is among what is written, in a mode other than <c>Off</c>: the policy of the container's name decides,
    /// else the one of <c>*</c>, else cpu and memory of every container are.
    /// </summary>
    /// <param name="container">The container's name; null for one that has no policy of its own.</param>
    /// <param name="resource"><c>cpu</c> or <c>memory</c>.</param>
    public bool Controls(string? container, string resource)
    {
        YamlMapping? policy = FindPolicy(container) ?? FindPolicy("*");
        if (policy.GetString("mode")?.Value == "Off")
            return false;
        return policy.Get("controlledResources") is null
            ? resource is "cpu" or "memory"
            : policy.GetItems("controlledResources").Any(item => item is YamlScalar scalar && scalar.Value == resource);
    }

    /// <summary>Kind and name as messages show them.</summary>
    public override string ToString() => Resource.ToString();

    private YamlMapping? FindPolicy(string? container) => container is null ? null : Resource.Spec.GetMapping("resourcePolicy").GetMappings("containerPolicies")
        .FirstOrDefault(policy => policy.GetString("containerName")?.Value == container);
}
