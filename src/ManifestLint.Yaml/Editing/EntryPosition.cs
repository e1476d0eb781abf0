using System.Collections.Immutable;

namespace ManifestLint.Yaml.Editing;

/// <summary>Where in a mapping a new entry goes.</summary>
public sealed class EntryPosition
{
    private readonly Func<string, IReadOnlyList<string>, ElementPlace> _placeFor;

    private EntryPosition(Func<string, IReadOnlyList<string>, ElementPlace> placeFor) => _placeFor = placeFor;

    /// <summary>Above all others.</summary>
    public static EntryPosition First { get; } = new((_, _) => ElementPlace.Above(0));

    /// <summary>Below all others.</summary>
    public static EntryPosition Last { get; } = new((_, keys) => ElementPlace.Below(keys.Count));

    /// <summary>Directly above <paramref name="key"/>; last when there is no such key.</summary>
    public static EntryPosition Before(string key) => new((_, keys) => IndexOf(keys, key) is var index and >= 0 ? ElementPlace.Above(index) : ElementPlace.Below(keys.Count));

    /// <summary>Directly below <paramref name="key"/>; last when there is no such key.</summary>
    public static EntryPosition After(string key) => new((_, keys) => IndexOf(keys, key) is var index and >= 0 ? ElementPlace.Below(index + 1) : ElementPlace.Below(keys.Count));

    /// <summary>
    /// By a customary order of keys: below the nearest key that comes before it in <paramref name="order"/> and is there; else above the nearest
    /// that comes after it; last when it is not in the order or none of the others is there.
    /// </summary>
    public static EntryPosition InOrder(params ImmutableArray<string> order) => new((key, keys) => PlaceInOrder(order, key, keys));

    /// <summary>The place that the new entry takes among the present keys.</summary>
    internal ElementPlace PlaceFor(string key, IReadOnlyList<string> presentKeys) => _placeFor(key, presentKeys);

    private static ElementPlace PlaceInOrder(ImmutableArray<string> order, string key, IReadOnlyList<string> keys)
    {
        int place = order.IndexOf(key);
        for (int i = place - 1; i >= 0; i--)
        {
            if (IndexOf(keys, order[i]) is var index and >= 0)
                return ElementPlace.Below(index + 1);
        }

        for (int i = place + 1; place >= 0 && i < order.Length; i++)
        {
            if (IndexOf(keys, order[i]) is var index and >= 0)
                return ElementPlace.Above(index);
        }

        return ElementPlace.Below(keys.Count);
    }

    // Of a key written twice the last one counts.
    private static int IndexOf(IReadOnlyList<string> keys, string key)
    {
        for (int i = keys.Count - 1; i >= 0; i--)
        {
            if (keys[i] == key)
                return i;
        }

        return -1;
    }
}

/// <summary>The place of a new entry or item.</summary>
/// <param name="Index">The index that it takes.</param>
/// <param name="StaysWithNext">Whether it goes directly above the element that has the index now, rather than directly below the one before.</param>
internal readonly record struct ElementPlace(int Index, bool StaysWithNext)
{
    public static ElementPlace Above(int index) => new(index, StaysWithNext: true);

    public static ElementPlace Below(int index) => new(index, StaysWithNext: false);
}
