using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Generation;

/// <summary>The objects of the manifests that a release set is made of.</summary>
internal sealed record ReleaseSource
{
    /// <summary>Everything that was read.</summary>
    public required ResourceSet Resources { get; init; }

    /// <summary>The Deployment of which there shall be two.</summary>
    public required Workload Workload { get; init; }

    /// <summary>The Service that clients use.</summary>
    public required ServiceView Service { get; init; }

    /// <summary>Further Services through which requests come; they follow the chosen one.</summary>
    public required ImmutableArray<ServiceView> Followers { get; init; }

    /// <summary>What sets the number of the Deployment's pods.</summary>
    public ImmutableArray<ScalerView> Scalers => [.. Resources.ScalersOf(Workload, NamespaceMatch.SameOrUnnamed).Where(scaler => !scaler.Resource.IsPartial)];

    /// <summary>What sets the requests of the Deployment's pods.</summary>
    public ImmutableArray<VerticalScalerView> VerticalScalers =>
        [.. Resources.OfKind(Workload.Resource, "VerticalPodAutoscaler").Select(VerticalScalerView.From).OfType<VerticalScalerView>().Where(scaler => !scaler.Resource.IsPartial && scaler.Targets(Workload))];

    /// <summary>The budgets for the Deployment's pods; one for every pod of the namespace is none of them.</summary>
    public ImmutableArray<DisruptionBudgetView> Budgets =>
        [.. Resources.DisruptionBudgetsOf(Workload, NamespaceMatch.SameOrUnnamed).Where(budget => !budget.SelectsEveryPod && !budget.Resource.IsPartial)];
}
