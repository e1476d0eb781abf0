namespace ManifestLint.Resources;

/// <summary>A PodDisruptionBudget.</summary>
public sealed class DisruptionBudgetView
{
    internal const string Kind = "PodDisruptionBudget";

    private const string MinAvailableKey = "minAvailable";
    private const string MaxUnavailableKey = "maxUnavailable";

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
    public Located<IntOrPercent>? MinAvailable => IntOrPercent.Read(Resource.Spec.GetWritten(MinAvailableKey));

    /// <summary><c>maxUnavailable</c> when it is valid.</summary>
    public Located<IntOrPercent>? MaxUnavailable => IntOrPercent.Read(Resource.Spec.GetWritten(MaxUnavailableKey));

    /// <summary>Whether one of the two fields is written, valid or not. The controller reads a budget without either as 0 allowed disruptions.</summary>
    public bool HasPolicy => HasMinAvailable || HasMaxUnavailable;

    /// <summary>The one field that is written, when its value is valid; null when both are or none is.</summary>
    public (string Field, Located<IntOrPercent> Written)? Policy => (HasMinAvailable, HasMaxUnavailable) switch
    {
        (true, false) when MinAvailable is { } available => (MinAvailableKey, available),
        (false, true) when MaxUnavailable is { } unavailable => (MaxUnavailableKey, unavailable),
        _ => null,
    };

    /// <summary>
    /// Whether the controller has to ask the owners of the pods for their number of replicas: for <c>maxUnavailable</c> and for percents. A whole number in
    /// <c>minAvailable</c> is compared with the pods that there are (<c>disruption.go getExpectedPodCount</c>).
    /// </summary>
    public bool NeedsScale => HasMaxUnavailable || MinAvailable is { Value.IsPercent: true };

    private bool HasMinAvailable => Resource.Spec.Get(MinAvailableKey) is not null;

    private bool HasMaxUnavailable => Resource.Spec.Get(MaxUnavailableKey) is not null;

    /// <summary>Whether the budget is for pods with these labels.</summary>
    public bool Accepts(Labels labels) => SelectsEveryPod || Selector.Accepts(labels);

    /// <summary>How many of a number of pods must stay healthy, not below 0; null without a valid <see cref="Policy"/>. Both percents round up.</summary>
    public long? DesiredHealthy(long pods) => Policy switch
    {
        (MinAvailableKey, var written) => written.Value.Of(pods, roundUp: true),
        (MaxUnavailableKey, var written) => Math.Max(0, pods - written.Value.Of(pods, roundUp: true)),
        _ => null,
    };

    /// <summary>How many of a number of pods may be evicted at once when all are healthy, not below 0; null without a valid <see cref="Policy"/>.</summary>
    public long? AllowedDisruptions(long pods) => DesiredHealthy(pods) is { } desired ? Math.Max(0, pods - desired) : null;

    /// <summary>The budget view of an object; null when it is none.</summary>
    public static DisruptionBudgetView? From(Resource resource) =>
        resource is { Kind: Kind, Group: "policy" } ? new(resource) : null;

    /// <summary>Kind and name as messages show them.</summary>
    public override string ToString() => Resource.ToString();
}
