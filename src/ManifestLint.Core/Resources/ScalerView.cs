using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Objects that set the replicas of another one.</summary>
public enum ScalerKind
{
    /// <summary>HorizontalPodAutoscaler of <c>autoscaling</c>.</summary>
    HorizontalPodAutoscaler,

    /// <summary>ScaledObject of <c>keda.sh</c>.</summary>
    ScaledObject,
}

/// <summary>A HorizontalPodAutoscaler or ScaledObject.</summary>
public sealed class ScalerView
{
    private ScalerView(Resource resource, ScalerKind kind)
    {
        Resource = resource;
        Kind = kind;
        TargetRef = resource.Spec.GetMapping("scaleTargetRef");
        TargetName = TargetRef.GetString("name");
        string? apiVersion = TargetRef.GetString("apiVersion")?.Value;
        TargetKind = TargetRef.GetString("kind")?.Value ?? (IsScaledObject ? "Deployment" : "");
        TargetGroup = apiVersion is null ? (IsScaledObject ? "apps" : "") : ApiGroup.Of(apiVersion);
    }

    /// <summary>The object.</summary>
    public Resource Resource { get; }

    /// <summary>Which of the two it is.</summary>
    public ScalerKind Kind { get; }

    /// <summary>Its <c>scaleTargetRef</c>.</summary>
    public YamlMapping? TargetRef { get; }

    /// <summary>The name of the object to scale.</summary>
    public Located<string>? TargetName { get; }

    /// <summary>The kind of the object to scale; a ScaledObject means a Deployment when it says nothing.</summary>
    public string TargetKind { get; }

    /// <summary>The API group of the object to scale; empty for an HPA that names no <c>apiVersion</c>.</summary>
    public string TargetGroup { get; }

    /// <summary><c>minReplicas</c> or <c>minReplicaCount</c> as written.</summary>
    public Located<long>? Minimum => Resource.Spec.GetInteger(IsScaledObject ? "minReplicaCount" : "minReplicas");

    /// <summary><c>maxReplicas</c> or <c>maxReplicaCount</c> as written.</summary>
    public Located<long>? Maximum => Resource.Spec.GetInteger(IsScaledObject ? "maxReplicaCount" : "maxReplicas");

    /// <summary>The minimum when none is written: 1 for an HPA, 0 for a ScaledObject.</summary>
    public long DefaultMinimum => IsScaledObject ? 0 : 1;

    /// <summary>The maximum when none is written: 100 for a ScaledObject; an HPA must name one.</summary>
    public long? DefaultMaximum => IsScaledObject ? 100 : null;

    /// <summary>What the number of pods follows.</summary>
    public IEnumerable<ScalerMetric> Metrics => ScalerMetrics.Read(this);

    /// <summary>Whether both bounds can be read where they are written, and the object is written as a whole.</summary>
    public bool IsKnown => !Resource.IsPartial && (Minimum is not null || Resource.Spec.Get(IsScaledObject ? "minReplicaCount" : "minReplicas") is null)
        && (Maximum is not null || Resource.Spec.Get(IsScaledObject ? "maxReplicaCount" : "maxReplicas") is null);

    private bool IsScaledObject => Kind == ScalerKind.ScaledObject;

    /// <summary>The scaler view of an object; null when it is none.</summary>
    public static ScalerView? From(Resource resource) => (resource.Kind, resource.Group) switch
    {
        ("HorizontalPodAutoscaler", "autoscaling") => new(resource, ScalerKind.HorizontalPodAutoscaler),
        ("ScaledObject", "keda.sh") => new(resource, ScalerKind.ScaledObject),
        _ => null,
    };

    /// <summary>Kind and name as messages show them.</summary>
    public override string ToString() => Resource.ToString();
}
