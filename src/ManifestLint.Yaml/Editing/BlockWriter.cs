using System.Text;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>Text of a value behind a <c>:</c> or <c>-</c>.</summary>
/// <param name="First">What follows on the same line, without the blank before it; empty when the value begins on the next line.</param>
/// <param name="Rest">The further lines, each after a line end.</param>
/// <param name="EndsInLiteral">Whether the last line belongs to a literal block, which wants a line end behind it.</param>
internal readonly record struct ValueText(string First, string Rest, bool EndsInLiteral = false)
{
    /// <summary>Text that begins on the line where it is put.</summary>
    public static ValueText FromLines(string lines, bool endsInLiteral)
    {
        int end = lines.AsSpan().IndexOfAny('\n', '\r');
        return end < 0 ? new ValueText(lines, "", endsInLiteral) : new ValueText(lines[..end], lines[end..], endsInLiteral);
    }
}

/// <summary>Writes values in block form. Columns count from 0; the first line of a result is not indented, all others are.</summary>
/// <param name="style">How the text around is written.</param>
/// <param name="avoidsLiterals">Whether strings of several lines are written in quotes, because what follows would be read as their text.</param>
internal sealed class BlockWriter(WritingStyle style, bool avoidsLiterals = false)
{
    private readonly FlowWriter _flow = new(FlowStyle.OneLine, style.Quote);
    private bool _endsInLiteral;

    /// <summary>A value behind the colon of a key at <paramref name="column"/>.</summary>
    public ValueText Value(YamlValue value, int column, YamlScalarStyle habit)
    {
        if (Inline(value, habit) is { } inline)
            return new ValueText(inline, "");
        if (value is YamlScalarValue scalar)
            return Literal(scalar.Text, column + style.Step);

        int inner = column + (value is YamlSequenceValue ? style.SequenceOffset : style.Step);
        var text = new StringBuilder();
        NewLine(text, inner);
        Collection(text, value, inner);
        return new ValueText("", text.ToString(), _endsInLiteral);
    }

    /// <summary>A value behind a dash, its content at <paramref name="column"/>.</summary>
    public ValueText ItemValue(YamlValue value, int column, YamlScalarStyle habit)
    {
        if (Inline(value, habit) is { } inline)
            return new ValueText(inline, "");
        if (value is YamlScalarValue scalar)
            return Literal(scalar.Text, Math.Max(column, style.Step));

        var text = new StringBuilder();
        Collection(text, value, column);
        return ValueText.FromLines(text.ToString(), _endsInLiteral);
    }

    /// <summary>An entry whose key begins at <paramref name="column"/>.</summary>
    public ValueText Entry(string key, YamlValue value, int column, YamlScalarStyle keyHabit, YamlScalarStyle valueHabit)
    {
        var text = new StringBuilder();
        Entry(text, key, value, column, keyHabit, valueHabit);
        return ValueText.FromLines(text.ToString(), _endsInLiteral);
    }

    /// <summary>An item whose dash stands at <paramref name="column"/>.</summary>
    public ValueText Item(YamlValue value, int column, YamlScalarStyle habit)
    {
        var text = new StringBuilder();
        Item(text, value, column, habit);
        return ValueText.FromLines(text.ToString(), _endsInLiteral);
    }

    public static string CommentText(string comment) => comment.Length == 0 ? "#" : comment[0] == '#' ? comment : "# " + comment;

    private string? Inline(YamlValue value, YamlScalarStyle habit) => value switch
    {
        YamlScalarValue { Kind: YamlScalarKind.String } text when !avoidsLiterals && ScalarText.CanBeLiteral(text.Text) => null,
        YamlScalarValue scalar => ScalarText.Write(scalar, new ScalarPlace(InFlow: false, IsJson: false, habit, style.Quote)),
        YamlMappingValue { Entries.IsEmpty: true } => "{}",
        YamlSequenceValue { Items.IsEmpty: true } => "[]",
        YamlMappingValue { PrefersFlow: true } or YamlSequenceValue { PrefersFlow: true } => _flow.Value(value, value is YamlSequenceValue ? QuotedHabit : habit),
        _ => null,
    };

    // command: ["sleep", "10"] is customary with quotes around every string.
    private YamlScalarStyle QuotedHabit => style.Quote == '"' ? YamlScalarStyle.DoubleQuoted : YamlScalarStyle.SingleQuoted;

    private ValueText Literal(string text, int column)
    {
        bool clips = text.EndsWith('\n');
        var lines = new StringBuilder();
        foreach (string line in (clips ? text[..^1] : text).Split('\n'))
        {
            lines.Append(style.NewLine);
            if (line.Length > 0)
                lines.Append(' ', column).Append(line);
        }

        _endsInLiteral = true;
        return new ValueText(clips ? "|" : "|-", lines.ToString(), EndsInLiteral: true);
    }

    private void Collection(StringBuilder text, YamlValue value, int column)
    {
        bool isFirst = true;
        if (value is YamlMappingValue mapping)
        {
            foreach ((string key, YamlValue child) in mapping.Entries)
            {
                if (!isFirst)
                    NewLine(text, column);
                isFirst = false;
                Entry(text, key, child, column, YamlScalarStyle.Plain, YamlScalarStyle.Plain);
            }
        }

        if (value is not YamlSequenceValue sequence)
            return;

        foreach (YamlValue item in sequence.Items)
        {
            if (!isFirst)
                NewLine(text, column);
            isFirst = false;
            Item(text, item, column, YamlScalarStyle.Plain);
        }
    }

    private void Entry(StringBuilder text, string key, YamlValue value, int column, YamlScalarStyle keyHabit, YamlScalarStyle valueHabit)
    {
        CommentAbove(text, value, column);
        text.Append(ScalarText.WriteString(key, new ScalarPlace(InFlow: false, IsJson: false, keyHabit, style.Quote))).Append(':');
        _endsInLiteral = false;
        ValueText written = Value(value, column, valueHabit);
        if (written.First.Length > 0)
            text.Append(' ').Append(written.First);
        CommentBehind(text, value);
        text.Append(written.Rest);
    }

    private void Item(StringBuilder text, YamlValue value, int column, YamlScalarStyle habit)
    {
        CommentAbove(text, value, column);
        _endsInLiteral = false;
        ValueText written = ItemValue(value, column + style.DashWidth, habit);
        text.Append('-').Append(' ', style.DashWidth - 1).Append(written.First);
        CommentBehind(text, value);
        text.Append(written.Rest);
    }

    private void CommentAbove(StringBuilder text, YamlValue value, int column)
    {
        if (value is not { Comment: { } comment, CommentPlacement: YamlCommentPlacement.Above })
            return;
        foreach (string line in comment.ReplaceLineEndings("\n").Split('\n'))
        {
            text.Append(CommentText(line.TrimEnd()));
            NewLine(text, column);
        }
    }

    private static void CommentBehind(StringBuilder text, YamlValue value)
    {
        if (value is { Comment: { } comment, CommentPlacement: YamlCommentPlacement.Behind })
            text.Append(' ').Append(CommentText(comment.ReplaceLineEndings(" ").TrimEnd()));
    }

    private void NewLine(StringBuilder text, int column) => text.Append(style.NewLine).Append(' ', column);
}
