using System.Collections.Immutable;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// The documents of one file. Parsing never throws on input: what cannot be read is a <see cref="YamlError"/> of its document, and the other
/// documents are there all the same.
/// </summary>
public sealed class YamlTree
{
    // Below this many documents the threads cost more than they give.
    private const int ParallelThreshold = 64;
    private const int DocumentsPerChunk = 32;

    private YamlTree(SourceText text, ImmutableArray<YamlDocument> documents)
    {
        Text = text;
        Documents = documents;
    }

    /// <summary>The text that the tree points into.</summary>
    public SourceText Text { get; }

    /// <summary>The documents in order, empty ones too; their spans follow on each other and cover the whole text.</summary>
    public ImmutableArray<YamlDocument> Documents { get; }

    /// <summary>All errors in the order of the text.</summary>
    public IEnumerable<YamlError> Errors => Documents.SelectMany(document => document.Errors);

    /// <summary>Parses a file.</summary>
    /// <param name="text">The file.</param>
    /// <param name="maximumThreads">How many threads may share the documents of a large file.</param>
    public static YamlTree Parse(SourceText text, int maximumThreads = 1)
    {
        List<TextSpan> spans = YamlDocumentSplitter.Split(text.Text);
        var documents = new YamlDocument[spans.Count];
        var pool = new StringPool();
        int chunks = (spans.Count + DocumentsPerChunk - 1) / DocumentsPerChunk;
        if (maximumThreads <= 1 || spans.Count < ParallelThreshold)
        {
            var parser = new YamlDocumentParser(text, pool);
            for (int chunk = 0; chunk < chunks; chunk++)
                ParseChunk(parser, chunk, spans, documents);
        }
        else
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = maximumThreads };
            Parallel.For(0, chunks, options, () => new YamlDocumentParser(text, pool), (chunk, _, parser) =>
            {
                ParseChunk(parser, chunk, spans, documents);
                return parser;
            }, _ => { });
        }

        return new YamlTree(text, ImmutableArray.Create(documents));
    }

    private static void ParseChunk(YamlDocumentParser parser, int chunk, List<TextSpan> spans, YamlDocument[] documents)
    {
        int first = chunk * DocumentsPerChunk;
        int count = Math.Min(DocumentsPerChunk, documents.Length - first);
        parser.Parse(first, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(spans).Slice(first, count), documents.AsSpan(first, count));
    }

    /// <summary>Parses a text that was never a file.</summary>
    public static YamlTree Parse(string text) => Parse(SourceText.From(text));

    /// <summary>The whole text, unchanged.</summary>
    public override string ToString() => string.Concat(Documents.Select(document => Text.ToString(document.Span)));
}
