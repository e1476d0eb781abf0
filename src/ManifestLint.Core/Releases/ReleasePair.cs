using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>
/// Two workloads that are two sides of one release: same kind, same namespace, same identity, and slot words of one group that differ
/// (<c>shop-blue</c> and <c>shop-green</c>).
/// </summary>
public sealed record ReleasePair
{
    private static readonly string[] IdentityLabels = ["app.kubernetes.io/name", "app", "k8s-app", "name"];
    private static readonly string[] PartLabels = ["app.kubernetes.io/component", "app.kubernetes.io/instance", "component"];

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

    /// <summary>The slot word of one of the two sides.</summary>
    public string SlotOf(Workload side) => side == First ? FirstSlot : SecondSlot;

    /// <summary>The value of the first of <see cref="SlotKeys"/> in the labels of one of the two sides; its slot word when there is no such label.</summary>
    public string LabelOf(Workload side) => SlotKeys.IsEmpty ? SlotOf(side) : side.TemplateLabels[SlotKeys[0]]!;

    /// <summary>The pair of labels by which both templates name their application; null when each side names it in its own way (<c>app: shop-blue</c>).</summary>
    public (string Key, string Value)? SharedIdentity
    {
        get
        {
            foreach (string key in IdentityLabels)
            {
                if (First.TemplateLabels[key] is { } value && Second.TemplateLabels[key] == value)
                    return (key, value);
            }

            return null;
        }
    }

    /// <summary>The side beside one of the two.</summary>
    public Workload OtherThan(Workload side) => side == First ? Second : First;

    /// <summary>
    /// Whether a label is all that keeps the own selector of one side from accepting the pods of the other: with it on both sides they would fight over pods.
    /// Selectors are immutable, so such a label has to differ.
    /// </summary>
    public bool IsKeptApartBy(string key) => IsKeptApartBy(key, First, Second) || IsKeptApartBy(key, Second, First);

    /// <summary>
    /// Whether the pods of the two sides have different values of a label: one of <see cref="SlotKeys"/>, or the label that the controller writes on the pods
    /// of one revision (<c>pod-template-hash</c>, <c>controller-revision-hash</c>).
    /// </summary>
    public bool TellsSidesApart(string label) => SlotKeys.Contains(label)
        || label.EndsWith("pod-template-hash", StringComparison.Ordinal)
        || label == "controller-revision-hash"
        || (First.TemplateLabels[label] is { } mine && Second.TemplateLabels[label] is { } its && mine != its);

    /// <summary>What the slot words say about the strategy.</summary>
    public ReleaseStrategy NamedStrategy => (FirstSlot, SecondSlot) switch
    {
        ("canary", _) or (_, "canary") => ReleaseStrategy.Canary,
        _ when SlotWords.AreColours(FirstSlot) => ReleaseStrategy.BlueGreen,
        _ => ReleaseStrategy.Undecided,
    };

    /// <summary>The pair that two workloads make, or null.</summary>
    public static ReleasePair? Find(Workload first, Workload second)
    {
        if (!MayBePair(first, second))
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

    /// <summary>The pair that two workloads make whose labels of a key differ, whatever the words; null when they do not, or have another identity.</summary>
    public static ReleasePair? Find(Workload first, Workload second, string slotKey) =>
        MayBePair(first, second) && first.TemplateLabels[slotKey] is { } mine && second.TemplateLabels[slotKey] is { } its && mine != its
            ? new(first, second, [slotKey], mine, its)
            : null;

    private static bool IsKeptApartBy(string key, Workload owner, Workload other)
    {
        Selector selector = owner.Selector;
        Labels labels = other.TemplateLabels;
        return selector.MatchLabels.Find(key) is { } asked
            && labels[key] != asked.Value.Value
            && selector.MatchLabels.Pairs.All(pair => pair.Key == key || labels.Contains(pair.Key, pair.Value.Value))
            && selector.MatchExpressions.All(row => row.Accepts(labels));
    }

    private static bool MayBePair(Workload first, Workload second) =>
        first != second && first.Kind == second.Kind && Namespaces.AreSame(first.Resource, second.Resource) && HaveSameIdentity(first, second) && AreOnePart(first, second);

    // Two parts of one application (its API, its worker) may both come in two colours.
    private static bool AreOnePart(Workload first, Workload second)
    {
        foreach (string key in PartLabels)
        {
            if (first.TemplateLabels[key] is { } mine && second.TemplateLabels[key] is { } its && SlotWords.WithoutSlot(mine) != SlotWords.WithoutSlot(its) && SlotWords.Differ(key, mine, its) is null)
                return false;
        }

        return true;
    }

    /// <summary>What the sides of one release have in common: the application's name by the first label that gives one, without a slot; null without such a label.</summary>
    internal static string? IdentityOf(Workload workload)
    {
        foreach (string key in IdentityLabels)
        {
            if (workload.TemplateLabels[key] is { } value)
                return SlotWords.WithoutSlot(value);
        }

        return null;
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
