using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SecurityContextConflictRule : Rule
{
    // Before, hostUsers and procMount are dropped (feature gates UserNamespacesSupport and ProcMountType).
    private const int UserNamespacesMinor = 33;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1047",
        name: "security-context-conflict",
        title: "Two settings of a pod's or container's security contradict each other",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate || context.Workload.PodSpec.Mapping is not { } pod)
            return;

        AnalyzePod(context, pod);
        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            if (container.Mapping.GetMapping("securityContext") is { } security)
                AnalyzeContainer(context, pod, container, security);
        }

        OperatingSystemFields.Analyze(context, pod);
    }

    private static void AnalyzePod(WorkloadContext context, YamlMapping pod)
    {
        if (pod.GetBoolean("hostUsers") is { Value: false } users && context.Target.HasFrom(UserNamespacesMinor))
        {
            foreach (string field in (ReadOnlySpan<string>)["hostNetwork", "hostPID", "hostIPC"])
            {
                if (pod.GetBoolean(field) is { Value: true } host)
                    Report(context, users.Node, host.Node, "hostUsers: false", $"{field}: true", context.Target.NoteFrom(UserNamespacesMinor));
            }
        }

        if (pod.GetBoolean("shareProcessNamespace") is { Value: true } share && pod.GetBoolean("hostPID") is { Value: true } hostProcesses)
            Report(context, share.Node, hostProcesses.Node, "shareProcessNamespace: true", "hostPID: true");
    }

    private static void AnalyzeContainer(WorkloadContext context, YamlMapping pod, ContainerView container, YamlMapping security)
    {
        if (security.GetBoolean("allowPrivilegeEscalation") is { Value: false } escalation)
        {
            if (security.GetBoolean("privileged") is { Value: true } privileged)
                Report(context, escalation.Node, privileged.Node, "allowPrivilegeEscalation: false", $"privileged: true of {container.Describe()}");

            if (security.GetMapping("capabilities").Get("add") is YamlSequence added)
                AnalyzeCapabilities(context, container, escalation, added);
        }

        if (security.GetString("procMount") is { Value: "Unmasked" } mount && context.Target.HasFrom(UserNamespacesMinor))
            AnalyzeUnmasked(context, pod, container, mount);
    }

    // The server compares this spelling only; SYS_ADMIN is accepted.
    private static void AnalyzeCapabilities(WorkloadContext context, ContainerView container, Located<bool> escalation, YamlSequence added)
    {
        foreach (YamlNode capability in added.Items)
        {
            if (NodeReading.AsString(capability) is { Value: "CAP_SYS_ADMIN" })
                Report(context, escalation.Node, capability, "allowPrivilegeEscalation: false", $"the capability CAP_SYS_ADMIN of {container.Describe()}");
        }
    }

    private static void AnalyzeUnmasked(WorkloadContext context, YamlMapping pod, ContainerView container, Located<string> mount)
    {
        Located<bool>? users = pod.GetBoolean("hostUsers");
        bool isUnknown = users is null && (context.Workload.IsPartial || pod.Get("hostUsers") is not null);
        if (isUnknown || users?.Value == false)
            return;

        string note = context.Target.NoteFrom(UserNamespacesMinor);
        string first = users is null ? "hostUsers: true (default)" : "hostUsers: true";
        Report(context, users?.Node, mount.Node, first, $"procMount: Unmasked of {container.Describe()}", note);
    }

    private static void Report(WorkloadContext context, YamlNode? first, YamlNode second, string firstText, string secondText, string note = "") => context.Report(
        second,
        $"{firstText} and {secondText} contradict each other, {Refusal.OfTemplate(context.Workload, context.Target)}{note}",
        related: first is null ? default : [new RelatedLocation(new Location(context.Workload.Resource.File, first.Span), "the other setting")]);
}
