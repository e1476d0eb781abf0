using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>A pair of workloads with the Services that lead to it: one release set.</summary>
public sealed record ReleaseSet
{
    /// <summary>The two sides.</summary>
    public required ReleasePair Pair { get; init; }

    /// <summary>What the annotation of a Service says, else what the slot words say.</summary>
    public required ReleaseStrategy Strategy { get; init; }

    /// <summary>
    /// Whether another object splits the requests between the sides: a Rollout of Argo Rollouts or OpenKruise, a Canary of Flagger, an ingress-nginx canary,
    /// a route or TrafficSplit with two backends. The numbers of pods then say nothing about weights. Also when such an object owns one of the Services, or the
    /// sides are Rollouts themselves.
    /// </summary>
    public required bool HasRouter { get; init; }

    /// <summary>The Services that clients use.</summary>
    public required ImmutableArray<ServiceView> PublicServices { get; init; }

    /// <summary>The Services for trying one side, told by their names: <c>shop-preview</c>, <c>shop-green</c>.</summary>
    public required ImmutableArray<ServiceView> PreviewServices { get; init; }

    /// <summary>
    /// Services that select by the slot alone (<c>color: blue</c>), so that nothing says which application they are for. They may belong to several sets, and
    /// are not among <see cref="Services"/>.
    /// </summary>
    public ImmutableArray<ServiceView> BareServices { get; init; } = [];

    /// <summary>All Services that lead to a side, or would with another slot in their selector.</summary>
    public IEnumerable<ServiceView> Services => PublicServices.Concat(PreviewServices);

    /// <summary>Whether a Service's name says that it is for trying one side: it ends in a slot word, or in a word such as <c>preview</c>.</summary>
    public static bool IsPreviewName(string name) => ReleaseServices.IsPreview(name);

    /// <summary>Both sides, in the order of the files.</summary>
    public ImmutableArray<Workload> Sides => [Pair.First, Pair.Second];

    /// <summary>The label that tells the sides apart, the first one when several do; null when only the names do.</summary>
    public string? SlotKey => Pair.SlotKeys.IsEmpty ? null : Pair.SlotKeys[0];

    /// <summary>The only side that every public Service selects; null when there is no public Service, or they disagree, or select both sides or none.</summary>
    public Workload? Live
    {
        get
        {
            Workload? live = null;
            foreach (ServiceView service in PublicServices)
            {
                if (SideOf(service) is not { } side || (live is not null && live != side))
                    return null;
                live = side;
            }

            return live;
        }
    }

    /// <summary>The side beside <see cref="Live"/>.</summary>
    public Workload? Idle => Live is { } live ? Pair.OtherThan(live) : null;

    /// <summary>The side with the slot word <c>canary</c>; null when there is none.</summary>
    public Workload? Canary => Sides.FirstOrDefault(side => Pair.SlotOf(side) == "canary");

    /// <summary>The side beside <see cref="Canary"/>.</summary>
    public Workload? Stable => Canary is { } canary ? Pair.OtherThan(canary) : null;

    /// <summary>The only side that a Service selects; null when it selects both or none.</summary>
    public Workload? SideOf(ServiceView service) => (Selects(service, Pair.First), Selects(service, Pair.Second)) switch
    {
        (true, false) => Pair.First,
        (false, true) => Pair.Second,
        _ => null,
    };

    /// <summary>Whether a Service selects both sides.</summary>
    public bool SelectsBoth(ServiceView service) => Selects(service, Pair.First) && Selects(service, Pair.Second);

    /// <summary>Whether a Service would select a side if its selector named the slot of that side.</summary>
    public bool CouldSelect(ServiceView service, Workload side) => ReleaseServices.AcceptsBesideSlot(service.Selector, side.TemplateLabels, Pair.SlotKeys);

    /// <summary>The value of one of <see cref="ReleaseAnnotations"/>: of the first public Service that has it, else of a preview Service; null when none has.</summary>
    public Located<string>? GetAnnotation(string key)
    {
        foreach (ServiceView service in Services)
        {
            if (service.Resource.GetAnnotation(key) is { } value)
                return value;
        }

        return null;
    }

    private static bool Selects(ServiceView service, Workload side) => service.Type != ServiceType.ExternalName && service.Selector.Accepts(side.TemplateLabels);
}

/// <summary>Three or more workloads of which each is a pair with another one.</summary>
/// <param name="Sides">The workloads, in the order of the files.</param>
public sealed record ReleaseFamily(ImmutableArray<Workload> Sides);
