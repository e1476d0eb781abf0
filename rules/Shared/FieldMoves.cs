using System.Collections.Immutable;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Fields that people put in the wrong place, and where they belong. What is safe had no effect where it stood and is unmistakable.</summary>
internal static class FieldMoves
{
    private static readonly string[] Controllers = ["DeploymentSpec", "StatefulSetSpec", "DaemonSetSpec", "ReplicaSetSpec", "ReplicationControllerSpec", "RolloutSpec", "JobSpec"];
    private static readonly string[] Updaters = ["DeploymentSpec", "StatefulSetSpec", "DaemonSetSpec"];
    private static readonly string[] Strategies = ["DeploymentStrategy", "StatefulSetUpdateStrategy", "DaemonSetUpdateStrategy"];
    private static readonly string[] Handlers = ["HTTPGetAction", "ExecAction", "TCPSocketAction", "GRPCAction"];

    private static readonly ImmutableArray<Move> Table =
    [
        new(["terminationGracePeriodSeconds"], ["Container", "Lifecycle", "LifecycleHandler", "PodTemplateSpec", .. Controllers], PodSpec, FixSafety.Safe),
        new(["strategy", "minReadySeconds", "progressDeadlineSeconds", "revisionHistoryLimit", "replicas", "paused"], ["PodTemplateSpec", "PodSpec", "Container"], Controller, FixSafety.Safe),
        new(["maxSurge", "maxUnavailable"], [.. Updaters, .. Strategies], RollingUpdate, FixSafety.Safe),
        new(["rollingUpdate"], Updaters, Strategy, FixSafety.Safe),
        new(["partition"], ["StatefulSetSpec", "StatefulSetUpdateStrategy"], RollingUpdate, FixSafety.Safe),
        new(["livenessProbe", "readinessProbe", "startupProbe", "lifecycle", "env", "envFrom", "ports", "image", "command", "args", "volumeMounts", "imagePullPolicy", "workingDir"],
            ["PodSpec", "PodTemplateSpec", .. Controllers], Containers, FixSafety.Unsafe),
        new(["resources"], ["PodTemplateSpec", "PodSpec", .. Controllers], Containers, FixSafety.Unsafe),
        new(["limits", "requests"], ["Container"], scene => [scene.Around / "resources"], FixSafety.Safe),
        new(["containers", "volumes", "initContainers", "nodeSelector", "affinity", "tolerations", "topologySpreadConstraints", "serviceAccountName", "imagePullSecrets", "hostNetwork", "dnsPolicy", "dnsConfig",
            "hostAliases", "priorityClassName", "restartPolicy", "schedulerName", "shareProcessNamespace", "automountServiceAccountToken"], ["PodTemplateSpec", .. Controllers], PodSpec, FixSafety.Safe),
        new(["volumes", "initContainers", "nodeSelector", "affinity", "tolerations", "topologySpreadConstraints", "serviceAccountName", "imagePullSecrets", "hostNetwork", "dnsPolicy", "dnsConfig",
            "hostAliases", "priorityClassName", "schedulerName", "shareProcessNamespace", "automountServiceAccountToken"], ["Container"], PodSpec, FixSafety.Unsafe),
        new(["fsGroup", "fsGroupChangePolicy", "supplementalGroups", "sysctls"], ["SecurityContext"], scene => PodSpec(scene) is [var pod] ? [pod / "securityContext"] : [], FixSafety.Unsafe),
        new(["privileged", "capabilities", "allowPrivilegeEscalation", "readOnlyRootFilesystem", "procMount"], ["PodSecurityContext"],
            scene => [.. scene.Containers.Select(container => container / "securityContext")], FixSafety.Unsafe),
        new(["preStop", "postStart", "stopSignal"], ["Container"], scene => [scene.Around / "lifecycle"], FixSafety.Safe),
        new(["exec", "httpGet", "tcpSocket", "sleep"], ["Lifecycle"], scene => scene.Steps[^1].Mapping.Find("postStart") is null ? [scene.Around / "preStop"] : [], FixSafety.Unsafe),
        new(["path", "scheme", "httpHeaders", "host"], ["Probe"], scene => [scene.Around / "httpGet"], FixSafety.Unsafe),
        new(["port"], ["Probe"], scene => [scene.Around / (IsHttp(scene) ? "httpGet" : "tcpSocket")], FixSafety.Unsafe),
        new(["initialDelaySeconds", "periodSeconds", "timeoutSeconds", "successThreshold", "failureThreshold"], Handlers, scene => [scene.Around.Parent], FixSafety.Safe),
        new(["labels", "annotations", "name", "namespace"], ["PodTemplateSpec"], scene => [scene.Around / "metadata"], FixSafety.Safe),
        new(["matchLabels", "matchExpressions"], ["DeploymentSpec", "StatefulSetSpec", "DaemonSetSpec", "ReplicaSetSpec", "RolloutSpec"], scene => [scene.Around / "selector"], FixSafety.Safe),
        new(["claimName"], ["Volume"], scene => [scene.Around / "persistentVolumeClaim"], FixSafety.Unsafe),
        new(["secretName"], ["Volume"], scene => [scene.Around / "secret"], FixSafety.Unsafe),
        new(["volumeClaimTemplates"], ["PodSpec", "PodTemplateSpec"], scene => scene.Workload?.Kind == WorkloadKind.StatefulSet ? Controller(scene) : [], FixSafety.Safe),
        new(["backoffLimit", "ttlSecondsAfterFinished", "completions", "parallelism", "activeDeadlineSeconds", "podFailurePolicy"], ["CronJobSpec", "PodSpec", "PodTemplateSpec"], Job, FixSafety.Safe),
        new(["schedule", "timeZone", "concurrencyPolicy", "startingDeadlineSeconds", "suspend", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"], ["JobTemplateSpec", "JobSpec"],
            scene => scene.Workload?.Kind == WorkloadKind.CronJob ? [scene.Root / "spec"] : [], FixSafety.Safe),
        new(["template"], ["CronJobSpec"], scene => [scene.Root / "spec" / "jobTemplate" / "spec"], FixSafety.Unsafe),
        new(["minAvailable", "maxUnavailable"], ["LabelSelector", "PodDisruptionBudget"], scene => scene.Resource.Kind == "PodDisruptionBudget" ? [scene.Root / "spec"] : [], FixSafety.Safe),
        new(["nodePort", "targetPort", "protocol"], ["ServiceSpec"], OnlyPort, FixSafety.Unsafe),
    ];

    /// <summary>The home of a field by the table; null when the table does not speak of it.</summary>
    public static FieldHome? Find(FieldScene scene)
    {
        string level = scene.Level;
        foreach (Move move in Table)
        {
            if (Array.IndexOf(move.Fields, scene.Field) >= 0 && Array.IndexOf(move.FoundUnder, level) >= 0 && move.Target(scene) is { IsEmpty: false } targets)
                return new FieldHome(targets, scene.Field, move.Safety, IsTaken: false);
        }

        return FindRenamed(scene, level) ?? FindMetadata(scene);
    }

    /// <summary>
    /// The home of a label that stands where <c>matchLabels</c> should be. Only in a workload nothing came of it; another selector without its labels
    /// selects everything.
    /// </summary>
    public static FieldHome? FindLabel(FieldScene scene)
    {
        bool isLabel = scene.Level == "LabelSelector" && scene.Field is not ("key" or "operator") && NodeReading.AsString(scene.Entry.Value) is not null
            && !scene.Steps.Any(step => step.Schema.Properties.Find(scene.Field) is not null);
        bool isOwn = scene.Workload is not null && scene.Around.Equals(scene.Root / "spec" / "selector");
        return isLabel ? new FieldHome([scene.Around / "matchLabels"], scene.Field, isOwn ? FixSafety.Safe : FixSafety.Unsafe, IsTaken: false) : null;
    }

    // At the root of any object; in the spec of Kubernetes' own kinds, whose specs have no fields of these names.
    private static FieldHome? FindMetadata(FieldScene scene)
    {
        bool isBuiltIn = scene.Steps[0].Schema.Name?.StartsWith("io.k8s.", StringComparison.Ordinal) == true || scene.Workload is not null;
        bool isMetadata = scene.Field is "labels" or "annotations" or "name" or "namespace" && (scene.Steps.Length == 1 || (isBuiltIn && scene.Around.Equals(scene.Root / "spec")));
        return isMetadata ? new FieldHome([scene.Root / "metadata"], scene.Field, FixSafety.Safe, IsTaken: false) : null;
    }

    private static FieldHome? FindRenamed(FieldScene scene, string level) => (scene.Field, level) switch
    {
        ("updateStrategy", "DeploymentSpec") => new FieldHome([scene.Around], "strategy", FixSafety.Unsafe, IsTaken: false),
        ("strategy", "StatefulSetSpec" or "DaemonSetSpec") => new FieldHome([scene.Around], "updateStrategy", FixSafety.Unsafe, IsTaken: false),
        ("backend", "IngressSpec") => new FieldHome([scene.Around], "defaultBackend", FixSafety.Safe, IsTaken: false),
        ("serviceName", "IngressBackend") => new FieldHome([scene.Around / "service"], "name", FixSafety.Safe, IsTaken: false),
        ("serviceName", "HTTPIngressPath") => new FieldHome([scene.Around / "backend" / "service"], "name", FixSafety.Safe, IsTaken: false),
        ("servicePort", "IngressBackend") => new FieldHome([scene.Around / "service" / "port"], PortField(scene), FixSafety.Safe, IsTaken: false),
        ("servicePort", "HTTPIngressPath") => new FieldHome([scene.Around / "backend" / "service" / "port"], PortField(scene), FixSafety.Safe, IsTaken: false),
        _ => null,
    };

    private static string PortField(FieldScene scene) => NodeReading.AsString(scene.Entry.Value) is null ? "number" : "name";

    private static ImmutableArray<YamlPath> PodSpec(FieldScene scene) => scene.PodSpec is { } pod ? [pod] : [];

    private static ImmutableArray<YamlPath> Containers(FieldScene scene) => scene.Containers;

    private static ImmutableArray<YamlPath> Controller(FieldScene scene) => scene.Workload is { Kind: not (WorkloadKind.Pod or WorkloadKind.CronJob) } && HasField(scene, 1) ? [scene.Root / "spec"] : [];

    private static ImmutableArray<YamlPath> Job(FieldScene scene) => scene.Workload?.Kind switch
    {
        WorkloadKind.CronJob => [scene.Root / "spec" / "jobTemplate" / "spec"],
        WorkloadKind.Job => [scene.Root / "spec"],
        _ => [],
    };

    private static ImmutableArray<YamlPath> Strategy(FieldScene scene) => [scene.Root / "spec" / (scene.Workload?.Kind == WorkloadKind.Deployment ? "strategy" : "updateStrategy")];

    private static ImmutableArray<YamlPath> RollingUpdate(FieldScene scene)
    {
        if (scene.Workload?.Kind is not (WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet) || Strategy(scene) is not [var strategy])
            return [];
        if (scene.Field == "maxSurge" && scene.Workload.Kind == WorkloadKind.StatefulSet)
            return [];

        YamlMapping? written = strategy.Resolve(scene.Entry.Document) as YamlMapping;
        return written.GetString("type") is null or { Value: "RollingUpdate" } ? [strategy / "rollingUpdate"] : [];
    }

    private static ImmutableArray<YamlPath> OnlyPort(FieldScene scene) =>
        scene.Resource.Spec.Get("ports") is YamlSequence { Items: [var port] } && port.Dereference() is YamlMapping mapping ? [YamlPath.Of(mapping)] : [];

    private static bool IsHttp(FieldScene scene) => scene.Steps[^1].Mapping.Find("path") is not null || scene.Steps[^1].Mapping.Find("httpGet") is not null || scene.Steps[^1].Mapping.Find("scheme") is not null;

    // Whether the object's own spec knows the field: a Pod has no replicas.
    private static bool HasField(FieldScene scene, int step) => scene.Steps.Length > step && scene.Steps[step].Schema.Properties.Find(scene.Field) is not null;

    /// <param name="Fields">The fields.</param>
    /// <param name="FoundUnder">What the mapping around is.</param>
    /// <param name="Target">The mapping that takes them; nothing when that does not apply here.</param>
    /// <param name="Safety">What the move may change.</param>
    private sealed record Move(string[] Fields, string[] FoundUnder, Func<FieldScene, ImmutableArray<YamlPath>> Target, FixSafety Safety);
}
