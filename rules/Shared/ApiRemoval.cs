using ManifestLint.Resources;
using ManifestLint.Schemas;

namespace ManifestLint.Rules;

/// <summary>From when on a version of a kind is not served.</summary>
internal static class ApiRemoval
{
    /// <summary>
    /// The first known minor that does not serve the kind, or an older one by its lifecycle; 0 when all serve it. What the minors really serve beats a
    /// lifecycle marker, which for alphas is a plan.
    /// </summary>
    public static int FirstMinorWithout(Resource resource, ApiLifecycle lifecycle, SchemaStore store)
    {
        if (store.FindBuiltIn(resource.ApiVersion, resource.Kind) is not { } root)
            return lifecycle.Removed;
        return root.Minors.Last < Configuration.TargetVersions.Newest ? root.Minors.Last + 1 : 0;
    }

    /// <summary>What takes the place of a kind, successors passed over that are gone themselves; null when there is nothing.</summary>
    public static (string ApiVersion, string Kind)? SuccessorOf(ApiLifecycle lifecycle, SchemaStore store)
    {
        (string ApiVersion, string Kind)? next = lifecycle.Replacement;
        while (next is { } successor && store.FindBuiltIn(successor.ApiVersion, successor.Kind) is null && ApiLifecycle.Find(successor.ApiVersion, successor.Kind) is { } gone)
            next = gone.Replacement;
        return next;
    }

    /// <summary>A successor as messages name it: the kind only when it is another one.</summary>
    public static string Name((string ApiVersion, string Kind) kind, string current) => kind.Kind == current ? kind.ApiVersion : $"{kind.ApiVersion} {kind.Kind}";

    /// <summary>What takes the place of a kind that has no successor; empty when nothing is known to.</summary>
    public static string Advice(string kind) => kind switch
    {
        "PodSecurityPolicy" => ": use the Pod Security admission labels of the namespace",
        "ComponentStatus" => ": ask the health endpoints of the components",
        _ => "",
    };
}
