using System.Collections.Immutable;
using ManifestLint.Configuration;
using ManifestLint.Schemas;

namespace ManifestLint.Cli.Commands;

/// <summary>Prints a schema as people look it up: one line a field.</summary>
internal sealed class SchemaListing(TextWriter writer, TargetVersions target)
{
    public void Write(SchemaRoot root, string path, Schema schema, MinorSet minors)
    {
        string place = path.Length == 0 ? "" : $" {path}";
        writer.WriteLine($"{root.ApiVersion} {root.Kind}{place}: {TypeOf(schema)}{Facts(schema, required: default, minors, root.IsBuiltIn)}");
        if (path.Length == 0)
            writer.WriteLine($"{Scope(root)}{(root.IsIncomplete ? ", schema written from documentation, fields may be missing" : "")}");

        Schema inner = SchemaPathFinder.Inner(schema);
        if (!inner.HasFields)
            return;

        writer.WriteLine();
        SchemaProperty[] fields = [.. inner.Properties.All.ToArray().Where(field => !field.Minors.And(MinorSet.Of(target)).IsEmpty)];
        int nameWidth = fields.Max(field => field.Name.Length);
        int typeWidth = fields.Max(field => TypeOf(field.Schema).Length);
        foreach (SchemaProperty field in fields)
        {
            MinorSet required = inner.Required.FirstOrDefault(known => known.Name == field.Name)?.Minors.And(MinorSet.Of(target)) ?? default;
            string facts = Facts(field.Schema.Resolve(), required, root.IsBuiltIn ? field.Minors : MinorSet.All, root.IsBuiltIn, field.Others);
            writer.WriteLine($"  {field.Name.PadRight(nameWidth)}  {TypeOf(field.Schema).PadRight(typeWidth)}{facts}".TrimEnd());
        }

        SchemaProperty[] others = [.. inner.Properties.All.ToArray().Where(field => field.Minors.And(MinorSet.Of(target)).IsEmpty)];
        if (others.Length > 0)
            writer.WriteLine($"\nNot in {target}: {string.Join(", ", others.Select(field => $"{field.Name} ({field.Minors})"))}");
    }

    private static string Scope(SchemaRoot root) =>
        (root.IsClusterScoped switch { true => "cluster-scoped", false => "namespaced", null => "scope unknown" })
        + (root.IsBuiltIn ? $", served by {root.Minors}" : ", a custom resource");

    private static string TypeOf(Schema reference)
    {
        Schema schema = reference.Resolve();
        if (schema.IsIntOrString)
            return "integer or string";
        if (schema.IsQuantity)
            return "quantity";
        if (schema.Items is { } items)
            return "list of " + TypeOf(items);
        if (!schema.HasFields && schema.AdditionalProperties is { } values)
            return "map of " + TypeOf(values);
        if (schema.HasFields || schema.Types.HasFlag(SchemaTypes.Object))
            return schema.Name is { } name ? ShortName(name) : "object";
        if (schema.Types.HasFlag(SchemaTypes.Boolean))
            return "boolean";
        if (schema.Types.HasFlag(SchemaTypes.Integer))
            return schema.Format ?? "integer";
        if (schema.Types.HasFlag(SchemaTypes.Number))
            return "number";
        if (!schema.Types.HasFlag(SchemaTypes.String))
            return "anything";
        return schema.Format switch { "byte" => "base64 text", "date-time" => "time", null => "string", var format => $"string ({format})" };
    }

    // "io.k8s.api.core.v1.PodSpec" and "ComGithubArgoprojArgoRolloutsPkgApisRolloutsV1alpha1CanaryStep" end in what people call it.
    private static string ShortName(string name)
    {
        string last = name[(name.LastIndexOf('.') + 1)..];
        for (int i = last.Length - 2; i > 0; i--)
        {
            if (last[i] != 'V' || !char.IsAsciiDigit(last[i + 1]))
                continue;

            string rest = last[(i + 1)..].TrimStart("0123456789".ToCharArray());
            foreach (string stage in new[] { "alpha", "beta" })
            {
                if (rest.StartsWith(stage, StringComparison.Ordinal))
                    rest = rest[stage.Length..].TrimStart("0123456789".ToCharArray());
            }

            return rest.Length > 0 ? rest : last;
        }

        return last;
    }

    private string Facts(Schema schema, MinorSet required, MinorSet minors, bool isBuiltIn, ImmutableArray<(MinorSet Minors, Schema Schema)> others = default)
    {
        var facts = new List<string>();
        if (!required.IsEmpty)
            facts.Add($"required{required.NoteFor(target)}");
        if (isBuiltIn && minors.Bits != MinorSet.All.Bits)
            facts.Add(minors.Last == TargetVersions.Newest ? FormattableString.Invariant($"since 1.{minors.First}") : $"in {minors}");
        if (schema.Traits.HasFlag(SchemaTraits.Deprecated))
            facts.Add("deprecated");
        Schema closed = schema.Items?.Resolve() ?? schema;
        if (!closed.Enum.IsEmpty)
            facts.Add(string.Join(" | ", closed.Enum.Select(value => (value.Length == 0 ? "\"\"" : value) + NoteOf(value, others))));
        if (schema.Default is { } initial)
            facts.Add($"default {initial}");
        if (schema.Bounds is { Minimum: not null } or { Maximum: not null })
            facts.Add(Range(schema.Bounds!));
        if (!schema.ListMapKeys.IsEmpty)
            facts.Add($"told apart by {string.Join(" and ", schema.ListMapKeys)}");
        return facts.Count == 0 ? "" : "  " + string.Join(", ", facts);
    }

    // A closed set grows from version to version.
    private string NoteOf(string value, ImmutableArray<(MinorSet Minors, Schema Schema)> others)
    {
        var missing = new MinorSet(0);
        foreach ((MinorSet minors, Schema schema) in others.IsDefault ? [] : others)
        {
            if (!(schema.Resolve().Items?.Resolve() ?? schema.Resolve()).Enum.Contains(value))
                missing = missing.Or(minors.And(MinorSet.Of(target)));
        }

        return missing.IsEmpty ? "" : $" (not in {missing})";
    }

    private static string Range(SchemaBounds bounds) => (bounds.Minimum, bounds.Maximum) switch
    {
        ({ } low, { } high) => FormattableString.Invariant($"{low} to {high}"),
        ({ } low, null) => FormattableString.Invariant($"at least {low}"),
        var (_, high) => FormattableString.Invariant($"at most {high}"),
    };
}
