using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using static ManifestLint.Yaml.Editing.YamlValue;

namespace ManifestLint.Releases.Generation;

/// <summary>Writes the Deployment of a service that had no manifests.</summary>
/// <param name="recipe">What is known of the service.</param>
/// <param name="configuration">The ConfigMap whose keys become environment variables; null when there is none.</param>
internal sealed class ScaffoldDeployment(ScaffoldRecipe recipe, string? configuration)
{
    /// <summary>The name of the port, in the container and in the Service.</summary>
    public const string PortName = "http";

    // The hook's wait, half a minute for open requests, and a margin before SIGKILL.
    private const long WaitSeconds = 10;
    private const long GraceSeconds = 45;

    private readonly ImageReference? _image = ImageReference.Parse(recipe.Image);

    /// <summary>The Deployment.</summary>
    public YamlMappingValue Create() => Map(
        ("apiVersion", "apps/v1"),
        ("kind", "Deployment"),
        ("metadata", ScaffoldLabels.Metadata(recipe, recipe.Name)),
        ("spec", Spec()));

    private YamlMappingValue Spec()
    {
        const string Reason = "A pod that fails right after its start stops the rollout.";
        YamlMappingValue spec = recipe.Scaling is null
            ? Map(("replicas", Replicas()), ("minReadySeconds", Integer(5).WithComment(Reason)))
            : Map(("minReadySeconds", Integer(5).WithComment($"`replicas` is left out: the autoscaler owns the number.\n{Reason}")));
        return spec
            .With("revisionHistoryLimit", Integer(3).WithComment("For `kubectl rollout undo`; older versions come back from git."))
            .With("selector", Map(("matchLabels", ScaffoldLabels.Shared(recipe))).WithComment("Cannot be changed after creation: no version, nothing that changes."))
            .With("strategy", Map(
                ("type", "RollingUpdate"),
                ("rollingUpdate", Map(
                    ("maxSurge", 1),
                    ("maxUnavailable", Integer(0).WithComment("No pod goes before its successor is ready."))))))
            .With("template", Map(
                ("metadata", Map(("labels", ScaffoldLabels.Shared(recipe)))),
                ("spec", PodSpec())));
    }

    private YamlValue Replicas() => Integer(recipe.Replicas).WithComment(recipe.Replicas == 1
        ? "One pod: a node drain or a crash is an outage. Two are the least that serve through it."
        : "Two or more, so that a node drain or a crash leaves one that serves.");

    private YamlMappingValue PodSpec() => Map(
        ("automountServiceAccountToken", Boolean(false).WithComment("Set to true when the program talks to the Kubernetes API.")),
        ("terminationGracePeriodSeconds", Integer(GraceSeconds).WithComment("preStop wait, longest request, margin; then the pod is killed.")),
        ("topologySpreadConstraints", List(Spread("topology.kubernetes.io/zone"), Spread("kubernetes.io/hostname"))
            .WithComment("One zone or node that fails does not take all pods. A wish, so that a small cluster can run them too.")),
        ("securityContext", PodSecurity()),
        ("containers", List(Container())));

    private YamlMappingValue Spread(string key) => Map(
        ("maxSkew", 1),
        ("topologyKey", key),
        ("whenUnsatisfiable", "ScheduleAnyway"),
        ("labelSelector", Map(("matchLabels", ScaffoldLabels.Shared(recipe)))),
        ("matchLabelKeys", List("pod-template-hash").AsFlow().WithComment("Counts the pods of one version, not those that a rollout replaces.")));

    private YamlMappingValue PodSecurity()
    {
        YamlMappingValue seccomp = Map(("type", "RuntimeDefault"));
        return StartsAsRoot
            ? Map(("seccompProfile", seccomp.WithComment("This image starts as root; nginxinc/nginx-unprivileged does not and can have `runAsNonRoot: true`.")))
            : Map(
                ("runAsNonRoot", Boolean(true).WithComment("Refused at start when the image runs as root; name a user with runAsUser when it names one by a word.")),
                ("seccompProfile", seccomp));
    }

    private YamlMappingValue Container()
    {
        YamlMappingValue container = Map(("name", recipe.Name), ("image", recipe.Image));
        container = container.With("ports", List(Map(("name", PortName), ("containerPort", recipe.Port ?? (StartsAsRoot ? 80 : 8080)))));
        if (configuration is not null)
            container = container.With("envFrom", List(Map(("configMapRef", Map(("name", configuration))))));
        return container
            .With("startupProbe", Map(
                ("httpGet", HttpGet(ProbePath)),
                ("periodSeconds", 2),
                ("failureThreshold", 60)).WithComment("Up to 120 s to start; the other probes wait for it."))
            .With("readinessProbe", Map(
                ("httpGet", HttpGet(ProbePath)),
                ("periodSeconds", 5),
                ("timeoutSeconds", 2),
                ("failureThreshold", 2)).WithComment("Whether requests may come: false while the program starts, is overloaded or lost its database."))
            .With("livenessProbe", LivenessProbe())
            .With("lifecycle", Map(("preStop", PreStop())))
            .With("resources", Map(
                ("requests", Map(("cpu", "100m"), ("memory", "128Mi"))),
                ("limits", Map(("memory", "256Mi"))))
                .WithComment("Placeholders, only you can know: watch `kubectl top pod` under the largest usual load.\n"
                    + "requests: what a pod then uses. memory limit: its peak and a quarter more; beyond it the pod is killed.\n"
                    + "No CPU limit: it would slow the pod down while the node is idle."))
            .With("securityContext", ContainerSecurity());
    }

    private YamlValue LivenessProbe()
    {
        YamlMappingValue handler = recipe.LivenessPath is { } path ? Map(("httpGet", HttpGet(path))) : Map(("tcpSocket", Map(("port", PortName))));
        string reason = recipe.LivenessPath is null
            ? "Whether to restart: only that connections are accepted. A path of its own may ask more, but never a database."
            : "Whether to restart: must not ask a database or another service, or their outage restarts all pods.";
        return handler.With("periodSeconds", 10).With("timeoutSeconds", 3).With("failureThreshold", 6).WithComment(reason);
    }

    private YamlValue PreStop()
    {
        if (_image is not null && ImageFamilies.FindByImage(_image) is { Kind: ServerKind.Nginx, HasShell: true } family && !ShelllessImages.Contains(_image))
        {
            return Map(("exec", Map(("command", List(family.PreStopCommand.Select(String)).AsFlow()))))
                .WithComment("Serve until every proxy knows that the pod goes, then finish open requests (nginx drops them on SIGTERM).");
        }

        return Map(("sleep", Map(("seconds", WaitSeconds)))).WithComment("Serve until every proxy knows that the pod goes (Kubernetes 1.30 or later).");
    }

    private YamlMappingValue ContainerSecurity()
    {
        YamlMappingValue capabilities = Map(("drop", List("ALL").AsFlow()));
        if (StartsAsRoot)
            capabilities = capabilities.With("add", List("CHOWN", "NET_BIND_SERVICE", "SETGID", "SETUID").AsFlow().WithComment("What nginx needs to give up root."));
        return Map(("allowPrivilegeEscalation", false), ("capabilities", capabilities));
    }

    private static YamlMappingValue HttpGet(string path) => Map(("path", path), ("port", PortName));

    private string ProbePath => recipe.ProbePath ?? (_image is not null && ImageFamilies.FindByImage(_image) is { Kind: ServerKind.Nginx } ? "/" : "/ready");

    // The official image; those of Bitnami and Chainguard and the unprivileged variants have a user of their own.
    private bool StartsAsRoot => _image is { Last: "nginx", Registry: null or "docker.io" or "public.ecr.aws" } image && (image.Path is "nginx" or "library/nginx" or "nginx/nginx");
}
