using System.Buffers;
using ManifestLint.Yaml.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ManifestLint.Yaml.Syntax;

/// <summary>Reads documents: several in one go when nothing is odd about them, else each alone, so that one error stays one document's.</summary>
/// <remarks>One instance may parse any number of documents of its text, one after the other.</remarks>
internal sealed class YamlDocumentParser(SourceText source, StringPool pool)
{
    // What go-yaml's reader refuses (readerc.go): C0 and C1 controls but tab, line ends and NEL.
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c is not ('\t' or '\n' or '\r')).Concat(Enumerable.Range(0x7F, 0x21)).Where(c => c != 0x85).Select(c => (char)c), '\uFFFE', '\uFFFF']);

    // A document has few collections that need it; more are left to the error.
    private const int MaximumFlattenings = 32;

    private readonly string _text = source.Text;
    private readonly YamlTapeBuilder _builder = new(source.Text);

    /// <summary>Parses documents that follow on each other.</summary>
    /// <param name="first">Number of the first one in its file.</param>
    /// <param name="spans">The documents.</param>
    /// <param name="documents">Takes the results.</param>
    public void Parse(int first, ReadOnlySpan<TextSpan> spans, Span<YamlDocument> documents)
    {
        // One scanner for all of them is quicker.
        if (spans.Length > 1 && TryParseTogether(first, spans, documents))
            return;
        for (int i = 0; i < spans.Length; i++)
            documents[i] = Parse(first + i, spans[i]);
    }

    private bool TryParseTogether(int first, ReadOnlySpan<TextSpan> spans, Span<YamlDocument> documents)
    {
        var whole = new TextSpan(spans[0].Start, spans[^1].End);
        if (whole.Length > YamlLimits.DocumentLength || _text.AsSpan(whole.Start, whole.Length).ContainsAny(ControlCharacters))
            return false;

        try
        {
            _builder.Begin(new SliceReader(_text, whole), whole.Start);
            for (int i = 0; i < spans.Length; i++)
            {
                if (_builder.Next() is not DocumentStart { Start.Index: var start } || !spans[i].Contains(whole.Start + (int)start))
                    return false;

                _builder.Reset(spans[i]);
                var document = new YamlDocument(source, first + i, spans[i], pool) { Tape = _builder.ParseContent() };
                if (YamlTabs.FindRefused(document) is not null)
                    return false;
                documents[i] = document;
            }

            return _builder.Next() is StreamEnd;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
    }

    public YamlDocument Parse(int number, TextSpan span)
    {
        var document = new YamlDocument(source, number, span, pool);
        if (span.Length > YamlLimits.DocumentLength)
        {
            document.Errors = [new YamlError(YamlErrorKind.Limit, TextSpan.At(span.Start), $"the document has {span.Length} characters, the limit is {YamlLimits.DocumentLength}")];
            return document;
        }

        int control = _text.AsSpan(span.Start, span.Length).IndexOfAny(ControlCharacters);
        if (control >= 0)
        {
            int offset = span.Start + control;
            document.Errors = [new YamlError(YamlErrorKind.Syntax, new TextSpan(offset, offset + 1), $"the control character U+{(int)_text[offset]:X4} is not allowed")];
            return document;
        }

        Read(document, flattened: null, MaximumFlattenings);
        return document;
    }

    // A flow collection that YamlDotNet refuses is tried again on one line.
    private void Read(YamlDocument document, string? flattened, int flatteningsLeft)
    {
        _builder.Reset(document.Span);
        try
        {
            document.Tape = ParseAlone(document.Span, flattened);
            if (YamlTabs.FindRefused(document) is { } tab)
                throw new YamlReadException(tab, YamlErrorKind.Syntax, YamlErrorText.TabIndentation);
        }
        catch (YamlReadException exception)
        {
            document.Tape = null;
            document.Errors = [new YamlError(exception.Kind, exception.Span, exception.Message)];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            document.Tape = null;
            if (flatteningsLeft > 0 && Flatten(document.Span, flattened, exception) is { } retry)
            {
                Read(document, retry, flatteningsLeft - 1);
                return;
            }

            // YamlDotNet answers most mistakes with YamlException, and an unclosed flow collection or an odd escape with whatever broke inside.
            document.Errors = [new YamlErrorText(_text, document.Span, _builder.LastEnd, _builder.OpenFlows).Describe(exception)];
        }
    }

    private string? Flatten(TextSpan span, string? flattened, Exception exception)
    {
        if (exception is YamlException { Start.Index: var quote } && exception.Message.Contains("wrong indentation", StringComparison.Ordinal))
            return FlowFlattener.FlattenQuoted(flattened ?? _text.Substring(span.Start, span.Length), (int)quote);
        return _builder.OpenFlows.Count > 0 ? FlowFlattener.Flatten(flattened ?? _text.Substring(span.Start, span.Length), _builder.OpenFlows[0] - span.Start) : null;
    }

    private YamlTape? ParseAlone(TextSpan span, string? flattened)
    {
        SliceReader reader = flattened is null ? new(_text, span) : new(flattened, new TextSpan(0, flattened.Length));
        _builder.Begin(reader, span.Start);
        if (_builder.Next() is not DocumentStart)
            return null;

        YamlTape? tape = _builder.ParseContent();
        if (_builder.Next() is DocumentStart { Start: var more })
        {
            throw new YamlReadException(
                new TextSpan(_builder.Offset(more), Math.Max(_builder.Offset(more), span.Start + _text.AsSpan(span.Start, span.Length).TrimEnd().Length)),
                YamlErrorKind.Syntax,
                "kubectl ignores what follows '...': begin the next document with '---'");
        }

        return tape;
    }
}
