using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class PodAnnotationOnControllerRule : Rule
{
    // The one of them that is also looked for among labels.
    private const string InjectLabel = "sidecar.istio.io/inject";

    private static readonly HashSet<string> PodKeys =
    [
        "cluster-autoscaler.kubernetes.io/safe-to-evict",
        "controller.kubernetes.io/pod-deletion-cost",
        "k8s.v1.cni.cncf.io/networks",
        "karpenter.sh/do-not-disrupt",
        "kubectl.kubernetes.io/default-container",
        "linkerd.io/inject",
        "prometheus.io/path",
        "prometheus.io/port",
        "prometheus.io/scrape",
    ];

    private static readonly string[] PodPrefixes =
    [
        "checksum/",
        "cni.projectcalico.org/",
        "config.linkerd.io/",
        "container.apparmor.security.beta.kubernetes.io/",
        "sidecar.istio.io/",
        "traffic.sidecar.istio.io/",
        "vault.hashicorp.com/agent-",
    ];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9209",
        name: "pod-annotation-on-controller",
        title: "An annotation that is read from pods stands on the object that makes them",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        bool isJudged = workload.Kind is WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet or WorkloadKind.ReplicaSet or WorkloadKind.Rollout or WorkloadKind.Job;
        if (!isJudged || workload.IsPartial || !workload.HasOwnTemplate || workload.Template is null)
            return;

        Check(context, "annotations", "Annotation", IsForPods);
        Check(context, "labels", "Label", static key => key == InjectLabel);
    }

    private static void Check(WorkloadContext context, string place, string what, Func<string, bool> isForPods)
    {
        // What an alias brings is written elsewhere, and judged there.
        if (context.Workload.Resource.Metadata?.Find(place)?.Value is not YamlMapping written)
            return;

        foreach (YamlEntry entry in written.Entries)
        {
            if (entry.IsMerge || entry.KeyText is not { } key || !isForPods(key) || IsOnTemplate(context.Workload, key) || KnownKeys.FindMeant(key) is not null)
                continue;

            string consequence = key.StartsWith("checksum/", StringComparison.Ordinal) ? "a new checksum starts no rollout" : "it has no effect";
            context.Report(
                entry.Key,
                $"{what} '{key}' is read from pods only; on the {context.Workload.Resource.Kind} {consequence}",
                MoveToTemplate(context.Workload, written, entry, place));
        }
    }

    private static bool IsForPods(string key)
    {
        if (!key.Contains('/', StringComparison.Ordinal))
            return false;
        if (PodKeys.Contains(key))
            return true;

        foreach (string prefix in PodPrefixes)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsOnTemplate(Workload workload, string key) =>
        workload.TemplateMetadata.GetMapping("annotations")?.Find(key) is not null || workload.TemplateMetadata.GetMapping("labels")?.Find(key) is not null;

    private static CodeFix MoveToTemplate(Workload workload, YamlMapping written, YamlEntry entry, string place)
    {
        YamlPath from = YamlPath.Of(written);
        YamlPath target = YamlPath.Of(workload.Template!) / "metadata" / place;
        bool isOnly = written.Entries.Length == 1;
        return CodeFix.Unsafe(
            $"Move it to the {place} of the pod template",
            written,
            editor =>
            {
                YamlEditor moved = editor.MoveEntry(YamlPath.Of(entry), target, EntryPosition.Last);
                return isOnly ? moved.RemoveEntry(from) : moved;
            });
    }
}
