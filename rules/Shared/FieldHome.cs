using System.Collections.Immutable;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Where in the same object a field belongs that its mapping does not know.</summary>
/// <param name="Targets">The mappings that may take it, whether they are written yet or not; several when nobody can choose.</param>
/// <param name="Name">What it is called there.</param>
/// <param name="Safety">What moving it may change.</param>
/// <param name="IsTaken">Whether it is set there already.</param>
internal sealed record FieldHome(ImmutableArray<YamlPath> Targets, string Name, FixSafety Safety, bool IsTaken)
{
    /// <summary>The place as messages name it.</summary>
    public string Describe() => string.Join(" or ", Targets.Select(target => target.IsRoot ? "the root" : target.ToString()));

    /// <summary>The home of an unknown field: by the table of well-known moves, else the only place around or right below that has the field. Null when there is none.</summary>
    public static FieldHome? Find(FieldScene? scene)
    {
        if (scene is null || scene.Resource.IsPartial)
            return null;

        FieldHome? home = FieldMoves.Find(scene) ?? FindByShape(scene) ?? FieldMoves.FindLabel(scene);
        return home is null ? null : home with { IsTaken = home.Targets.All(target => IsSet(scene, target, home.Name)) };
    }

    // Up through a list of several items nobody knows which of them was meant.
    private static FieldHome? FindByShape(FieldScene scene)
    {
        SchemaStep own = scene.Steps[^1];
        var targets = ImmutableArray.CreateBuilder<(YamlPath Path, bool IsCertain)>();
        for (int i = scene.Steps.Length - 2; i >= 0; i--)
        {
            if (Takes(scene.Steps[i].Schema, scene))
                targets.Add((YamlPath.Of(scene.Steps[i].Mapping), own.IsAlone));
        }

        foreach (SchemaProperty property in own.Schema.Properties.All)
        {
            if (property.Schema.Resolve() is { HasFields: true } below && Takes(below, scene))
                targets.Add((YamlPath.Of(own.Mapping) / property.Name, IsCertain: true));
        }

        return targets is [(var only, true)] ? new FieldHome([only], scene.Field, FixSafety.Unsafe, IsTaken: false) : null;
    }

    // What every object has says nothing about where a field of this name was meant to be.
    private static bool Takes(Schema schema, FieldScene scene) =>
        scene.Field is not ("name" or "kind" or "apiVersion" or "status" or "type" or "spec" or "metadata")
        && schema.Properties.Find(scene.Field) is { } property && property.Minors.Contains(scene.Target) && SchemaMatch.Matches(scene.Entry.Value, property.Schema);

    private static bool IsSet(FieldScene scene, YamlPath target, string name) =>
        target.Resolve(scene.Entry.Document) is YamlMapping mapping && mapping.Get(name) is not null;
}
