using System.Text;

namespace ManifestLint.Yaml.Tests.Editing;

/// <summary>Prints YAML in every style that people write, at random but the same for the same seed.</summary>
internal sealed class RandomDocument
{
    private static readonly string[] Keys =
        ["name", "image", "app.kubernetes.io/name", "\"quoted\"", "'single'", "on", "8080", "spec", "a b", "x", "y", "limits", "labels", "\"with: colon\""];

    private static readonly string[] Plain =
        ["a", "1", "true", "nginx:1.25", "10m", "0.5", "~", "null", "yes", "some words", "0755", "-5", "http://x/y?z=1#frag", "Müller", "1e3"];

    private static readonly string[] Quoted = ["\"a\"", "'b'", "\"1\"", "'it''s'", "\"x\\ty\"", "\"\"", "''", "\"a # b\"", "\"ü\\u2713\""];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly int _step;
    private readonly bool _isFlush;
    private readonly string _dash;
    private readonly List<string> _anchors = [];
    private int _comments;
    private int _budget;

    private RandomDocument(int seed, int size)
    {
        _random = new Random(seed);
        _budget = size;
        _step = OneOf(2, 2, 4, 3);
        _isFlush = Maybe(50);
        _dash = OneOf("- ", "- ", "- ", "-   ");
    }

    /// <summary>A file of one or two documents.</summary>
    public static string Print(int seed, int size)
    {
        var printer = new RandomDocument(seed, size);
        string text = printer.PrintFile();
        return printer.Maybe(30) ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text;
    }

    private string PrintFile()
    {
        if (Maybe(20))
            _text.Append("---").Append(Maybe(30) ? " # marker" : "").Append('\n');
        if (Maybe(20))
            _text.Append("# head\n").Append(Maybe(50) ? "\n" : "");
        int kind = _random.Next(10);
        if (kind == 0)
            _text.Append(Flow(3, 0, isJson: true)).Append('\n');
        else if (kind == 1)
            Sequence(0, 3);
        else
            Mapping(0, 4);
        if (Maybe(15))
            _text.Append("# tail\n");
        if (Maybe(10))
            _text.Append("...\n");
        if (Maybe(20))
            _text.Append("---\nsecond: 1\n");
        string text = _text.ToString();
        return Maybe(15) ? text.TrimEnd('\n') : text;
    }

    private void Mapping(int column, int depth, bool isInline = false)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        int count = _random.Next(1, 5);
        for (int i = 0; i < count; i++)
        {
            string key = OneOf(Keys);
            if (!used.Add(key) && !Maybe(5))
                continue;
            if (!isInline)
                Above(column);
            isInline = Indent(column, isInline);
            if (Maybe(4) && _anchors.Count > 0 && used.Add("<<"))
            {
                _text.Append("<<: *").Append(_anchors[0]).Append('\n');
                continue;
            }

            if (Maybe(4))
                _text.Append("? ").Append(key).Append('\n').Append(' ', column).Append(':');
            else
                _text.Append(key).Append(Maybe(4) ? " :" : ":");
            Value(column, depth - 1, isItem: false);
        }
    }

    private void Sequence(int column, int depth, bool isInline = false)
    {
        int count = _random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            if (!isInline)
                Above(column);
            isInline = Indent(column, isInline);
            _text.Append('-');
            Value(column, depth - 1, isItem: true);
        }
    }

    private bool Indent(int column, bool isInline)
    {
        if (!isInline)
            _text.Append(' ', column);
        return false;
    }

    private void Value(int column, int depth, bool isItem)
    {
        _budget--;
        string blank = isItem ? _dash[1..] : OneOf(" ", " ", " ", "   ");
        int kind = depth <= 0 || _budget <= 0 ? _random.Next(60) : _random.Next(100);
        int inner = isItem ? column + _dash.Length : column + _step;
        string anchor = Maybe(4) ? $"&a{_anchors.Count} " : "";
        if (kind < 30)
            _text.Append(blank).Append(anchor).Append(OneOf(Maybe(60) ? Plain : Quoted));
        else if (kind < 35)
            _text.Append(anchor.Length > 0 ? " " + anchor.TrimEnd() : "");
        else if (kind < 40 && _anchors.Count > 0)
            _text.Append(blank).Append('*').Append(OneOf([.. _anchors]));
        else if (kind < 45)
            _text.Append(blank).Append("a plain value\n").Append(' ', inner).Append("of two lines");
        else if (kind < 52)
            _text.Append(blank).Append(anchor).Append(Flow(2, column + _step, isJson: false));
        else if (kind < 60)
        {
            Block(blank, inner);
            return;
        }
        else
        {
            Collection(kind, blank, anchor, column, inner, depth, isItem);
            if (anchor.Length > 0)
                _anchors.Add(anchor[1..^1]);
            return;
        }

        if (anchor.Length > 0 && (kind < 35 || kind is >= 45 and < 52))
            _anchors.Add(anchor[1..^1]);
        Behind();
        _text.Append('\n');
        Below(inner);
    }

    private void Collection(int kind, string blank, string anchor, int column, int inner, int depth, bool isItem)
    {
        bool isMapping = kind < 82;
        if (isItem && anchor.Length == 0 && !Maybe(15))
        {
            _text.Append(blank);
            if (isMapping)
                Mapping(inner, depth, isInline: true);
            else
                Sequence(inner, depth, isInline: true);
            return;
        }

        _text.Append(anchor.Length > 0 ? " " + anchor.TrimEnd() : "");
        Behind();
        _text.Append('\n');
        if (isMapping)
            Mapping(inner, depth);
        else
            Sequence(isItem ? inner : _isFlush ? column : column + _step, depth);
        Below(inner);
    }

    private void Block(string blank, int inner)
    {
        _text.Append(blank).Append(OneOf("|", "|-", ">", ">-", "|+"));
        Behind();
        _text.Append('\n').Append(' ', inner).Append("line # no comment\n");
        if (Maybe(50))
            _text.Append('\n').Append(' ', inner).Append("  deeper: x\n").Append(' ', inner).Append("last\n");
        if (Maybe(30))
            _text.Append('\n');
    }

    private string Flow(int depth, int column, bool isJson)
    {
        bool isMapping = isJson && depth == 3 || Maybe(50);
        bool isTall = Maybe(30);
        string pad = OneOf("", " ");
        var elements = new List<string>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (int i = _random.Next(isJson ? 1 : 0, 4); i > 0; i--)
        {
            string value = depth > 1 && Maybe(35) ? Flow(depth - 1, column + _step, isJson) : isJson ? OneOf("1", "\"a\"", "true", "null", "\"x y\"") : OneOf("a", "1", "\"q\"", "'s'", "nginx:1", "~");
            string key = isJson ? $"\"{OneOf("a", "b", "c", "d")}\"" : OneOf("a", "b", "\"c\"", "d");
            if (!isMapping)
                elements.Add(value);
            else if (used.Add(key))
                elements.Add($"{key}: {value}");
        }

        (char open, char close) = isMapping ? ('{', '}') : ('[', ']');
        string trailing = elements.Count > 0 && !isJson && Maybe(15) ? "," : "";
        if (!isTall || elements.Count == 0)
            return elements.Count == 0 ? $"{open}{close}" : $"{open}{pad}{string.Join(", ", elements)}{trailing}{pad}{close}";

        string line = "\n" + new string(' ', column + _step);
        IEnumerable<string> lines = elements.Select((element, index) =>
            (isJson || !Maybe(10) ? "" : line + Comment()) + line + element + (index < elements.Count - 1 ? "," : trailing) + (isJson || !Maybe(15) ? "" : " " + Comment()));
        return $"{open}{string.Concat(lines)}\n{new string(' ', column)}{close}";
    }

    private void Above(int column)
    {
        if (Maybe(8))
            _text.Append('\n');
        if (Maybe(12))
            _text.Append(' ', column).Append(Comment()).Append('\n');
        if (Maybe(2))
            _text.Append('\n');
    }

    private void Behind() => _text.Append(Maybe(15) ? OneOf(" ", "   ") + Comment() : "");

    private void Below(int column)
    {
        if (Maybe(4))
            _text.Append(' ', column).Append(Comment()).Append('\n');
    }

    private string Comment() => $"# c{_comments++}";

    private bool Maybe(int percent) => _random.Next(100) < percent;

    private T OneOf<T>(params T[] values) => values[_random.Next(values.Length)];
}
