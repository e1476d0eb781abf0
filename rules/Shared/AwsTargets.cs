using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Load balancers of the AWS Load Balancer Controller that send to the pods' own addresses (target type <c>ip</c>).</summary>
internal static class AwsTargets
{
    private const string IngressTarget = "alb.ingress.kubernetes.io/target-type";
    private const string ServiceTarget = "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type";
    private const string LoadBalancerType = "service.beta.kubernetes.io/aws-load-balancer-type";

    /// <summary>Whether a Service asks for a network load balancer with such targets.</summary>
    public static bool IsNetworkLoadBalancer(Resource service) =>
        service.GetAnnotation(ServiceTarget)?.Value == "ip" || service.GetAnnotation(LoadBalancerType)?.Value == "nlb-ip";

    /// <summary>Whether the application load balancer of an Ingress sends to the pods of a Service itself. The annotation of the Service counts before that of the Ingress.</summary>
    public static bool SendsToPods(Resource ingress, Resource service) => (service.GetAnnotation(IngressTarget) ?? ingress.GetAnnotation(IngressTarget))?.Value == "ip";
}
