using System.Text;

namespace ManifestLint.Releases.Generation;

/// <summary>Puts instructions together as Markdown.</summary>
internal sealed class GuideText
{
    private readonly StringBuilder _text = new();

    /// <summary>The title, first of all.</summary>
    public GuideText Title(string title) => Add($"# {title}\n");

    /// <summary>A heading of a part.</summary>
    public GuideText Heading(string heading) => Add($"\n## {heading}\n");

    /// <summary>Sentences.</summary>
    public GuideText Say(string sentences) => Add($"\n{sentences}\n");

    /// <summary>Commands, one a line.</summary>
    public GuideText Commands(params IEnumerable<string> commands) => Add($"\n```sh\n{string.Join('\n', commands)}\n```\n");

    /// <summary>A table.</summary>
    public GuideText Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        Add($"\n{Row(head)}{Row([.. head.Select(_ => "---")])}");
        foreach (IReadOnlyList<string> row in rows)
            Add(Row(row));
        return this;
    }

    /// <summary>A list.</summary>
    public GuideText Items(IEnumerable<string> items) => Add($"\n{string.Concat(items.Select(item => $"- {item}\n"))}");

    /// <summary>The text.</summary>
    public override string ToString() => _text.ToString();

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    private GuideText Add(string text)
    {
        _text.Append(text);
        return this;
    }
}
