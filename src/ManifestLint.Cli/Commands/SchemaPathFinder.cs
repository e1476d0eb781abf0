using ManifestLint.Schemas;

namespace ManifestLint.Cli.Commands;

/// <summary>Follows a path that somebody typed through a schema; lists and maps are stepped into without saying so.</summary>
internal static class SchemaPathFinder
{
    /// <summary>What stands at the path, and the minors that know it.</summary>
    /// <exception cref="WrongUseException">A step does not exist.</exception>
    public static (Schema Schema, MinorSet Minors) Find(SchemaRoot root, string path, SchemaStore store)
    {
        Schema schema = root.Schema.Resolve();
        MinorSet minors = root.Minors;
        string walked = "";
        foreach (string step in Steps(path))
        {
            Schema around = Inner(schema);
            bool isMetadata = step == "metadata" && walked.Length == 0 && !root.IsBuiltIn;
            SchemaProperty? property = around.Properties.Find(step);
            if (property is null && !isMetadata)
            {
                string place = walked.Length == 0 ? root.Kind : walked;
                string end = around.HasFields ? Spelling.Suggest(step, around.Properties.All.ToArray().Select(field => field.Name)) : "; it has no fields of its own";
                throw new WrongUseException($"{place} has no field '{step}'{end}");
            }

            schema = isMetadata ? store.ObjectMeta : property!.Schema.Resolve();
            minors = isMetadata ? minors : minors.And(property!.Minors);
            walked = walked.Length == 0 ? step : $"{walked}.{step}";
        }

        return (schema, minors);
    }

    /// <summary>What the items of a list, or the values of a map, look like; every other schema is itself.</summary>
    public static Schema Inner(Schema schema)
    {
        Schema inner = schema.Resolve();
        while (!inner.HasFields && (inner.Items ?? inner.AdditionalProperties) is { } below)
            inner = below.Resolve();
        return inner;
    }

    // "containers[0].image", "containers[].image" and ".spec" are what people copy from elsewhere.
    private static IEnumerable<string> Steps(string path) =>
        path.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(step => step.IndexOf('[', StringComparison.Ordinal) is var bracket and >= 0 ? step[..bracket] : step).Where(step => step.Length > 0);
}
