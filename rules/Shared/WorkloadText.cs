using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Several workloads as messages show them.</summary>
internal static class WorkloadText
{
    private const int Shown = 3;

    /// <summary>For example <c>Deployment 'shop', Deployment 'cart'</c>; after three of them, how many more there are.</summary>
    public static string List(IReadOnlyCollection<Workload> workloads) =>
        string.Join(", ", workloads.Take(Shown)) + (workloads.Count > Shown ? $" and {workloads.Count - Shown} more" : "");

    /// <summary>For example <c>1 replica</c>, <c>4 replicas</c>.</summary>
    public static string Count(long replicas) => replicas == 1 ? "1 replica" : FormattableString.Invariant($"{replicas} replicas");
}
