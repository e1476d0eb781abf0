using ManifestLint.Schemas.Generator.Model;
using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>
/// Finds the official definition name of every reachable class. Clients shorten names and lengthen them on collisions, differently from minor to minor, so
/// the names are found by walking from the served kinds along the merge schema.
/// </summary>
internal static class OfficialNames
{
    /// <summary>Class name to official name, for the classes that served kinds are made of.</summary>
    public static IReadOnlyDictionary<string, string> Find(ApiModel model, MinorFacts facts)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var order = new List<string>();
        var open = new Queue<(string ClassName, string Definition)>(model.Roots.Select(root => (root.Value.ClassName, ApiGroups.DefinitionOf(root.Key))));
        while (open.TryDequeue(out (string ClassName, string Definition) next))
        {
            if (!model.Classes.TryGetValue(next.ClassName, out var fields))
                continue;
            if (names.TryGetValue(next.ClassName, out string? known) && !IsBetter(next, known))
                continue;
            if (known is null)
                order.Add(next.ClassName);
            names[next.ClassName] = next.Definition;
            foreach ((string name, ApiField field) in fields)
            {
                if (field.Type.ClassName is { } below && facts.DefinitionBelow(next.Definition, name) is { } definition)
                    open.Enqueue((below, definition));
            }
        }

        // Where the merge schema is silent (definitions of custom resources, reviews), a class is of the package of the first that refers to it.
        for (int i = 0; i < order.Count; i++)
        {
            string definition = names[order[i]];
            foreach (ApiField field in model.Classes[order[i]].Values)
            {
                if (field.Type.ClassName is not { } below || !model.Classes.ContainsKey(below))
                    continue;
                if (names.TryAdd(below, definition[..(definition.LastIndexOf('.') + 1)] + ApiPath.KindOf(below)))
                    order.Add(below);
            }
        }
        return names;
    }

    // Two fields of one class may have different definitions in the merge schema, which is of a later minor: until 1.28 volume claims had the resource
    // requirements of containers. The definition that is called like the class is meant.
    private static bool IsBetter((string ClassName, string Definition) proposal, string known)
    {
        string ending = "." + ApiPath.KindOf(proposal.ClassName);
        return proposal.Definition.EndsWith(ending, StringComparison.Ordinal) && !known.EndsWith(ending, StringComparison.Ordinal);
    }
}
