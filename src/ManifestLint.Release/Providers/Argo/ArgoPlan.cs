using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Providers.Argo;

/// <summary>What a conversion has decided before it writes anything.</summary>
internal sealed class ArgoPlan
{
    private ArgoPlan(ReleaseState state, ConversionRequest request)
    {
        State = state;
        Request = request;
        Identity = SharedIdentity.Of(state);
        Services = ArgoServices.Of(state);
        Name = NameOf(state);
        Steps = IsBlueGreen ? [] : ArgoSteps.Of(this);
    }

    /// <summary>The plain set.</summary>
    public ReleaseState State { get; }

    /// <summary>What was asked for.</summary>
    public ConversionRequest Request { get; }

    /// <summary>What both sides have in common.</summary>
    public SharedIdentity Identity { get; }

    /// <summary>Which Service has which part.</summary>
    public ArgoServices Services { get; }

    /// <summary>The Rollout's name.</summary>
    public string Name { get; }

    /// <summary>The steps of a canary.</summary>
    public ImmutableArray<ArgoStep> Steps { get; }

    /// <summary>Whether the set is blue-green.</summary>
    public bool IsBlueGreen => State.Strategy == ReleaseStrategy.BlueGreen;

    /// <summary>Whether the template stays in a Deployment.</summary>
    public bool RefersToDeployment => Request.Template == TemplatePlace.WorkloadReference;

    /// <summary>The side whose template goes on.</summary>
    public ReleaseSide Serving => State.Serving;

    /// <summary>The side that goes.</summary>
    public ReleaseSide Other => State.Other;

    /// <summary>The pods that the Rollout has: those of the live side, or of both sides of a canary together.</summary>
    public long Replicas => IsBlueGreen || Serving.Scaler is not null ? Serving.Replicas.Count : State.Total;

    /// <summary>Whether an autoscaler owns that number.</summary>
    public bool IsScaled => Serving.Scaler is not null;

    /// <summary>How long old pods stay after a switch, in seconds.</summary>
    public long HoldSeconds => Math.Max(HoldTime.Of(State, Serving), HoldTime.Of(State, Other));

    /// <summary>Whether a canary may have one pod more than its total.</summary>
    public bool MaySurge => ArgoStrategy.SurgeOf(Serving.Workload) is not { Number: 0 };

    /// <summary>Decides.</summary>
    /// <exception cref="ReleaseRefusedException">It cannot be done.</exception>
    public static ArgoPlan Of(ReleaseState state, ConversionRequest request)
    {
        CheckRequest(state, request);
        var plan = new ArgoPlan(state, request);
        plan.CheckName();
        plan.CheckStrangers();
        return plan;
    }

    /// <summary>What a user may overrule.</summary>
    public ReleaseRefusal? FindObjection()
    {
        if (IsBlueGreen || Other.Replicas.IsParked || SlotlessTemplate.AreEqual(State))
            return null;

        return new ReleaseRefusal(RefusalKind.Precondition, $"a release is under way: {Other.Name} serves {State.Split.EffectiveText} % of the requests with {Other.ImageText}, and only {Serving.ImageText} of {Serving.Name} goes on")
        {
            Remedy = "release promote, or release rollback, first",
            CanBeForced = true,
            Place = ReleaseRecognizer.LocationOf(Other.Workload.Resource),
        };
    }

    private static void CheckRequest(ReleaseState state, ConversionRequest request)
    {
        if (request.Template == TemplatePlace.Inline && request.ScaleDown != WorkloadScaleDown.Never)
            throw ReleaseRefusedException.WrongUse("--scale-down is about a Deployment that is referred to, and the inline template needs none", "--template workload-ref");
        if (state.Strategy == ReleaseStrategy.Canary && (request.Steps.Any(step => step is < 0 or > CanarySplit.WholeWeight) || request.Steps.All(step => step is 0 or CanarySplit.WholeWeight)))
            throw ReleaseRefusedException.WrongUse("the steps of a canary are whole percentages, of which one at least lies between 0 and 100", "--steps 10,25,50");
        if (request.Pause is { } pause && Durations.ParseGo(pause) is not > 0)
            throw ReleaseRefusedException.WrongUse($"'{pause}' is no duration", "--pause 10m");
        if (state.Serving.Replicas.IsParked)
        {
            throw ReleaseRefusedException.Precondition(
                $"{state.Serving.Name} serves and has 0 replicas, so there is nothing to move over",
                state.Strategy == ReleaseStrategy.BlueGreen ? $"release switch --to {state.Other.Slot}, or give {state.Serving.Name} its pods" : $"give {state.Serving.Name} its pods",
                ReleaseRecognizer.LocationOf(state.Serving.Workload.Resource));
        }

        // argo-rollouts#4110: the new pods begin with one, which counts as success, and the old ones go.
        if (request.ScaleDown != WorkloadScaleDown.Never && state.Serving.Scaler is { } scaler)
            throw ReleaseRefusedException.WrongUse($"{scaler} decides how many pods there are, and the controller would take the old ones away before it has decided (argo-rollouts#4110)", "--scale-down never");
    }

    private static string NameOf(ReleaseState state)
    {
        string name = SlotWords.WithoutSlot(state.Serving.Name);
        return name == state.Serving.Name && name != SlotWords.WithoutSlot(state.Other.Name) ? state.Name : name;
    }

    private void CheckName()
    {
        Resource? rollout = State.Resources.Named(Serving.Workload.Resource, Name).FirstOrDefault(resource => resource is { Kind: "Rollout", Group: "argoproj.io" });
        if (rollout is not null)
        {
            throw ReleaseRefusedException.WrongUse(
                $"{rollout} is there already",
                "move it away, or convert a directory that does not hold it",
                ReleaseRecognizer.LocationOf(rollout));
        }
    }

    // Until the controller has written its hash, the Service selects by the shared labels alone.
    private void CheckStrangers()
    {
        foreach (ServiceView service in Services.Kept.Where(service => Identity.HasSlot(service.Selector)))
        {
            Workload? stranger = State.Resources.WorkloadsAround(Serving.Workload.Resource).FirstOrDefault(workload =>
                workload != Serving.Workload && workload != Other.Workload && !workload.IsPartial && Namespaces.AreSame(workload.Resource, service.Resource) && IsSelected(service, workload));
            if (stranger is not null)
            {
                throw ReleaseRefusedException.Precondition(
                    $"without the slot, {service} would also select the pods of {stranger}",
                    $"give the templates of the set a label that {stranger.Name} has not, and select by it",
                    ReleaseRecognizer.LocationOf(stranger.Resource));
            }
        }
    }

    private bool IsSelected(ServiceView service, Workload workload)
    {
        Label[] pairs = [.. service.Selector.MatchLabels.Pairs.Where(pair => !Identity.IsSlot(pair.Key))];
        return pairs.Length == 0
            ? Identity.Labels.All(label => workload.TemplateLabels.Contains(label.Key, label.Value))
            : pairs.All(pair => workload.TemplateLabels.Contains(pair.Key, pair.Value.Value));
    }
}
