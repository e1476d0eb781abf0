namespace ManifestLint.Releases;

/// <summary>The words by which people tell the sides of a release apart.</summary>
internal static class SlotWords
{
    private static readonly string[][] Groups =
    [
        ["blue", "green"], ["stable", "canary"], ["primary", "canary"], ["baseline", "canary"], ["active", "preview"], ["live", "idle"],
    ];

    /// <summary>
    /// Whether a word names one of two sides that take turns: one serves, the other waits. Letters do not say so, since <c>variant: a</c> and <c>b</c> of an A/B
    /// test serve together.
    /// </summary>
    public static bool AreColours(string word) => word is "blue" or "green" or "active" or "preview" or "live" or "idle";

    /// <summary>The slot words of two values when they differ and belong to one group; null when they do not.</summary>
    /// <param name="key">The label's key, empty for a name: <c>a</c>, <c>b</c>, <c>v1</c> and <c>v2</c> are slots under a few keys only.</param>
    /// <param name="first">One value.</param>
    /// <param name="second">The other value.</param>
    public static (string First, string Second)? Differ(string key, string first, string second)
    {
        string mine = SlotOf(first);
        string its = SlotOf(second);
        if (mine == its)
            return null;

        foreach (string[] group in Groups)
        {
            if (group.Contains(mine) && group.Contains(its))
                return (mine, its);
        }

        bool areLetters = mine is "a" or "b" && its is "a" or "b";
        return IsSlotKey(key) && (areLetters || (IsVersion(mine) && IsVersion(its))) ? (mine, its) : null;
    }

    /// <summary>The value without a slot word at its end: <c>shop</c> of <c>shop-blue</c>.</summary>
    public static string WithoutSlot(string value)
    {
        string slot = SlotOf(value);
        bool isSlot = slot.Length < value.Length && (Groups.Any(group => group.Contains(slot)) || slot is "a" or "b" || IsVersion(slot));
        return isSlot ? value[..^(slot.Length + 1)] : value;
    }

    /// <summary>Whether a value is, or ends in, a word that is a slot under any key.</summary>
    public static bool IsSlot(string value) => SlotOf(value) is var slot && (Groups.Any(group => group.Contains(slot)) || IsVersion(slot));

    /// <summary>Whether a label's value is a letter that is a slot under its key: <c>slot: a</c>.</summary>
    public static bool IsLetter(string key, string value) => SlotOf(value) is "a" or "b" && IsSlotKey(key);

    private static string SlotOf(string value) => value[(value.AsSpan().LastIndexOfAny('-', '_', '.') + 1)..].ToLowerInvariant();

    private static bool IsSlotKey(string key) => key is "color" or "colour" or "slot" or "track" or "variant" or "version" or "release";

    private static bool IsVersion(string word) => word is ['v', >= '0' and <= '9', ..] && word.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
