namespace ManifestLint.Cli;

/// <summary>Finds what somebody meant to type.</summary>
internal static class Spelling
{
    /// <summary>The end of an error message: <c>. Did you mean 'json'?</c>, or nothing when no candidate comes close.</summary>
    public static string Suggest(string word, IEnumerable<string> candidates) => Closest(word, candidates) is { } meant ? $". Did you mean '{meant}'?" : "";

    /// <summary>The candidate with the fewest typing slips from <paramref name="word"/>, the first of several; null when none comes close.</summary>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>Letters to insert, drop, replace or swap with their neighbour.</summary>
    public static int Distance(string left, string right)
    {
        int[] twoAbove = [];
        int[] above = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int[] row = new int[right.Length + 1];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
            }

            (twoAbove, above) = (above, row);
        }

        return above[right.Length];
    }
}
