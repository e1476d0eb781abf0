using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Generation;

/// <summary>One of the two sides.</summary>
/// <param name="Slot">The value of the slot label.</param>
/// <param name="WorkloadName">The name of its Deployment.</param>
/// <param name="IsFirst">Whether it is the side that serves when the set is new.</param>
internal sealed record ReleaseSide(string Slot, string WorkloadName, bool IsFirst);

/// <summary>How the two sides are named and told apart.</summary>
internal sealed record SlotScheme
{
    /// <summary>The label that tells the sides apart.</summary>
    public required string Key { get; init; }

    /// <summary>The side that serves.</summary>
    public required ReleaseSide First { get; init; }

    /// <summary>The side that waits.</summary>
    public required ReleaseSide Second { get; init; }

    /// <summary>Whether the first side goes on under its own name, with the selector that it has.</summary>
    public required bool KeepsFirst { get; init; }

    /// <summary>What both sides have in common in the place of a label that the second one must not carry; null when all labels are shared.</summary>
    public AdoptedIdentity? Identity { get; init; }

    /// <summary>Both sides, the one that serves first.</summary>
    public ImmutableArray<ReleaseSide> Sides => [First, Second];

    /// <summary>Decides how the sides of a source are named.</summary>
    public static SlotScheme Of(ReleaseSource source, ReleaseRecipe recipe)
    {
        string key = recipe.SlotKey ?? (recipe.Strategy == ReleaseStrategy.Canary ? "track" : "color");
        ImmutableArray<string> slots = SlotsOf(recipe, key);
        Workload workload = source.Workload;
        slots = RefuseOtherMeaning(workload, recipe, key, slots);
        bool hasSlot = workload.Selector.MatchLabels[key] is not null;
        string name = WithoutSlot(workload.Name, slots);
        bool keepsFirst = recipe.Adopts || hasSlot;
        return new SlotScheme
        {
            Key = key,
            First = new(slots[0], keepsFirst ? workload.Name : $"{name}-{slots[0]}", IsFirst: true),
            Second = new(slots[1], $"{name}-{slots[1]}", IsFirst: false),
            KeepsFirst = keepsFirst,
            Identity = recipe.Adopts && !hasSlot ? AdoptedIdentity.Of(workload, name) : null,
        };
    }

    /// <summary>The name that an object of one side has, made of that of the source's.</summary>
    public string NameFor(ReleaseSide side, string name)
    {
        if (side.IsFirst && KeepsFirst)
            return name;
        return $"{WithoutSlot(name, [First.Slot, Second.Slot])}-{side.Slot}";
    }

    private static string WithoutSlot(string name, ImmutableArray<string> slots)
    {
        foreach (string slot in slots)
        {
            if (name.EndsWith("-" + slot, StringComparison.Ordinal) && name.Length > slot.Length + 1)
                return name[..^(slot.Length + 1)];
        }

        return name;
    }

    private static ImmutableArray<string> SlotsOf(ReleaseRecipe recipe, string key)
    {
        ImmutableArray<string> slots = !recipe.Slots.IsEmpty ? recipe.Slots : recipe.Strategy == ReleaseStrategy.Canary ? ["stable", "canary"] : ["blue", "green"];
        if (Names.CheckQualifiedName(key) is { } wrongKey)
            throw ReleaseRefusedException.WrongUse($"'{key}' is no key of a label: {wrongKey}");
        if (slots.Length != 2 || slots[0] == slots[1])
            throw ReleaseRefusedException.WrongUse($"A release set has two sides with names of their own, not {WorkloadChoice.List(slots)}", "name two");
        foreach (string slot in slots)
        {
            if (Names.CheckLabel(slot) is { } wrong)
                throw ReleaseRefusedException.WrongUse($"'{slot}' cannot name a side, since it becomes a part of names: {wrong}");
        }

        return slots;
    }

    // The slots, the one that the source has already first.
    private static ImmutableArray<string> RefuseOtherMeaning(Workload workload, ReleaseRecipe recipe, string key, ImmutableArray<string> slots)
    {
        string option = recipe.Strategy == ReleaseStrategy.Canary ? "--track-label" : "--color-label";
        if (workload.Selector.MatchExpressions.Any(row => row.Key == key))
        {
            throw ReleaseRefusedException.WrongUse(
                $"The selector of {workload} has a row of matchExpressions for '{key}', which is to tell the sides apart", $"name another label with {option}", WorkloadChoice.PlaceOf(workload.Resource));
        }

        Label? found = workload.TemplateLabels.Find(key) ?? (workload.Resource.Metadata.GetMapping("labels") is { } labels ? new Labels(labels).Find(key) : null);
        if (found is not { Value: { } value })
            return slots;
        if (value.Value == slots[0])
            return slots;
        if (value.Value == slots[1] && recipe.Strategy == ReleaseStrategy.BlueGreen)
            return [slots[1], slots[0]];
        throw ReleaseRefusedException.WrongUse(
            $"{workload} has a label '{key}: {value.Value}', which means something else than the side ({slots[0]} or {slots[1]})",
            $"name another label with {option}",
            new(workload.Resource.File, value.Span));
    }
}
