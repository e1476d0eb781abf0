using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>
/// The port of the node that a container port takes. With <c>hostNetwork</c> one that is not written is the containerPort
/// (pkg/apis/core/v1/defaults.go, defaultHostNetworkPorts).
/// </summary>
/// <param name="Number">The number.</param>
/// <param name="Protocol"><c>TCP</c> when nothing is written.</param>
/// <param name="Address">The node's address; empty means all.</param>
/// <param name="IsDefault">Whether it follows from <c>hostNetwork</c>.</param>
/// <param name="Node">Where the number is written.</param>
internal readonly record struct HostPort(long Number, string Protocol, string Address, bool IsDefault, YamlNode Node)
{
    public static HostPort? Of(ContainerPort port, bool isHostNetwork)
    {
        Located<long>? written = port.Mapping.GetInteger("hostPort") is { Value: not 0 } number ? number : null;
        if (written is null && (!isHostNetwork || port.Mapping.Get("hostPort") is YamlScalar scalar && scalar.Resolve().AsInteger is null))
            return null;

        return (written ?? port.Number) is { Value: not 0 } effective
            ? new(effective.Value, port.Protocol, port.Mapping.GetString("hostIP")?.Value ?? "", written is null, effective.Node)
            : null;
    }

    public bool IsSameAs(HostPort other) => Number == other.Number && Protocol == other.Protocol && Address == other.Address;

    /// <summary>Whether a node cannot give both at once; a port without address is taken on all of them.</summary>
    public bool Excludes(HostPort other) => Number == other.Number && Protocol == other.Protocol && (Address == other.Address || IsEveryAddress || other.IsEveryAddress);

    private bool IsEveryAddress => Address is "" or "0.0.0.0" or "::";

    public override string ToString() => IsDefault ? $"hostPort {Number} ({Protocol}, by default with hostNetwork)" : $"hostPort {Number} ({Protocol})";
}
