using System.Collections.Immutable;

namespace ManifestLint.Resources;

/// <summary>
/// Which workloads each of many selectors accepts, and the reverse. Each selector is filed under its rarest pair, and each workload asks for its own labels,
/// so that the work grows with the number of matches and not with selectors times workloads.
/// </summary>
internal sealed class SelectorLinks<T>
    where T : class
{
    private readonly Dictionary<Pair, List<T>> _byPair = [];
    private readonly List<T> _withoutPair = [];
    private readonly Dictionary<Workload, ImmutableArray<T>> _selectorsOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<T, List<Workload>> _selectedBy = new(ReferenceEqualityComparer.Instance);
    private readonly NamespaceMatch _match;
    private readonly Func<T, Resource> _resource;
    private readonly Func<T, Selector> _selector;
    private readonly Func<T, Workload, bool> _accepts;

    private readonly record struct Pair(string Namespace, string Key, string Value);

    public SelectorLinks(
        IReadOnlyList<T> items,
        IReadOnlyList<Workload> workloads,
        NamespaceMatch match,
        Func<T, Resource> resource,
        Func<T, Selector> selector,
        Func<T, Workload, bool> accepts)
    {
        (_match, _resource, _selector, _accepts) = (match, resource, selector, accepts);
        if (items.Count == 0)
            return;

        File(items);
        foreach (Workload workload in workloads)
        {
            Link(workload);
            workload.Release();
        }
    }

    /// <summary>The objects whose selector accepts the workload's pods.</summary>
    public ImmutableArray<T> SelectorsOf(Workload workload) => _selectorsOf.TryGetValue(workload, out ImmutableArray<T> found) ? found : [];

    /// <summary>The workloads whose pods the object's selector accepts, in the order of the files.</summary>
    public ImmutableArray<Workload> SelectedBy(T item) => _selectedBy.TryGetValue(item, out List<Workload>? found) ? [.. found] : [];

    private void File(IReadOnlyList<T> items)
    {
        var frequencies = new Dictionary<Pair, int>();
        var pairs = new ImmutableArray<Pair>[items.Count];
        for (int i = 0; i < items.Count; i++)
        {
            string? space = _resource(items[i]).Namespace;
            pairs[i] = [.. ReadPairs(items[i]).Select(pair => KeyOf(space, pair.Key, pair.Value))];
            foreach (Pair pair in pairs[i])
                frequencies[pair] = frequencies.GetValueOrDefault(pair) + 1;
            if (pairs[i].IsEmpty)
                FileByExpression(items[i], space);
            (items[i] as Workload)?.Release();
        }

        for (int i = 0; i < items.Count; i++)
        {
            if (!pairs[i].IsEmpty)
                Add(pairs[i].MinBy(pair => frequencies[pair]), items[i]);
        }
    }

    private IReadOnlyList<KeyValuePair<string, string>> ReadPairs(T item) => item is Workload workload ? workload.ReadSelectorPairs() : Workload.PairsOf(_selector(item).MatchLabels);

    private void FileByExpression(T item, string? space)
    {
        if (_selector(item).MatchExpressions.FirstOrDefault(row => row.Operator == SelectorOperator.In) is { Mapping: not null } row)
            row.Values.Select(value => value.Value).Distinct().ToList().ForEach(value => Add(KeyOf(space, row.Key, value), item));
        else if (item is not Workload || !_selector(item).IsEmpty)
            _withoutPair.Add(item);
    }

    private void Add(Pair key, T item)
    {
        if (!_byPair.TryGetValue(key, out List<T>? items))
            _byPair[key] = items = [];
        items.Add(item);
    }

    private void Link(Workload workload)
    {
        List<T>? found = null;
        foreach ((string key, string value) in workload.ReadTemplatePairs())
        {
            if (_byPair.TryGetValue(KeyOf(workload.Namespace, key, value), out List<T>? candidates))
                Keep(candidates, workload, ref found);
        }

        Keep(_withoutPair, workload, ref found);
        if (found is null)
            return;

        _selectorsOf.Add(workload, [.. found]);
        foreach (T item in found)
        {
            if (!_selectedBy.TryGetValue(item, out List<Workload>? workloads))
                _selectedBy[item] = workloads = [];
            workloads.Add(workload);
        }
    }

    private void Keep(List<T> candidates, Workload workload, ref List<T>? found)
    {
        foreach (T candidate in candidates)
        {
            if (Namespaces.AreSame(_resource(candidate).Namespace, workload.Namespace, _match) && _accepts(candidate, workload))
                (found ??= []).Add(candidate);
        }
    }

    private Pair KeyOf(string? space, string key, string value) => new(_match == NamespaceMatch.Same ? space ?? "" : "", key, value);
}
