namespace ManifestLint.Diagnostics;

/// <summary>How many slips of the pen lie between two words.</summary>
public static class EditDistance
{
    /// <summary>Whether one word is the other with at most two characters changed, and at most a third of it.</summary>
    public static bool IsSlip(string first, string second) => Between(first, second) is var distance and > 0 && distance <= Math.Min(2, Math.Max(1, Math.Min(first.Length, second.Length) / 3));

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
        int[,] distance = new int[first.Length + 1, second.Length + 1];
        for (int i = 0; i <= first.Length; i++)
            distance[i, 0] = i;
        for (int j = 0; j <= second.Length; j++)
            distance[0, j] = j;

        for (int i = 1; i <= first.Length; i++)
        {
            for (int j = 1; j <= second.Length; j++)
            {
                int cost = first[i - 1] == second[j - 1] ? 0 : 1;
                int best = Math.Min(Math.Min(distance[i - 1, j] + 1, distance[i, j - 1] + 1), distance[i - 1, j - 1] + cost);
                bool isSwap = i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1];
                distance[i, j] = isSwap ? Math.Min(best, distance[i - 2, j - 2] + 1) : best;
            }
        }

        return distance[first.Length, second.Length];
    }
}
