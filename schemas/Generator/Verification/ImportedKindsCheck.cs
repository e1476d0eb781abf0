using System.Text.RegularExpressions;
using ManifestLint.Schemas.Generator.Kubernetes;

namespace ManifestLint.Schemas.Generator.Verification;

/// <summary>Compares the kinds of a minor with those that a <c>cdk8s-plus</c> package imported from the OpenAPI document of that minor.</summary>
internal static class ImportedKindsCheck
{
    private static readonly Regex Kind = new(
        @"GVK = \{\s*apiVersion: '(?<version>[^']+)',\s*kind: '(?<kind>[^']+)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    // Parts of other kinds, kinds that nobody writes, and v1 Event, which the package lost to events.k8s.io/v1 Event.
    private static readonly string[] Exceptions =
        ["authentication.k8s.io/v1/TokenRequest", "autoscaling/v1/Scale", "policy/v1/Eviction", "v1/ComponentStatus", "v1/Event", "v1/Status"];

    /// <summary>Gives the kinds that only one of both has.</summary>
    public static IEnumerable<string> Check(string minor, Bundle bundle, string imported)
    {
        HashSet<string> kinds = [.. Kind.Matches(imported).Select(match => $"{match.Groups["version"].Value}/{match.Groups["kind"].Value}")];
        kinds.RemoveWhere(kind => kind.EndsWith("List", StringComparison.Ordinal));
        kinds.SymmetricExceptWith(bundle.Roots.Keys);
        return kinds.Except(Exceptions, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(kind => $"{minor}: {kind} is in one of the file and the imported kinds");
    }
}
