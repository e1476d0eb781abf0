using ManifestLint.Diagnostics;

namespace ManifestLint.Cli;

/// <summary>Finds what somebody meant to type.</summary>
internal static class Spelling
{
    /// <summary>The end of an error message: <c>. Did you mean 'json'?</c>, or nothing when no candidate comes close.</summary>
    public static string Suggest(string word, IEnumerable<string> candidates) => EditDistance.Closest(word, candidates) is { } meant ? $". Did you mean '{meant}'?" : "";

    /// <summary>The end of an error message about a word of a short list: what was meant, or else the whole list.</summary>
    public static string SuggestOrList(string word, IReadOnlyCollection<string> candidates) =>
        Suggest(word, candidates) is { Length: > 0 } meant ? meant : $"; choose from {string.Join(", ", candidates)}";
}
