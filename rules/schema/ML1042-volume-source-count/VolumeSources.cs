namespace ManifestLint.Rules;

/// <summary>The sources that a volume of a pod may have, those that newer versions no longer serve too (core/v1 <c>VolumeSource</c>).</summary>
internal static class VolumeSources
{
    public static bool Contains(string key) => key switch
    {
        "configMap" or "csi" or "downwardAPI" or "emptyDir" or "ephemeral" or "hostPath" or "image" or "nfs" or "persistentVolumeClaim" or "projected" or "secret" => true,
        "awsElasticBlockStore" or "azureDisk" or "azureFile" or "cephfs" or "cinder" or "fc" or "flexVolume" or "flocker" or "gcePersistentDisk" or "gitRepo" => true,
        "glusterfs" or "iscsi" or "photonPersistentDisk" or "portworxVolume" or "quobyte" or "rbd" or "scaleIO" or "storageos" or "vsphereVolume" => true,
        _ => false,
    };
}
