using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>How a workload replaces its pods.</summary>
public enum RolloutMode
{
    /// <summary>The kind does not roll, or the strategy is written in a way that the API server refuses.</summary>
    Unknown,

    /// <summary>Bit by bit, under <c>maxSurge</c> and <c>maxUnavailable</c>.</summary>
    Rolling,

    /// <summary>All old pods stop before new ones start.</summary>
    Recreate,

    /// <summary>Only when someone deletes a pod.</summary>
    OnDelete,

    /// <summary>A second set of pods and a switch (Argo Rollouts).</summary>
    BlueGreen,
}

/// <summary>
/// The numbers of a rolling update: what is written, what is a default, and what the controller makes of it (<c>ResolveFenceposts</c> for Deployments).
/// </summary>
public sealed record RolloutArithmetic
{
    /// <summary>How the pods are replaced. The numbers below mean something for <see cref="RolloutMode.Rolling"/> only.</summary>
    public RolloutMode Mode { get; private init; }

    /// <summary>The number of pods that the numbers refer to.</summary>
    public long Replicas { get; private init; }

    /// <summary><c>maxSurge</c> when it is written and valid.</summary>
    public Located<IntOrPercent>? WrittenSurge { get; private init; }

    /// <summary><c>maxUnavailable</c> when it is written and valid.</summary>
    public Located<IntOrPercent>? WrittenUnavailable { get; private init; }

    /// <summary>
    /// Whether every written value is valid, so that the numbers are what will happen. False for a string that is no percent, a negative number, a
    /// <c>maxUnavailable</c> above 100 %, a template: a schema rule reports it.
    /// </summary>
    public bool IsKnown { get; private init; }

    /// <summary>Whether <c>maxSurge</c> is absent and 25 % applies.</summary>
    public bool IsSurgeDefault { get; private init; }

    /// <summary>Whether <c>maxUnavailable</c> is absent and the default applies: 25 %, or 1 for StatefulSet and DaemonSet.</summary>
    public bool IsUnavailableDefault { get; private init; }

    /// <summary>Whether both numbers came out as 0 by rounding, so that the controller takes 1 pod down all the same.</summary>
    public bool IsUnavailableForced { get; private init; }

    /// <summary>Whether both values are written as zero, which the API server refuses.</summary>
    public bool AreBothZero { get; private init; }

    /// <summary>Pods that may start beyond <see cref="Replicas"/>, MS of the rules.</summary>
    public long Surge { get; private init; }

    /// <summary>Pods that may be missing, MU of the rules; not limited to <see cref="Replicas"/>.</summary>
    public long Unavailable { get; private init; }

    /// <summary>The floor of capacity: pods that stay available, never below 0.</summary>
    public long MinAvailable => Math.Max(0, Replicas - Unavailable);

    /// <summary>The most pods at one time.</summary>
    public long MaxTotal => Replicas + Surge;

    /// <summary>
    /// <c>ResolveFenceposts</c> (<c>pkg/controller/deployment/util</c>): surge rounded up, unavailable rounded down, and 1 unavailable when both are 0.
    /// </summary>
    /// <param name="surge">Null counts as 0 here; the API server's default is filled in before.</param>
    /// <param name="unavailable">Null counts as 0.</param>
    /// <param name="desired">The replicas.</param>
    public static (long Surge, long Unavailable) Resolve(IntOrPercent? surge, IntOrPercent? unavailable, long desired)
    {
        long up = surge?.Of(desired, roundUp: true) ?? 0;
        long down = unavailable?.Of(desired, roundUp: false) ?? 0;
        return up == 0 && down == 0 ? (0, 1) : (up, down);
    }

    /// <summary>The arithmetic of a workload.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="replicas">Its pods; for a DaemonSet, the nodes that it runs on.</param>
    public static RolloutArithmetic Of(Workload workload, long replicas) => workload.Kind switch
    {
        WorkloadKind.Deployment => OfDeployment(workload.Spec.GetMapping("strategy"), "rollingUpdate", replicas),
        WorkloadKind.DeploymentConfig => OfDeployment(workload.Spec.GetMapping("strategy"), "rollingParams", replicas),
        WorkloadKind.Rollout => OfRollout(workload.Spec.GetMapping("strategy"), replicas),
        WorkloadKind.StatefulSet => OfSet(workload.Spec.GetMapping("updateStrategy"), replicas, isDaemonSet: false),
        WorkloadKind.DaemonSet => OfSet(workload.Spec.GetMapping("updateStrategy"), replicas, isDaemonSet: true),
        _ => new RolloutArithmetic { Replicas = replicas },
    };

    private static RolloutArithmetic OfDeployment(YamlMapping? strategy, string parameters, long replicas)
    {
        RolloutMode mode = strategy.Get("type") is null ? RolloutMode.Rolling : strategy.GetString("type")?.Value switch
        {
            "" or "RollingUpdate" or "Rolling" => RolloutMode.Rolling,
            "Recreate" => RolloutMode.Recreate,
            _ => RolloutMode.Unknown,
        };
        return Rolling(strategy.GetMapping(parameters), replicas) with { Mode = mode };
    }

    private static RolloutArithmetic OfRollout(YamlMapping? strategy, long replicas)
    {
        YamlMapping? canary = strategy.GetMapping("canary");
        RolloutMode mode = canary is not null ? RolloutMode.Rolling : strategy.Get("blueGreen") is not null ? RolloutMode.BlueGreen : RolloutMode.Unknown;
        return Rolling(canary, replicas) with { Mode = mode };
    }

    // Each key defaults on its own: maxSurge 0 alone leaves maxUnavailable at 25 %.
    private static RolloutArithmetic Rolling(YamlMapping? parameters, long replicas)
    {
        Located<IntOrPercent>? surge = IntOrPercent.Read(parameters.GetWritten("maxSurge"));
        Located<IntOrPercent>? unavailable = ReadUnavailable(parameters);
        bool isSurgeDefault = parameters.Get("maxSurge") is null;
        bool isUnavailableDefault = parameters.Get("maxUnavailable") is null;
        IntOrPercent maxUnavailable = unavailable?.Value ?? IntOrPercent.Default;
        (long up, long down) = Resolve(surge?.Value ?? IntOrPercent.Default, maxUnavailable, replicas);
        return new RolloutArithmetic
        {
            Replicas = replicas,
            WrittenSurge = surge,
            WrittenUnavailable = unavailable,
            IsKnown = (isSurgeDefault || surge is not null) && (isUnavailableDefault || unavailable is not null),
            IsSurgeDefault = isSurgeDefault,
            IsUnavailableDefault = isUnavailableDefault,
            IsUnavailableForced = up == 0 && down == 1 && maxUnavailable.Of(replicas, roundUp: false) == 0,
            AreBothZero = surge?.Value.Number == 0 && unavailable?.Value.Number == 0,
            Surge = up,
            Unavailable = down,
        };
    }

    // updateStrategy: a StatefulSet has no surge and rounds down to at least 1 (getStatefulSetMaxUnavailable); a DaemonSet rounds both up.
    private static RolloutArithmetic OfSet(YamlMapping? strategy, long replicas, bool isDaemonSet)
    {
        RolloutMode mode = strategy.Get("type") is null ? RolloutMode.Rolling : strategy.GetString("type")?.Value switch
        {
            "" or "RollingUpdate" => RolloutMode.Rolling,
            "OnDelete" => RolloutMode.OnDelete,
            _ => RolloutMode.Unknown,
        };
        YamlMapping? parameters = strategy.GetMapping("rollingUpdate");
        Located<IntOrPercent>? surge = isDaemonSet ? IntOrPercent.Read(parameters.GetWritten("maxSurge")) : null;
        Located<IntOrPercent>? unavailable = ReadUnavailable(parameters);
        bool isSurgeDefault = !isDaemonSet || parameters.Get("maxSurge") is null;
        bool isUnavailableDefault = parameters.Get("maxUnavailable") is null;
        long up = surge?.Value.Of(replicas, roundUp: true) ?? 0;
        long down = unavailable?.Value.Of(replicas, roundUp: isDaemonSet) ?? 1;
        bool isForced = up == 0 && down == 0;
        return new RolloutArithmetic
        {
            Mode = mode,
            Replicas = replicas,
            WrittenSurge = surge,
            WrittenUnavailable = unavailable,
            IsKnown = (isSurgeDefault || surge is not null) && (isUnavailableDefault || unavailable is not null),
            IsSurgeDefault = isSurgeDefault,
            IsUnavailableDefault = isUnavailableDefault,
            IsUnavailableForced = isForced,
            AreBothZero = unavailable?.Value.Number == 0 && (surge is null || surge.Value.Value.Number == 0),
            Surge = up,
            Unavailable = isForced ? 1 : down,
        };
    }

    private static Located<IntOrPercent>? ReadUnavailable(YamlMapping? parameters) =>
        IntOrPercent.Read(parameters.GetWritten("maxUnavailable")) is { } written && written.Value is not { IsPercent: true, Number: > 100 } ? written : null;
}
