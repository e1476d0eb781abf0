using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <content>The checks of baseline.</content>
public sealed partial class PodSecurityStandard
{
    private const string AppArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

    // Sysctls that are safe, with the minor of the standard that allowed them.
    private static readonly Dictionary<string, int> SafeSysctls = new(StringComparer.Ordinal)
    {
        ["kernel.shm_rmid_forced"] = 0,
        ["net.ipv4.ip_local_port_range"] = 0,
        ["net.ipv4.tcp_syncookies"] = 0,
        ["net.ipv4.ping_group_range"] = 0,
        ["net.ipv4.ip_unprivileged_port_start"] = 0,
        ["net.ipv4.ip_local_reserved_ports"] = 27,
        ["net.ipv4.tcp_keepalive_time"] = 29,
        ["net.ipv4.tcp_fin_timeout"] = 29,
        ["net.ipv4.tcp_keepalive_intvl"] = 29,
        ["net.ipv4.tcp_keepalive_probes"] = 29,
        ["net.ipv4.tcp_rmem"] = 32,
        ["net.ipv4.tcp_wmem"] = 32,
    };

    private void CheckBaseline()
    {
        CheckHostNamespaces();
        CheckPrivileged();
        CheckAddedCapabilities();
        CheckHostPaths();
        CheckHostPorts();
        CheckAppArmor();
        CheckSeLinux();
        CheckProcMount();
        CheckSeccomp();
        CheckSysctls();
        CheckHostProcess();
        CheckHandlerHosts();
    }

    private void CheckHostNamespaces()
    {
        foreach (string field in (ReadOnlySpan<string>)["hostNetwork", "hostPID", "hostIPC"])
        {
            if (_spec.GetBoolean(field) is { Value: true } host)
                Add(field, host.Node, $"the pod may not set {field}: true");
        }
    }

    private void CheckPrivileged()
    {
        foreach (ContainerView container in _pod.All)
        {
            if (SecurityOf(container).GetBoolean("privileged") is { Value: true } privileged)
                Add("privileged", privileged.Node, $"{NameOf(container)} may not set privileged: true");
        }
    }

    private void CheckAddedCapabilities()
    {
        foreach ((ContainerView container, Located<string> capability) in Capabilities("add"))
        {
            if (!IsHarmless(capability.Value))
                Add("capabilities", capability.Node, $"{NameOf(container)} may not add {capability.Value}");
        }
    }

    // Compared as they are written: CAP_CHOWN is none of them.
    private static bool IsHarmless(string capability) => capability is "AUDIT_WRITE" or "CHOWN" or "DAC_OVERRIDE" or "FOWNER" or "FSETID" or "KILL" or "MKNOD"
        or "NET_BIND_SERVICE" or "SETFCAP" or "SETGID" or "SETPCAP" or "SETUID" or "SYS_CHROOT";

    private IEnumerable<(ContainerView Container, Located<string> Capability)> Capabilities(string list)
    {
        foreach (ContainerView container in _pod.All)
        {
            foreach (YamlNode item in SecurityOf(container).GetMapping("capabilities").GetItems(list))
            {
                if (NodeReading.AsString(item) is { } capability)
                    yield return (container, capability);
            }
        }
    }

    private void CheckHostPaths()
    {
        foreach (YamlMapping volume in _pod.Volumes)
        {
            if (volume.Get("hostPath") is not null)
                Add("hostPath", volume.Find("hostPath")!.Key, $"volume '{volume.GetString("name")?.Value}' may not be a hostPath");
        }
    }

    private void CheckHostPorts()
    {
        foreach (ContainerView container in _pod.All)
        {
            foreach (ContainerPort port in container.Ports)
            {
                if (port.Mapping.GetInteger("hostPort") is { Value: not 0 } host)
                    Add("hostPort", host.Node, $"{NameOf(container)} may not take hostPort {host.Value}");
            }
        }
    }

    private void CheckAppArmor()
    {
        foreach ((string who, YamlMapping security) in Setters())
        {
            if (security.GetMapping("appArmorProfile").GetString("type") is { } type && !IsConfined(type.Value))
                Add("appArmorProfile", type.Node, $"{who} may not set appArmorProfile.type {type.Value}");
        }

        foreach ((string key, Located<string> profile) in _workload.TemplateMetadata.GetStringMap("annotations"))
        {
            bool isConfined = profile.Value is "" or "runtime/default" || profile.Value.StartsWith("localhost/", StringComparison.Ordinal);
            if (!isConfined && key.StartsWith(AppArmorAnnotation, StringComparison.Ordinal))
                Add("appArmorProfile", profile.Node, $"container '{key[AppArmorAnnotation.Length..]}' may not have the AppArmor profile {profile.Value}");
        }
    }

    private static bool IsConfined(string profile) => profile is "RuntimeDefault" or "Localhost";

    private void CheckSeLinux()
    {
        foreach ((string who, YamlMapping security) in Setters())
        {
            YamlMapping? options = security.GetMapping("seLinuxOptions");
            if (options.GetString("type") is { } type && !IsContainerType(type.Value))
                Add("seLinuxOptions", type.Node, $"{who} may not have the SELinux type {type.Value}");
            foreach (string field in (ReadOnlySpan<string>)["user", "role"])
            {
                if (options.GetString(field) is { Value.Length: > 0 } value)
                    Add("seLinuxOptions", value.Node, $"{who} may not set seLinuxOptions.{field}");
            }
        }
    }

    private bool IsContainerType(string type) =>
        type is "" or "container_t" or "container_init_t" or "container_kvm_t" || (type == "container_engine_t" && _minor >= 31);

    // A pod with users of its own may unmask it since 1.35, but not under restricted.
    private void CheckProcMount()
    {
        if (!_hasOwnUsers || _minor < 35)
            AddProcMounts();
    }

    private void AddProcMounts()
    {
        foreach (ContainerView container in _pod.All)
        {
            if (SecurityOf(container).GetString("procMount") is { } mount && mount.Value is not "Default")
                Add("procMount", mount.Node, $"{NameOf(container)} may not set procMount: {mount.Value}");
        }
    }

    private void CheckSeccomp()
    {
        foreach ((string who, YamlMapping security) in Setters())
        {
            if (security.GetMapping("seccompProfile").GetString("type") is { } type && !IsConfined(type.Value))
                Add("seccompProfile", type.Node, $"{who} may not set seccompProfile.type {type.Value}");
        }
    }

    private void CheckSysctls()
    {
        foreach (YamlMapping sysctl in PodSecurity.GetMappings("sysctls"))
        {
            if (sysctl.GetString("name") is { } name && (!SafeSysctls.TryGetValue(name.Value, out int since) || _minor < since))
                Add("sysctls", name.Node, $"the pod may not set sysctl {name.Value}");
        }
    }

    private void CheckHostProcess()
    {
        foreach ((string who, YamlMapping security) in Setters())
        {
            if (security.GetMapping("windowsOptions").GetBoolean("hostProcess") is { Value: true } process)
                Add("hostProcess", process.Node, $"{who} may not set hostProcess: true");
        }
    }

    private void CheckHandlerHosts()
    {
        if (_minor < 34)
            return;

        foreach (ContainerView container in _pod.All)
        {
            foreach (ProbeOrHook part in container.ProbesAndHooks)
            {
                foreach (string handler in (ReadOnlySpan<string>)["httpGet", "tcpSocket"])
                {
                    if (part.Mapping.GetMapping(handler).GetString("host") is { Value.Length: > 0 } host)
                        Add("host of a probe or hook", host.Node, $"{part.Path} of {NameOf(container)} may not name a host");
                }
            }
        }
    }
}
