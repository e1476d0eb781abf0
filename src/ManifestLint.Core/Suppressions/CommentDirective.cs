namespace ManifestLint.Suppressions;

/// <summary>What a comment asks for.</summary>
internal enum CommentVerb
{
    /// <summary>Nothing: it is a comment.</summary>
    None,

    /// <summary><c>manifestlint-ignore</c>.</summary>
    Ignore,

    /// <summary><c>manifestlint-ignore-file</c>.</summary>
    IgnoreFile,

    /// <summary>Something like it that is neither.</summary>
    Misspelt,
}

/// <summary>A comment read as a directive.</summary>
/// <param name="Verb">What it asks for.</param>
/// <param name="Start">Offset in the comment of the directive's first character.</param>
/// <param name="RulesStart">Offset behind the directive's word, where the rules are.</param>
/// <param name="Meant">For a misspelt one: the word to write.</param>
internal readonly record struct CommentDirective(CommentVerb Verb, int Start, int RulesStart, string Meant)
{
    private const string IgnoreWord = "manifestlint-ignore";
    private const string IgnoreFileWord = "manifestlint-ignore-file";

    private static readonly string[] Names = ["manifestlint", "manifest-lint", "manifest_lint"];
    private static readonly string[] Verbs = ["ignore", "disable", "suppress", "skip", "allow", "noqa"];

    /// <summary>Reads a comment with its <c>#</c>. Only what is followed by a rule counts as misspelt; prose may speak of this tool.</summary>
    public static CommentDirective Parse(string comment, RuleIndex names)
    {
        int start = 0;
        while (start < comment.Length && (comment[start] == '#' || char.IsWhiteSpace(comment[start])))
            start++;

        int end = start;
        while (end < comment.Length && !char.IsWhiteSpace(comment[end]))
            end++;
        return comment.AsSpan(start, end - start) switch
        {
            IgnoreWord => new CommentDirective(CommentVerb.Ignore, start, end, IgnoreWord),
            IgnoreFileWord => new CommentDirective(CommentVerb.IgnoreFile, start, end, IgnoreFileWord),
            _ => FindMisspelt(comment, start, names),
        };
    }

    private static CommentDirective FindMisspelt(string comment, int start, RuleIndex names)
    {
        int position = SkipAny(comment, start, Names);
        if (position < 0)
            return default;

        position = SkipParting(comment, position);
        int verbStart = position;
        position = SkipAny(comment, position, Verbs);
        if (position < 0)
            return default;

        // "-file", "-next-line"
        while (position < comment.Length && (char.IsAsciiLetter(comment[position]) || comment[position] is '-' or '_'))
            position++;
        bool isForFile = comment.AsSpan(verbStart, position - verbStart).Contains("file", StringComparison.OrdinalIgnoreCase);
        position = SkipParting(comment, position);
        int wordEnd = position;
        while (wordEnd < comment.Length && (char.IsAsciiLetterOrDigit(comment[wordEnd]) || comment[wordEnd] == '-'))
            wordEnd++;
        return names.IsRuleLike(comment[position..wordEnd])
            ? new CommentDirective(CommentVerb.Misspelt, start, position, isForFile ? IgnoreFileWord : IgnoreWord)
            : default;
    }

    private static int SkipAny(string text, int start, string[] words)
    {
        foreach (string word in words)
        {
            if (text.AsSpan(start).StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return start + word.Length;
        }

        return -1;
    }

    private static int SkipParting(string text, int start)
    {
        int position = start;
        while (position < text.Length && (char.IsWhiteSpace(text[position]) || text[position] is ':' or '=' or '-' or '_' or '/'))
            position++;
        return position;
    }
}
