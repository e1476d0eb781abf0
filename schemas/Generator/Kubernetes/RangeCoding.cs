namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>A kind and the minors that serve it.</summary>
/// <param name="Root">The kind.</param>
/// <param name="Mask">One bit per minor.</param>
internal sealed record RangedRoot(Root Root, int Mask);

/// <summary>One form of a property and the minors in which it has that form.</summary>
internal sealed record Variant(Property Property, int Mask);

/// <summary>A definition and the minors that have it.</summary>
internal sealed record RangedDefinition(int Mask, IReadOnlyDictionary<string, IReadOnlyList<Variant>> Properties);

/// <summary>The schemas of several minors in one: what minors share is there once, with a mask of the minors that have it.</summary>
/// <param name="Minors">The names of the minors; the place of a minor is its bit.</param>
/// <param name="Roots">By <c>group/version/Kind</c>.</param>
/// <param name="Definitions">By official name.</param>
internal sealed record RangeCoding(
    IReadOnlyList<string> Minors,
    IReadOnlyDictionary<string, RangedRoot> Roots,
    IReadOnlyDictionary<string, RangedDefinition> Definitions)
{
    /// <summary>The mask of all minors.</summary>
    public int All => (1 << Minors.Count) - 1;

    /// <summary>Joins the minors. A kind keeps its definition, scope and plural in all minors, or it is an error.</summary>
    public static RangeCoding Encode(IReadOnlyList<string> minors, IReadOnlyList<Bundle> bundles)
    {
        var roots = new SortedDictionary<string, RangedRoot>(StringComparer.Ordinal);
        var masks = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var properties = new Dictionary<string, SortedDictionary<string, IReadOnlyList<Variant>>>(StringComparer.Ordinal);
        for (int i = 0; i < bundles.Count; i++)
        {
            int bit = 1 << i;
            foreach ((string kind, Root root) in bundles[i].Roots)
            {
                RangedRoot known = roots.GetValueOrDefault(kind) ?? new RangedRoot(root, 0);
                if (known.Root != root)
                    throw new InvalidDataException($"{kind} is {known.Root} in one minor and {root} in {minors[i]}.");
                roots[kind] = known with { Mask = known.Mask | bit };
            }
            foreach ((string name, IReadOnlyDictionary<string, Property> definition) in bundles[i].Definitions)
            {
                masks[name] = masks.GetValueOrDefault(name) | bit;
                if (!properties.TryGetValue(name, out SortedDictionary<string, IReadOnlyList<Variant>>? variants))
                    properties[name] = variants = new SortedDictionary<string, IReadOnlyList<Variant>>(StringComparer.Ordinal);
                foreach ((string key, Property property) in definition)
                    variants[key] = Add(variants.GetValueOrDefault(key) ?? [], property, bit);
            }
        }
        return new RangeCoding(
            minors,
            roots,
            new SortedDictionary<string, RangedDefinition>(
                masks.ToDictionary(pair => pair.Key, pair => new RangedDefinition(pair.Value, properties[pair.Key])), StringComparer.Ordinal));
    }

    /// <summary>Gives back the schemas of one minor.</summary>
    /// <param name="index">Its place in <see cref="Minors"/>.</param>
    public Bundle Expand(int index)
    {
        int bit = 1 << index;
        return new Bundle(
            Roots.Where(pair => (pair.Value.Mask & bit) != 0).ToDictionary(pair => pair.Key, pair => pair.Value.Root, StringComparer.Ordinal),
            Definitions.Where(pair => (pair.Value.Mask & bit) != 0).ToDictionary(pair => pair.Key, pair => Expand(pair.Value, bit), StringComparer.Ordinal));
    }

    private static IReadOnlyDictionary<string, Property> Expand(RangedDefinition definition, int bit) => definition.Properties
        .SelectMany(pair => pair.Value.Where(variant => (variant.Mask & bit) != 0).Select(variant => (pair.Key, variant.Property)))
        .ToDictionary(pair => pair.Key, pair => pair.Property, StringComparer.Ordinal);

    private static Variant[] Add(IReadOnlyList<Variant> variants, Property property, int bit) => variants.Any(variant => variant.Property == property)
        ? [.. variants.Select(variant => variant.Property == property ? variant with { Mask = variant.Mask | bit } : variant)]
        : [.. variants, new Variant(property, bit)];
}
