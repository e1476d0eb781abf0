namespace ManifestLint.Resources;

/// <summary>What Flagger does with other objects of the namespace: it runs <c>target-primary</c> beside the target, and writes the Services of the release.</summary>
public static class FlaggerCanaries
{
    /// <summary>The Canaries of Flagger in the namespace of an object, or in one that is not named.</summary>
    public static IEnumerable<Resource> CanariesAround(this ResourceSet resources, Resource asker) =>
        resources.InNamespaceOf(asker, "Canary", NamespaceMatch.SameOrUnnamed).Where(canary => canary.Group == "flagger.app");

    /// <summary>Whether two workloads are the target of a Canary and the copy that Flagger runs of it.</summary>
    public static bool AreTargetAndPrimary(this ResourceSet resources, Workload workload, Workload other) =>
        resources.CanariesAround(workload.Resource).Any(canary => TargetOf(canary) is { } target
            && ((workload.Name == target && other.Name == target + "-primary") || (other.Name == target && workload.Name == target + "-primary")));

    /// <summary>Whether Flagger scales the workload of a name: the target of a Canary, or the copy that runs beside it.</summary>
    public static bool IsWorkloadOfFlagger(this ResourceSet resources, Resource asker, string name) =>
        resources.CanariesAround(asker).Any(canary => TargetOf(canary) is { } target && (name == target || name == target + "-primary"));

    /// <summary>Whether Flagger makes, or takes over, the Service of a name: the apex, its <c>-primary</c> or its <c>-canary</c>.</summary>
    public static bool IsServiceOfFlagger(this ResourceSet resources, Resource asker, string name) =>
        resources.CanariesAround(asker).Any(canary => ApexOf(canary) is { } apex && (name == apex || name == apex + "-primary" || name == apex + "-canary"));

    private static string? TargetOf(Resource canary) => canary.Spec.GetMapping("targetRef").GetString("name")?.Value;

    private static string? ApexOf(Resource canary) => canary.Spec.GetMapping("service").GetString("name")?.Value ?? TargetOf(canary);
}
