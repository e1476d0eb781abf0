using ManifestLint.Configuration;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>What <c>metadata.name</c> of each kind has to look like. Kinds whose names are known to be free, or not known at all, have no grammar.</summary>
internal static class ObjectNames
{
    private const int MaximumCronJobLength = 52;

    private static readonly Func<string, string?> Label = Names.CheckLabel;

    private static readonly Func<string, string?> Subdomain = Names.CheckSubdomain;

    private static readonly Func<string, string?> CronJob = text => text.Length > MaximumCronJobLength && Names.CheckSubdomain(text) is null
        ? FormattableString.Invariant($"{text.Length} characters, at most {MaximumCronJobLength}")
        : Names.CheckSubdomain(text);

    /// <summary>
    /// The grammar of an object's name (the <c>Validate…Name</c> functions of Kubernetes' validation packages; custom resources have subdomains,
    /// apiextensions-apiserver). Names of RBAC objects are path segments, those of aggregated APIs are not known.
    /// </summary>
    public static Func<string, string?>? GrammarOf(Resource resource) => (resource.Group, resource.Kind) switch
    {
        ("", "Service" or "Namespace") or ("apps", "StatefulSet") => Label,
        ("", "Pod" or "ReplicationController" or "ConfigMap" or "Secret" or "ServiceAccount" or "PersistentVolumeClaim" or "PersistentVolume" or "Endpoints" or "LimitRange" or "ResourceQuota") => Subdomain,
        ("apps" or "extensions", "Deployment" or "ReplicaSet" or "DaemonSet") or ("batch", "Job") => Subdomain,
        ("batch", "CronJob") => CronJob,
        ("autoscaling", "HorizontalPodAutoscaler") or ("policy", "PodDisruptionBudget") => Subdomain,
        ("networking.k8s.io" or "extensions", "Ingress" or "IngressClass" or "NetworkPolicy") => Subdomain,
        ("storage.k8s.io", "StorageClass") or ("scheduling.k8s.io", "PriorityClass") or ("node.k8s.io", "RuntimeClass") => Subdomain,
        ("argoproj.io" or "flagger.app" or "keda.sh" or "monitoring.coreos.com" or "cert-manager.io" or "traefik.io", _) => Subdomain,
        ("gateway.networking.k8s.io" or "networking.istio.io" or "security.istio.io" or "serving.knative.dev" or "apps.kruise.io", _) => Subdomain,
        _ => null,
    };

    /// <summary>What else is wrong with the name of a valid grammar, or null.</summary>
    public static string? CheckMore(Resource resource, TargetVersions target) => (resource.Group, resource.Kind) switch
    {
        // RFC 1035 until the gate RelaxedServiceNameValidation was on.
        ("", "Service") when char.IsAsciiDigit(resource.Name[0]) && target.HasBelow(36) => "must start with a letter" + target.NoteBelow(36),
        ("batch", "Job") => CheckJob(resource),
        _ => null,
    };

    /// <summary>Whether pods and their hostnames are called after the object, for which the API server only warns.</summary>
    public static bool NamesPods(Resource resource) =>
        (resource.Group, resource.Kind) is ("", "Pod") or ("apps", "Deployment" or "ReplicaSet") or ("batch", "Job" or "CronJob") && Names.CheckLabel(resource.Name) is not null;

    /// <summary>For example <c>an Ingress</c>.</summary>
    public static string Describe(string kind) => kind[0] is 'A' or 'E' or 'I' or 'O' ? $"an {kind}" : $"a {kind}";

    /// <summary>The name in lower case, with <c>-</c> for what is no letter of a name but separates words.</summary>
    public static string Normalize(string name) => name.ToLowerInvariant().Replace('_', '-').Replace(' ', '-');

    // The generated label job-name holds the name; a pod of an Indexed Job is called after its index (ValidateJob).
    private static string? CheckJob(Resource job)
    {
        if (job.Name.Length > Names.MaximumLabelLength && job.Spec.GetBoolean("manualSelector")?.Value != true)
            return FormattableString.Invariant($"{job.Name.Length} characters, at most {Names.MaximumLabelLength}");
        if (job.Spec.GetString("completionMode")?.Value != "Indexed" || job.Spec.GetInteger("completions") is not { Value: > 0 } completions)
            return null;

        string host = FormattableString.Invariant($"{job.Name}-{completions.Value - 1}");
        return Names.CheckLabel(host) is { } wrong ? $"its last pod has the hostname '{host}', {wrong}" : null;
    }
}
