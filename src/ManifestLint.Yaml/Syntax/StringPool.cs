namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// Keeps one instance of the strings that manifests repeat (field names, kinds, labels). Direct-mapped: a newcomer takes the place of an older
/// string with the same slot, so the pool never grows. Threads may share it: the worst that a race does is a second instance.
/// </summary>
internal sealed class StringPool
{
    private const int Slots = 1024;
    private const int LongestPooled = 48;

    private readonly string?[] _strings = new string?[Slots];

    public string Intern(ReadOnlySpan<char> value)
    {
        if (value.Length is 0 or > LongestPooled)
            return value.ToString();

        // Length, ends and middle tell field names apart well enough; a full hash would cost more than a miss.
        uint hash = (uint)value.Length;
        hash = (hash * 31) + value[0];
        hash = (hash * 31) + value[value.Length >> 1];
        hash = (hash * 31) + value[^1];
        hash = (hash * 31) + value[value.Length >> 2];
        ref string? slot = ref _strings[hash % Slots];
        string? known = slot;
        return known is not null && value.SequenceEqual(known) ? known : slot = value.ToString();
    }
}
