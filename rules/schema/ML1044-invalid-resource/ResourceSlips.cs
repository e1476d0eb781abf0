using ManifestLint.Diagnostics;

namespace ManifestLint.Rules;

/// <summary>What is written for the names of resources by mistake.</summary>
internal static class ResourceSlips
{
    /// <summary>The resource that is meant; null when nobody can tell.</summary>
    public static string? FindStandard(string name) => name.ToUpperInvariant() switch
    {
        "CPU" or "CPUS" or "CORE" or "CORES" or "VCPU" => "cpu",
        "MEMORY" or "MEM" or "RAM" => "memory",
        "EPHEMERALSTORAGE" or "EPHEMERAL_STORAGE" or "EPHEMERAL-STORAGE" or "STORAGE" or "DISK" => "ephemeral-storage",
        _ when EditDistance.IsSlip(name, "memory") => "memory",
        _ when EditDistance.IsSlip(name, "ephemeral-storage") => "ephemeral-storage",
        _ => null,
    };

    /// <summary>Whether a device is meant, which is offered under the domain of its vendor.</summary>
    public static bool IsDevice(string name) => name.ToUpperInvariant() is "GPU" or "GPUS" or "TPU" or "FPGA" or "NPU" or "VGPU";
}
