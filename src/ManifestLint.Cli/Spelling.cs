using ManifestLint.Diagnostics;

namespace ManifestLint.Cli;

/// <summary>Finds what somebody meant to type.</summary>
internal static class Spelling
{
    /// <summary>The end of an error message: <c>. Did you mean 'json'?</c>, or nothing when no candidate comes close.</summary>
    public static string Suggest(string word, IEnumerable<string> candidates) => Closest(word, candidates) is { } meant ? $". Did you mean '{meant}'?" : "";

    /// <summary>The end of an error message about a word of a short list: what was meant, or else the whole list.</summary>
    public static string SuggestOrList(string word, IReadOnlyCollection<string> candidates) =>
        Suggest(word, candidates) is { Length: > 0 } meant ? meant : $"; choose from {string.Join(", ", candidates)}";

    /// <summary>The candidate with the fewest typing slips from <paramref name="word"/>, the first of several; null when none comes close.</summary>
    private static string? Closest(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = EditDistance.Between(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }
}
