using System.Collections.Immutable;

namespace ManifestLint.Cli.Merging;

/// <summary>Where a finding stands in a report: by path, then place, then rule, then message, as in the report of one run.</summary>
internal readonly record struct FindingPlace(string Path, int Line, int Column, int EndLine, int EndColumn, string Rule, string Message)
{
    /// <summary>The order of a report.</summary>
    public static int Compare(FindingPlace left, FindingPlace right)
    {
        int order = string.CompareOrdinal(left.Path, right.Path);
        if (order == 0)
            order = (left.Line, left.Column, left.EndLine, left.EndColumn).CompareTo((right.Line, right.Column, right.EndLine, right.EndColumn));
        if (order == 0)
            order = string.CompareOrdinal(left.Rule, right.Rule);
        return order != 0 ? order : string.CompareOrdinal(left.Message, right.Message);
    }
}

/// <summary>Puts the findings of several reports in the order of one, and those that several reports have once.</summary>
internal static class FindingOrder
{
    /// <summary>The findings in order.</summary>
    /// <param name="reports">The findings of each report.</param>
    /// <param name="placeOf">Where a finding stands.</param>
    /// <param name="identityOf">Equal for findings that are the same one.</param>
    public static ImmutableArray<MergedFinding> Merge(IEnumerable<IEnumerable<MergedFinding>> reports, Func<MergedFinding, FindingPlace> placeOf, Func<MergedFinding, string> identityOf)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var all = new List<(FindingPlace Place, int Number, MergedFinding Finding)>();
        foreach (IEnumerable<MergedFinding> report in reports)
        {
            // Only what another report has too is a repetition.
            var own = new List<string>();
            foreach (MergedFinding finding in report)
            {
                string identity = identityOf(finding);
                if (known.Contains(identity))
                    continue;

                own.Add(identity);
                all.Add((placeOf(finding), all.Count, finding));
            }

            known.UnionWith(own);
        }

        all.Sort((left, right) => FindingPlace.Compare(left.Place, right.Place) is var order and not 0 ? order : left.Number.CompareTo(right.Number));
        return [.. all.Select(entry => entry.Finding)];
    }
}
