using System.Buffers;
using System.Text;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>How many bytes a node has as compact JSON, as encoding/json of Go writes it for kubectl; computed without writing it.</summary>
internal static class JsonSize
{
    private const int EscapeLength = 6;

    // <, > and & are escaped as well, and the two line separators that JavaScript knows. DEL is not.
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\', '<', '>', '&', '\u2028', '\u2029']);

    /// <summary>
    /// Whether it is worth counting: without aliases, which repeat what is written once, a character of the file gives at most the six bytes of an escape.
    /// </summary>
    public static bool MayExceed(YamlMapping mapping, long limit) =>
        (long)mapping.Span.Length * EscapeLength > limit || MayHoldAlias(mapping.Document.Source.Text.AsSpan(mapping.Span.Start, mapping.Span.Length));

    /// <summary>The bytes of a node; depth is bounded by what the reader takes.</summary>
    public static long Of(YamlNode node) => node.Dereference() switch
    {
        YamlScalar scalar => OfScalar(scalar),
        YamlSequence sequence => OfSequence(sequence),
        YamlMapping mapping => OfMapping(mapping),
        _ => 0,
    };

    private static long OfScalar(YamlScalar scalar)
    {
        ResolvedScalar resolved = scalar.Resolve();
        return resolved.Kind == YamlScalarKind.String ? OfString(resolved.Json) : resolved.Json.Length;
    }

    private static long OfSequence(YamlSequence sequence)
    {
        long size = 2 + Math.Max(sequence.Items.Length - 1, 0);
        foreach (YamlNode item in sequence.Items)
            size += Of(item);
        return size;
    }

    private static long OfMapping(YamlMapping mapping)
    {
        long size = 1;
        foreach ((string key, YamlEntry entry) in mapping.EffectiveEntries())
            size += OfString(key) + 1 + Of(entry.Value) + 1;
        return Math.Max(size, 2);
    }

    private static long OfString(string text)
    {
        long size = 2 + Encoding.UTF8.GetByteCount(text);
        ReadOnlySpan<char> rest = text;
        for (int next = rest.IndexOfAny(Escaped); next >= 0; next = rest.IndexOfAny(Escaped))
        {
            size += rest[next] switch
            {
                '"' or '\\' or '\n' or '\r' or '\t' or '\b' or '\f' => 1,
                '\u2028' or '\u2029' => EscapeLength - 3,
                _ => EscapeLength - 1,
            };
            rest = rest[(next + 1)..];
        }

        return size;
    }

    // "*name" behind a blank or an indicator; other stars are globs, schedules and wild cards.
    private static bool MayHoldAlias(ReadOnlySpan<char> text)
    {
        for (int star = text.IndexOf('*'); star >= 0; star = text.IndexOf('*'))
        {
            bool isFirst = star == 0 || text[star - 1] is ' ' or '[' or '{' or ',' or ':' or '-' or '\t' or '\n' or '\r';
            text = text[(star + 1)..];
            if (isFirst && !text.IsEmpty && (char.IsLetterOrDigit(text[0]) || text[0] is '_' or '-'))
                return true;
        }

        return false;
    }
}
