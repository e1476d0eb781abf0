namespace ManifestLint.Resources;

/// <summary>A PodDisruptionBudget.</summary>
public sealed class DisruptionBudgetView
{
    internal const string Kind = "PodDisruptionBudget";

    private DisruptionBudgetView(Resource resource)
    {
        Resource = resource;
        Selector = Selector.FromLabelSelector(resource.Spec.GetMapping("selector"));
    }

    /// <summary>The object.</summary>
    public Resource Resource { get; }

    /// <summary>Its selector.</summary>
    public Selector Selector { get; }

    /// <summary>Whether the selector is <c>{}</c>, which takes every pod of the namespace in <c>policy/v1</c>, and none in <c>policy/v1beta1</c>.</summary>
    public bool SelectsEveryPod => Selector is { Mapping: not null, IsEmpty: true } && Resource.ApiVersion == "policy/v1";

    /// <summary><c>minAvailable</c> when it is valid.</summary>
    public Located<IntOrPercent>? MinAvailable => IntOrPercent.Read(Resource.Spec.GetWritten("minAvailable"));

    /// <summary><c>maxUnavailable</c> when it is valid.</summary>
    public Located<IntOrPercent>? MaxUnavailable => IntOrPercent.Read(Resource.Spec.GetWritten("maxUnavailable"));

    /// <summary>Whether the budget is for pods with these labels.</summary>
    public bool Accepts(Labels labels) => SelectsEveryPod || Selector.Accepts(labels);

    /// <summary>
    /// How many of a number of pods may be evicted at once when all are healthy; null when the budget names neither field, both, or an invalid value.
    /// Both percents round up (<c>disruption.go getExpectedPodCount</c>).
    /// </summary>
    public long? AllowedDisruptions(long pods)
    {
        if ((Resource.Spec.Get("minAvailable") is null) == (Resource.Spec.Get("maxUnavailable") is null))
            return null;

        long? desired = MinAvailable is { } available ? available.Value.Of(pods, roundUp: true)
            : MaxUnavailable is { } unavailable ? Math.Max(0, pods - unavailable.Value.Of(pods, roundUp: true))
            : null;
        return pods - desired;
    }

    /// <summary>The budget view of an object; null when it is none.</summary>
    public static DisruptionBudgetView? From(Resource resource) =>
        resource is { Kind: Kind, Group: "policy" } ? new(resource) : null;

    /// <summary>Kind and name as messages show them.</summary>
    public override string ToString() => Resource.ToString();
}
