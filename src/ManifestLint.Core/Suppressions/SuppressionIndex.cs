using ManifestLint.Diagnostics;

namespace ManifestLint.Suppressions;

/// <summary>
/// Finds the suppressions that are about a finding. Scopes lie in each other or apart, so that only those of the finding's own object are looked at,
/// however many the file has.
/// </summary>
internal sealed class SuppressionIndex
{
    private readonly List<Suppression> _everywhere = [];
    private readonly Suppression[] _sorted;

    // How far the scopes reach up to here.
    private readonly int[] _reach;

    /// <summary>Takes the suppressions of one file.</summary>
    /// <param name="suppressions">The suppressions.</param>
    /// <param name="length">How long the file is.</param>
    public SuppressionIndex(IEnumerable<Suppression> suppressions, int length)
    {
        var inside = new List<Suppression>();
        foreach (Suppression suppression in suppressions)
            (suppression.Scope.Length == length ? _everywhere : inside).Add(suppression);

        _sorted = [.. inside.OrderBy(suppression => suppression.Scope.Start)];
        _reach = new int[_sorted.Length];
        for (int i = 0; i < _sorted.Length; i++)
            _reach[i] = Math.Max(i == 0 ? 0 : _reach[i - 1], _sorted[i].Scope.End);
    }

    /// <summary>The suppressions that are about a finding.</summary>
    public IEnumerable<Suppression> Covering(Diagnostic diagnostic)
    {
        foreach (Suppression suppression in _everywhere)
        {
            if (suppression.Covers(diagnostic))
                yield return suppression;
        }

        int place = diagnostic.Location.Span.Start;
        for (int i = FindLast(place); i >= 0 && _reach[i] >= place; i--)
        {
            if (_sorted[i].Covers(diagnostic))
                yield return _sorted[i];
        }
    }

    /// <summary>Whether a rule is suppressed at an offset.</summary>
    public bool Covers(string ruleId, int offset)
    {
        if (_everywhere.Exists(suppression => suppression.RuleIds.Contains(ruleId, StringComparer.Ordinal)))
            return true;
        for (int i = FindLast(offset); i >= 0 && _reach[i] >= offset; i--)
        {
            if (_sorted[i] is { Peer: null } && _sorted[i].CoversPlace(offset) && _sorted[i].RuleIds.Contains(ruleId, StringComparer.Ordinal))
                return true;
        }

        return false;
    }

    // The last one that begins at the place or before it.
    private int FindLast(int place)
    {
        int low = 0;
        int high = _sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_sorted[middle].Scope.Start <= place)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
