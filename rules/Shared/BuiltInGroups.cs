using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Tells objects of Kubernetes itself from those of others.</summary>
internal static class BuiltInGroups
{
    /// <summary>
    /// Whether an object is of a kind that somebody's controller may make pods and Services of. Groups under <c>k8s.io</c> and the short ones are Kubernetes'
    /// own; the others named here are known to make no pods, or are understood as workloads.
    /// </summary>
    public static bool IsCustom(Resource resource) => resource.Group switch
    {
        "" or "apps" or "batch" or "autoscaling" or "policy" or "extensions" => false,
        "argoproj.io" => resource.Kind is "Application" or "ApplicationSet" or "ArgoCD" or "EventBus" or "EventSource" or "Sensor",
        "bitnami.com" or "elbv2.k8s.aws" or "external-secrets.io" or "cloud.google.com" or "linkerd.io" or "policy.linkerd.io" or "split.smi-spec.io" => false,
        "kyverno.io" or "crd.projectcalico.org" or "cilium.io" or "metallb.io" or "traefik.containo.us" or "configuration.konghq.com" => false,
        "monitoring.coreos.com" => resource.Kind is "Prometheus" or "PrometheusAgent" or "Alertmanager" or "ThanosRuler",
        "flagger.app" or "keda.sh" or "cert-manager.io" or "traefik.io" or "route.openshift.io" => false,
        "kustomize.config.k8s.io" => false,
        { } group when group.EndsWith(".k8s.io", StringComparison.Ordinal) || group.EndsWith(".istio.io", StringComparison.Ordinal) => false,
        _ => Workload.From(resource) is null,
    };
}
