using System.Text.RegularExpressions;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>The parts of the path under which a kind is created and replaced.</summary>
/// <param name="GroupVersion"><c>group/version</c>, the core group without its empty part.</param>
/// <param name="IsNamespaced">Whether the path goes through a namespace.</param>
/// <param name="Plural">The resource.</param>
internal sealed record ApiPath(string GroupVersion, bool IsNamespaced, string Plural)
{
    private static readonly Regex Form = new(
        @"^/(?:api|apis/(?<group>[^/]+))/(?<version>v\d\w*)/(?<namespace>namespaces/\{namespace\}/)?(?<plural>[a-z]+)(?:/\{name\})?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static readonly Regex VersionPrefix = new(@"^(?:[A-Z][a-z]+)?V\d+(?:(?:alpha|beta)\d+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>Reads a path; null for one that is no collection or object of a kind (subresources, groups).</summary>
    public static ApiPath? Read(string path)
    {
        Match match = Form.Match(path);
        if (!match.Success)
            return null;
        string version = match.Groups["version"].Value;
        string groupVersion = match.Groups["group"] is { Success: true, Value: var group } ? $"{group}/{version}" : version;
        return new ApiPath(groupVersion, match.Groups["namespace"].Success, match.Groups["plural"].Value);
    }

    /// <summary>The kind in a class name: clients put the version, and on collisions the group, before it.</summary>
    public static string KindOf(string className) => VersionPrefix.Replace(className, "");
}
