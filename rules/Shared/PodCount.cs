namespace ManifestLint.Rules;

/// <summary>Numbers of pods as messages say them.</summary>
internal static class PodCount
{
    /// <summary><c>the only pod</c>, <c>both pods</c>, <c>all 3 pods</c>.</summary>
    public static string All(long pods) => pods switch
    {
        1 => "the only pod",
        2 => "both pods",
        _ => $"all {pods} pods",
    };
}
