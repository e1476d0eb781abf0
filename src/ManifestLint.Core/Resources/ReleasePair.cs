using System.Collections.Immutable;

namespace ManifestLint.Resources;

/// <summary>
/// Two workloads that are two sides of one release: same kind, same namespace, same identity, and slot words of one group that differ
/// (<c>shop-blue</c> and <c>shop-green</c>).
/// </summary>
public sealed record ReleasePair
{
    private static readonly string[] IdentityLabels = ["app.kubernetes.io/name", "app", "k8s-app", "name"];

    private ReleasePair(Workload first, Workload second, ImmutableArray<string> keys, string firstSlot, string secondSlot)
    {
        First = first;
        Second = second;
        SlotKeys = keys;
        FirstSlot = firstSlot;
        SecondSlot = secondSlot;
    }

    /// <summary>One side.</summary>
    public Workload First { get; }

    /// <summary>The other side.</summary>
    public Workload Second { get; }

    /// <summary>The template labels whose slot words differ; empty when only the names tell the sides apart.</summary>
    public ImmutableArray<string> SlotKeys { get; }

    /// <summary>The slot word of the first side, for example <c>blue</c>.</summary>
    public string FirstSlot { get; }

    /// <summary>The slot word of the second side.</summary>
    public string SecondSlot { get; }

    /// <summary>Whether two workloads are the sides of one release.</summary>
    public static bool IsPair(Workload first, Workload second) => Find(first, second) is not null;

    /// <summary>Whether a value names a slot by itself: it is, or ends in, a word such as <c>blue</c>, <c>canary</c> or <c>v1</c>.</summary>
    public static bool EndsInSlotWord(string value) => SlotWords.IsSlot(value);

    /// <summary>The pair that two workloads make, or null.</summary>
    public static ReleasePair? Find(Workload first, Workload second)
    {
        if (first == second || first.Kind != second.Kind || !Namespaces.AreSame(first.Resource, second.Resource) || !HaveSameIdentity(first, second))
            return null;

        ReleasePair? pair = null;
        foreach (Label label in first.TemplateLabels.Pairs)
        {
            if (second.TemplateLabels[label.Key] is not { } other || SlotWords.Differ(label.Key, label.Value.Value, other) is not var (mine, its))
                continue;
            pair = pair is null
                ? new(first, second, [label.Key], mine, its)
                : new(first, second, pair.SlotKeys.Add(label.Key), pair.FirstSlot, pair.SecondSlot);
        }

        return pair ?? (SlotWords.Differ(key: "", first.Name, second.Name) is var (name, otherName) ? new(first, second, [], name, otherName) : null);
    }

    private static bool HaveSameIdentity(Workload first, Workload second)
    {
        foreach (string key in IdentityLabels)
        {
            if (first.TemplateLabels[key] is { } mine && second.TemplateLabels[key] is { } its)
                return mine == its || SlotWords.WithoutSlot(mine) == SlotWords.WithoutSlot(its);
        }

        return false;
    }
}

/// <summary>The words by which people tell the sides of a release apart.</summary>
internal static class SlotWords
{
    private static readonly string[][] Groups =
    [
        ["blue", "green"], ["stable", "canary"], ["primary", "canary"], ["baseline", "canary"], ["active", "preview"], ["live", "idle"],
    ];

    /// <summary>The slot words of two values when they differ and belong to one group; null when they do not.</summary>
    /// <param name="key">The label's key, empty for a name: <c>a</c>, <c>b</c>, <c>v1</c> and <c>v2</c> are slots under a few keys only.</param>
    /// <param name="first">One value.</param>
    /// <param name="second">The other value.</param>
    public static (string First, string Second)? Differ(string key, string first, string second)
    {
        string mine = SlotOf(first);
        string its = SlotOf(second);
        if (mine == its)
            return null;

        foreach (string[] group in Groups)
        {
            if (group.Contains(mine) && group.Contains(its))
                return (mine, its);
        }

        bool areLetters = mine is "a" or "b" && its is "a" or "b";
        return IsSlotKey(key) && (areLetters || (IsVersion(mine) && IsVersion(its))) ? (mine, its) : null;
    }

    /// <summary>The value without a slot word at its end: <c>shop</c> of <c>shop-blue</c>.</summary>
    public static string WithoutSlot(string value)
    {
        string slot = SlotOf(value);
        bool isSlot = slot.Length < value.Length && (Groups.Any(group => group.Contains(slot)) || slot is "a" or "b" || IsVersion(slot));
        return isSlot ? value[..^(slot.Length + 1)] : value;
    }

    /// <summary>Whether a value is, or ends in, a word that is a slot under any key.</summary>
    public static bool IsSlot(string value) => SlotOf(value) is var slot && (Groups.Any(group => group.Contains(slot)) || IsVersion(slot));

    private static string SlotOf(string value) => value[(value.AsSpan().LastIndexOfAny('-', '_', '.') + 1)..].ToLowerInvariant();

    private static bool IsSlotKey(string key) => key is "color" or "colour" or "slot" or "track" or "variant" or "version" or "release";

    private static bool IsVersion(string word) => word is ['v', >= '0' and <= '9', ..] && word.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
