using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

/// <summary>Finds a part of a value in the text of the file.</summary>
internal static class ScalarPart
{
    /// <summary>
    /// Where a part of the value stands; null when the whole node says it better: the value is written with escapes or folds and the part stands there more than
    /// once, it is reached through an alias, or the part begins or ends with a blank.
    /// </summary>
    /// <param name="node">The node of the value.</param>
    /// <param name="value">What is read there.</param>
    /// <param name="start">Where the part begins in the value.</param>
    /// <param name="length">Its length.</param>
    public static TextSpan? Find(YamlNode node, string value, int start, int length)
    {
        if (node is not YamlScalar scalar || length == 0 || char.IsWhiteSpace(value[start]) || char.IsWhiteSpace(value[start + length - 1]))
            return null;

        TextSpan span = scalar.ContentSpan;
        ReadOnlySpan<char> written = node.Document.Source.Text.AsSpan(span.Start, span.Length);
        int quote = scalar.Style is YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted ? 1 : 0;
        if (written.Length == value.Length + (2 * quote) && written.Slice(quote, value.Length).SequenceEqual(value))
            return new TextSpan(span.Start + quote + start, span.Start + quote + start + length);

        ReadOnlySpan<char> part = value.AsSpan(start, length);
        int found = written.IndexOf(part);
        return found >= 0 && written[(found + 1)..].IndexOf(part) < 0 ? new TextSpan(span.Start + found, span.Start + found + length) : null;
    }
}
