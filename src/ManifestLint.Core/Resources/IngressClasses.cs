namespace ManifestLint.Resources;

/// <summary>Which controller serves an Ingress.</summary>
public static class IngressClasses
{
    private const string Annotation = "kubernetes.io/ingress.class";

    /// <summary>The class that an Ingress names, in the field or in the old annotation; null when it names none.</summary>
    public static string? NameOf(Resource ingress) => (ingress.Spec.GetString("ingressClassName") ?? ingress.GetAnnotation(Annotation)) is { Value.Length: > 0 } name ? name.Value : null;

    /// <summary>Whether the class is one of an nginx controller.</summary>
    public static bool IsNginx(string? name) => name?.Contains("nginx", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether an Ingress is the canary of another one, as ingress-nginx has it.</summary>
    public static bool IsNginxCanary(Resource ingress) => ingress.GetAnnotation("nginx.ingress.kubernetes.io/canary")?.Value == "true";

    /// <summary>Whether the AWS Load Balancer Controller serves the Ingress: its class is <c>alb</c>, or an IngressClass of the bundle with that controller.</summary>
    public static bool IsAlb(this ResourceSet resources, Resource ingress)
    {
        if (NameOf(ingress) is not { } name)
            return false;

        foreach (Resource candidate in resources.OfKind(ingress, "IngressClass"))
        {
            if (candidate.Name == name && candidate.Spec.GetString("controller") is { } controller)
                return controller.Value is "ingress.k8s.aws/alb" or "eks.amazonaws.com/alb";
        }

        return name == "alb";
    }
}
