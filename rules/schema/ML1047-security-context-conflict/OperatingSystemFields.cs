using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Fields that a pod may not have once it says its operating system (<c>validateLinux</c>, <c>validateWindows</c>).</summary>
internal static class OperatingSystemFields
{
    // Before, hostUsers is dropped (feature gate UserNamespacesSupport).
    private const int UserNamespacesMinor = 33;

    private static readonly string[] LinuxOfPod = ["hostUsers", "hostPID", "hostIPC", "shareProcessNamespace"];

    private static readonly string[] LinuxOfPodSecurity =
    [
        "appArmorProfile", "seLinuxOptions", "seccompProfile", "fsGroup", "fsGroupChangePolicy", "sysctls", "runAsUser", "runAsGroup",
        "supplementalGroups", "supplementalGroupsPolicy", "seLinuxChangePolicy",
    ];

    private static readonly string[] LinuxOfContainer =
    [
        "appArmorProfile", "seLinuxOptions", "seccompProfile", "capabilities", "readOnlyRootFilesystem", "privileged", "allowPrivilegeEscalation",
        "procMount", "runAsUser", "runAsGroup",
    ];

    private static readonly string[] Windows = ["windowsOptions"];

    public static void Analyze(WorkloadContext context, YamlMapping pod)
    {
        if (pod.GetMapping("os").GetString("name") is not { Value: "linux" or "windows" } system)
            return;

        bool isLinux = system.Value == "linux";
        if (!isLinux)
            AnalyzeFields(context, system, pod, context.Target.First >= UserNamespacesMinor ? LinuxOfPod : LinuxOfPod[1..], "");
        AnalyzeFields(context, system, pod.GetMapping("securityContext"), isLinux ? Windows : LinuxOfPodSecurity, "securityContext.");
        foreach (ContainerView container in context.Workload.PodSpec.All)
            AnalyzeFields(context, system, container.Mapping.GetMapping("securityContext"), isLinux ? Windows : LinuxOfContainer, "securityContext.", container);
    }

    private static void AnalyzeFields(WorkloadContext context, Located<string> system, YamlMapping? mapping, string[] fields, string prefix, ContainerView? container = null)
    {
        if (mapping is null)
            return;

        foreach (string field in fields)
        {
            if (IsSet(mapping.Get(field), field))
                Report(context, system, mapping.Find(field)!.Key, prefix + field + (container is null ? "" : $" of {container.Describe()}"));
        }
    }

    // Lists and plain booleans count only when they say something.
    private static bool IsSet(YamlNode? value, string field) => value switch
    {
        null or YamlSequence { Items.IsEmpty: true } => false,
        YamlScalar scalar when field is "hostPID" or "hostIPC" => scalar.Resolve() is { Kind: YamlScalarKind.Boolean, Json: "true" },
        _ => true,
    };

    private static void Report(WorkloadContext context, Located<string> system, YamlNode key, string field) => context.Report(
        key,
        $"os.name: {system.Value} and {field} contradict each other, {Refusal.OfTemplate(context.Workload, context.Target)}",
        related: [new RelatedLocation(new Location(context.Workload.Resource.File, system.Span), "the operating system")]);
}
