using System.Collections.Immutable;

namespace ManifestLint.Schemas.Generator.Model;

/// <summary>One field of a class.</summary>
/// <param name="Type">What it holds.</param>
/// <param name="IsRequired">Whether an object without it is refused.</param>
/// <param name="IsDeprecated">Whether the source says so.</param>
internal sealed record ApiField(FieldType Type, bool IsRequired, bool IsDeprecated);

/// <summary>A kind that the API serves.</summary>
/// <param name="ClassName">The class of its objects.</param>
/// <param name="IsNamespaced">Whether its objects live in a namespace.</param>
/// <param name="Plural">The lower-case name in paths.</param>
internal sealed record ApiRoot(string ClassName, bool IsNamespaced, string Plural);

/// <summary>The API of one minor as a client library describes it.</summary>
/// <param name="Version">The version that the source names.</param>
/// <param name="Classes">Class name to field name to field.</param>
/// <param name="Roots"><c>group/version/Kind</c> to kind; the core group has no group part.</param>
internal sealed record ApiModel(
    string Version,
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, ApiField>> Classes,
    ImmutableSortedDictionary<string, ApiRoot> Roots)
{
    /// <summary>The classes that objects of the served kinds are made of; sources list more.</summary>
    public ISet<string> FindReachable()
    {
        var reachable = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Roots.Values.Select(root => root.ClassName));
        while (open.TryPop(out string? name))
        {
            if (!Classes.TryGetValue(name, out ImmutableSortedDictionary<string, ApiField>? fields) || !reachable.Add(name))
                continue;
            foreach (ApiField field in fields.Values)
            {
                if (field.Type.ClassName is { } next)
                    open.Push(next);
            }
        }
        return reachable;
    }
}
