namespace ManifestLint.Diagnostics;

/// <summary>How many slips of the pen lie between two words.</summary>
public static class EditDistance
{
    private const int MostCellsOnStack = 256;

    /// <summary>Whether one word is the other with at most two characters changed, and at most a third of it.</summary>
    public static bool IsSlip(string first, string second)
    {
        int most = Math.Min(2, Math.Max(1, Math.Min(first.Length, second.Length) / 3));
        return Math.Abs(first.Length - second.Length) <= most && Between(first, second) is var distance and > 0 && distance <= most;
    }

    /// <summary>
    /// The candidate with the fewest slips from <paramref name="word"/>, whatever the case; the first of several, null when none comes close.
    /// </summary>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = Between(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).</summary>
    public static int Between(string first, string second)
    {
        // What the words have in common at their ends costs nothing, and is most of them where many are compared.
        int prefix = first.AsSpan().CommonPrefixLength(second);
        ReadOnlySpan<char> left = first.AsSpan(prefix);
        ReadOnlySpan<char> right = second.AsSpan(prefix);
        while (!left.IsEmpty && !right.IsEmpty && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        int width = right.Length + 1;
        int cells = (left.Length + 1) * width;
        Span<int> distance = cells <= MostCellsOnStack ? stackalloc int[MostCellsOnStack] : new int[cells];
        for (int i = 0; i <= left.Length; i++)
            distance[i * width] = i;
        for (int j = 0; j <= right.Length; j++)
            distance[j] = j;

        for (int i = 1; i <= left.Length; i++)
        {
            for (int j = 1; j <= right.Length; j++)
            {
                int cell = (i * width) + j;
                int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                int best = Math.Min(Math.Min(distance[cell - width] + 1, distance[cell - 1] + 1), distance[cell - width - 1] + cost);
                bool isSwap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                distance[cell] = isSwap ? Math.Min(best, distance[cell - (2 * width) - 2] + 1) : best;
            }
        }

        return distance[(left.Length * width) + right.Length];
    }
}
