namespace ManifestLint.Schemas.Generator.Packing;

/// <summary>Every text once, told by its number. The numbers follow the order of first use, so that what is used together lies together.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public int NumberOf(string text)
    {
        if (_numbers.TryGetValue(text, out int known))
            return known;

        int number = _texts.Count;
        _numbers.Add(text, number);
        _texts.Add(text);
        return number;
    }

    public void WriteTo(PackBuffer buffer)
    {
        buffer.WriteNumber(_texts.Count);
        foreach (string text in _texts)
            buffer.WriteText(text);
    }
}
