using ManifestLint.Analysis;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Members of a quorum as the rules about them know and name them.</summary>
internal static class QuorumText
{
    /// <summary>Which images are members.</summary>
    public static readonly ListOption ImagesOption = new(
        "quorumImages", QuorumMembers.Images, "last parts of the names of images whose servers work only while more than half of them run");

    /// <summary>What runs there, for example <c>etcd</c>.</summary>
    public static string NameOf(ContainerView member) => member.ImageReference?.Last ?? member.Name?.Value ?? "quorum";
}
