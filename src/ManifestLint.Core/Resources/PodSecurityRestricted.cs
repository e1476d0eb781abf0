using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <content>What restricted forbids besides.</content>
public sealed partial class PodSecurityStandard
{
    // hostPath is baseline's.
    private static readonly string[] OutsideVolumes =
    [
        "awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "fc", "flexVolume", "flocker", "gcePersistentDisk", "gitRepo", "glusterfs",
        "iscsi", "nfs", "photonPersistentDisk", "portworxVolume", "quobyte", "rbd", "scaleIO", "storageos", "vsphereVolume",
    ];

    private void CheckRestricted()
    {
        CheckVolumes();
        if (_hasOwnUsers && _minor >= 35)
            AddProcMounts();
        if (!_hasOwnUsers || _minor < 35)
        {
            CheckRunAsNonRoot();
            CheckRunAsUser();
        }

        if (_isWindows && _minor >= 25)
            return;

        CheckPrivilegeEscalation();
        CheckSeccompIsSet();
        CheckBoundCapabilities();
        CheckDroppedCapabilities();
    }

    private void CheckVolumes()
    {
        foreach (YamlMapping volume in _pod.Volumes)
        {
            foreach (string source in OutsideVolumes)
            {
                if (volume.Get(source) is not null)
                    Add("volumes", volume.Find(source)!.Key, $"volume '{volume.GetString("name")?.Value}' may not be of the type {source}");
            }
        }
    }

    private void CheckPrivilegeEscalation()
    {
        foreach (ContainerView container in _pod.All)
        {
            YamlMapping? security = SecurityOf(container);
            if (security.GetBoolean("allowPrivilegeEscalation") is { Value: true } allowed)
                Add("allowPrivilegeEscalation", allowed.Node, $"{NameOf(container)} must set allowPrivilegeEscalation: false");
            else if (security.Get("allowPrivilegeEscalation") is null)
                Add("allowPrivilegeEscalation", PlaceOf(container), $"{NameOf(container)} must set allowPrivilegeEscalation: false");
        }
    }

    private void CheckRunAsNonRoot()
    {
        foreach ((string who, YamlMapping security) in Setters())
        {
            if (security.GetBoolean("runAsNonRoot") is { Value: false } root)
                Add("runAsNonRoot", root.Node, $"{who} may not set runAsNonRoot: false");
        }

        if (PodSecurity.Get("runAsNonRoot") is null)
            AddMissing("runAsNonRoot", "runAsNonRoot", "must set runAsNonRoot: true, or the pod for all");
    }

    private void CheckRunAsUser()
    {
        if (_minor < 23)
            return;

        foreach ((string who, YamlMapping security) in Setters())
        {
            if (security.GetInteger("runAsUser") is { Value: 0 } root)
                Add("runAsUser", root.Node, $"{who} may not set runAsUser: 0");
        }
    }

    private void CheckSeccompIsSet()
    {
        if (PodSecurity.Get("seccompProfile") is null)
            AddMissing("seccompProfile", "seccompProfile", "must set seccompProfile.type to RuntimeDefault or Localhost, or the pod for all");
    }

    // What neither the pod nor the container sets.
    private void AddMissing(string check, string field, string detail)
    {
        foreach (ContainerView container in _pod.All)
        {
            if (SecurityOf(container).Get(field) is null)
                Add(check, PlaceOf(container), $"{NameOf(container)} {detail}");
        }
    }

    private void CheckDroppedCapabilities()
    {
        foreach (ContainerView container in _pod.All)
        {
            YamlNode? dropped = SecurityOf(container).GetMapping("capabilities").Get("drop");
            if (dropped is not (null or YamlSequence) || dropped is YamlSequence list && list.Items.Any(item => NodeReading.AsString(item) is { Value: "ALL" }))
                continue;

            YamlNode place = dropped is null ? PlaceOf(container) : SecurityOf(container).GetMapping("capabilities")!.Find("drop")!.Key;
            Add("capabilities", place, $"{NameOf(container)} must drop ALL capabilities");
        }
    }

    // What baseline forbids already is not said twice.
    private void CheckBoundCapabilities()
    {
        foreach ((ContainerView container, Located<string> capability) in Capabilities("add"))
        {
            if (capability.Value != "NET_BIND_SERVICE" && IsHarmless(capability.Value))
                Add("capabilities", capability.Node, $"{NameOf(container)} may add no capability but NET_BIND_SERVICE, not {capability.Value}");
        }
    }
}
