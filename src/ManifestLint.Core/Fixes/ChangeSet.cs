using System.Collections.Immutable;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Fixes;

/// <summary>Collects changes to one text that can all be applied together.</summary>
internal sealed class ChangeSet
{
    private readonly List<TextChange> _changes = [];

    /// <summary>The changes, sorted by place.</summary>
    public ImmutableArray<TextChange> Changes => [.. _changes];

    /// <summary>Takes all of <paramref name="changes"/>, or none when one of them conflicts with a change that is there.</summary>
    public bool TryAdd(ImmutableArray<TextChange> changes)
    {
        foreach (TextChange change in changes)
        {
            if (Conflicts(change))
                return false;
        }

        foreach (TextChange change in changes)
            _changes.Insert(FindIndex(change), change);
        return true;
    }

    // The changes at hand do not conflict with each other, so only the neighbours can conflict with a new one.
    private bool Conflicts(TextChange change)
    {
        int index = FindIndex(change);
        if (index > 0 && TextChangeList.Conflict(_changes[index - 1], change))
            return true;
        for (int i = index; i < _changes.Count && _changes[i].Span.Start <= change.Span.End; i++)
        {
            if (TextChangeList.Conflict(_changes[i], change))
                return true;
        }

        return false;
    }

    private int FindIndex(TextChange change)
    {
        int index = _changes.BinarySearch(change, Comparer<TextChange>.Create((left, right) => left.Span.CompareTo(right.Span)));
        return index < 0 ? ~index : index;
    }
}
