using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Levels of the Pod Security Standards that forbid something; each holds the one before.</summary>
public enum PodSecurityLevel
{
    /// <summary>Keeps pods away from the node.</summary>
    Baseline,

    /// <summary>Also asks for hardening.</summary>
    Restricted,
}

/// <summary>
/// What the admission plug-in PodSecurity forbids in a pod, one method per check (k8s.io/pod-security-admission/policy). What cannot be read counts as
/// allowed: a schema rule reports it.
/// </summary>
public sealed partial class PodSecurityStandard
{
    private readonly ImmutableArray<PodSecurityViolation>.Builder _found = ImmutableArray.CreateBuilder<PodSecurityViolation>();
    private readonly Workload _workload;
    private readonly PodSpecView _pod;
    private readonly YamlMapping _spec;
    private readonly int _minor;
    private readonly bool _hasOwnUsers;
    private readonly bool _isWindows;

    private PodSecurityStandard(Workload workload, YamlMapping spec, int minor)
    {
        _workload = workload;
        _pod = workload.PodSpec;
        _spec = spec;
        _minor = minor;
        _hasOwnUsers = spec.GetBoolean("hostUsers") is { Value: false };
        _isWindows = spec.GetMapping("os").GetString("name") is { Value: "windows" };
    }

    /// <summary>What a level of the standard of a minor of Kubernetes 1 forbids in the pods of a workload, those of baseline first.</summary>
    public static ImmutableArray<PodSecurityViolation> Check(Workload workload, PodSecurityLevel level, int minor)
    {
        if (workload.PodSpec.Mapping is not { } spec)
            return [];

        var standard = new PodSecurityStandard(workload, spec, minor);
        standard.CheckBaseline();
        if (level == PodSecurityLevel.Restricted)
            standard.CheckRestricted();
        return standard._found.DrainToImmutable();
    }

    private YamlMapping? PodSecurity => _spec.GetMapping("securityContext");

    private static YamlMapping? SecurityOf(ContainerView container) => container.Mapping.GetMapping("securityContext");

    private static string NameOf(ContainerView container) => container.Name is { } name ? $"container '{name.Value}'" : "a container";

    // Where something is missing that may stand in the container: its securityContext, else its name.
    private static YamlNode PlaceOf(ContainerView container) =>
        container.Mapping.Find("securityContext")?.Key ?? container.Name?.Node ?? (container.Mapping.Entries is [var first, ..] ? first.Key : container.Mapping);

    private void Add(string check, YamlNode node, string detail) => _found.Add(new(check, node, detail));

    // A setting that exists at both levels: who sets it, and what the field says there.
    private IEnumerable<(string Who, YamlMapping Security)> Setters()
    {
        if (PodSecurity is { } pod)
            yield return ("the pod", pod);
        foreach (ContainerView container in _pod.All)
        {
            if (SecurityOf(container) is { } security)
                yield return (NameOf(container), security);
        }
    }
}
