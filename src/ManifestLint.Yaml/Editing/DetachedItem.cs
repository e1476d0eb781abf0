using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>The text of an item of a sequence, written so that it can stand as a document of its own.</summary>
internal static class DetachedItem
{
    /// <summary>The text with the item's comments, in its style and with its line ends; null when the item is no item, or lies behind an alias.</summary>
    /// <param name="view">A text that holds the item's document alone.</param>
    /// <param name="path">Where the item is.</param>
    public static string? Write(DocumentView view, YamlPath path)
    {
        if (path.Find(view.Document) is not { Crossing: null, Node: { Parent: YamlSequence sequence } item })
            return null;
        if (sequence.Style != YamlContainerStyle.Block)
            return item.ToString();

        return new MovedElement(view, item).Text.Block(0) is { } text ? WithoutDash(text.First + text.Rest) : null;
    }

    // Comments above stand at column 0 already; from the dash on, everything moves to the left by the width of the dash and its blanks.
    private static string WithoutDash(string text)
    {
        string[] lines = text.Split('\n');
        int dash = Array.FindIndex(lines, line => line.StartsWith('-'));
        int width = WidthOf(lines, dash);
        for (int i = dash; i < lines.Length; i++)
        {
            int blanks = lines[i].AsSpan(i == dash ? 1 : 0).IndexOfAnyExcept(' ') is var found and >= 0 ? found + (i == dash ? 1 : 0) : lines[i].Length;
            lines[i] = lines[i][Math.Min(blanks, width)..];
        }

        return string.Join('\n', lines[dash].Trim().Length == 0 ? lines.Where((_, index) => index != dash) : lines);
    }

    // A dash that stands alone on its line has its content on a later one.
    private static int WidthOf(string[] lines, int dash)
    {
        int behind = lines[dash].AsSpan(1).IndexOfAnyExcept(' ', '\r');
        if (behind >= 0 && lines[dash][behind + 1] != '#')
            return behind + 1;

        string? content = lines.Skip(dash + 1).FirstOrDefault(line => line.AsSpan().TrimStart() is [not '#', ..]);
        return content is null ? 1 : content.AsSpan().IndexOfAnyExcept(' ');
    }
}
