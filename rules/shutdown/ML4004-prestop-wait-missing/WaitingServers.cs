using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Servers that need no preStop wait, or are told elsewhere how to stop.</summary>
internal static class WaitingServers
{
    // Settings with which a server goes on accepting for a while after its signal.
    private static readonly string[] AcceptSettings = ["requestacceptgracetimeout", "shutdown_delay"];

    /// <summary>Whether another rule, the server itself or the operator that runs it takes care of the wait.</summary>
    public static bool KnowHowToStop(ContainerView container) =>
        container.Family is { } family && HasItsOwnWay(family) || IsController(container) || IsManaged(container) || GoesOnAccepting(container);

    // nginx has a rule of its own. Databases and queues must begin to stop at once: their clients reconnect.
    private static bool HasItsOwnWay(ImageFamily family) =>
        family.Kind == ServerKind.Nginx || (family.PreStopCommand.IsEmpty && family.Kind != ServerKind.Envoy);

    // Ingress controllers wait by themselves (ingress-nginx --shutdown-grace-period, HAProxy likewise).
    private static bool IsController(ContainerView container) =>
        container.ImageReference is { } image && (image.Last == "controller" || image.Path.Contains("ingress", StringComparison.Ordinal));

    // Gateways of Istio and Envoy Gateway get their hooks from their operator.
    private static bool IsManaged(ContainerView container)
    {
        if (container.Image?.Value == "auto" || container.ImageReference?.Last is "proxyv2" or "istio-proxy")
            return true;

        Labels labels = container.Pod.Workload.TemplateLabels;
        return labels.Find("gateway.networking.k8s.io/gateway-name") is not null || labels["app.kubernetes.io/managed-by"] == "envoy-gateway";
    }

    private static bool GoesOnAccepting(ContainerView container)
    {
        foreach (Located<string> word in container.Start.Words)
        {
            if (IsSet(word.Value))
                return true;
        }

        foreach (EnvironmentVariable variable in container.Environment)
        {
            if (variable.Name is { } name && (IsSet($"{name.Value}={variable.Value?.Value}") || (variable.Value is { } value && IsSet(value.Value))))
                return true;
        }

        return false;
    }

    // A zero is the default: nothing is waited for.
    private static bool IsSet(string text)
    {
        foreach (string setting in AcceptSettings)
        {
            int start = text.IndexOf(setting, StringComparison.OrdinalIgnoreCase);
            if (start >= 0 && !text.AsSpan(start + setting.Length).TrimStart("= ").StartsWith("0"))
                return true;
        }

        return false;
    }
}
