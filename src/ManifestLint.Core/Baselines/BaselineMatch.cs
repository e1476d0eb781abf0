using System.Collections.Immutable;
using System.Text;
using ManifestLint.Diagnostics;

namespace ManifestLint.Baselines;

/// <summary>A finding with what it is known by.</summary>
internal readonly record struct KnownFinding(Diagnostic Finding, FindingKey Key);

/// <summary>
/// Which entry of a baseline stands for which finding: one for one, in passes from the surest to the loosest. Each pass looks every finding up once, so that
/// the time grows with the number of entries and findings only.
/// </summary>
internal sealed class BaselineMatch
{
    private readonly ImmutableArray<BaselineEntry> _entries;
    private readonly IReadOnlyList<KnownFinding> _findings;
    private readonly bool[] _isMatched;
    private int _left;

    private BaselineMatch(ImmutableArray<BaselineEntry> entries, IReadOnlyList<KnownFinding> findings)
    {
        _entries = entries;
        _findings = findings;
        _isMatched = new bool[findings.Count];
        IsUsed = new bool[entries.Length];
        _left = Math.Min(entries.Length, findings.Count);
    }

    /// <summary>For each entry whether it stands for a finding.</summary>
    public bool[] IsUsed { get; }

    /// <summary>Whether an entry stands for the finding with a number.</summary>
    public bool Holds(int finding) => _isMatched[finding];

    /// <summary>Matches entries and findings.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="findings">The findings in the order of a report.</param>
    /// <param name="mayHaveMoved">Whether what an entry speaks of is no longer in the entry's file, so that it may be looked for in others.</param>
    public static BaselineMatch Find(ImmutableArray<BaselineEntry> entries, IReadOnlyList<KnownFinding> findings, Func<BaselineEntry, bool> mayHaveMoved)
    {
        var match = new BaselineMatch(entries, findings);
        match.Pass(entry => true, (key, message) => (key, message));
        match.Pass(entry => true, (key, message) => (key, WithoutNumbers(message)));
        match.Pass(entry => true, (key, _) => (key, ""));
        if (match._left == 0)
            return match;

        match.Pass(mayHaveMoved, (key, message) => (key with { File = NameOf(key.File) }, WithoutNumbers(message)));
        match.Pass(mayHaveMoved, (key, _) => (key with { File = NameOf(key.File) }, ""));
        match.Pass(entry => !entry.Key.IsAboutFile && mayHaveMoved(entry), (key, message) => (key with { File = "" }, WithoutNumbers(message)));
        match.Pass(entry => !entry.Key.IsAboutFile && mayHaveMoved(entry), (key, _) => (key with { File = "" }, ""));
        return match;
    }

    private void Pass(Func<BaselineEntry, bool> takesPart, Func<FindingKey, string, (FindingKey, string)> feature)
    {
        if (_left == 0)
            return;

        var waiting = new Dictionary<(FindingKey, string), Queue<int>>();
        for (int i = 0; i < _entries.Length; i++)
        {
            if (IsUsed[i] || !takesPart(_entries[i]))
                continue;

            (FindingKey, string) known = feature(_entries[i].Key, _entries[i].Message);
            if (!waiting.TryGetValue(known, out Queue<int>? queue))
                waiting[known] = queue = new Queue<int>();
            queue.Enqueue(i);
        }

        for (int i = 0; waiting.Count > 0 && i < _findings.Count; i++)
        {
            if (_isMatched[i] || !waiting.TryGetValue(feature(_findings[i].Key, _findings[i].Finding.Message), out Queue<int>? queue) || !queue.TryDequeue(out int entry))
                continue;

            _isMatched[i] = true;
            IsUsed[entry] = true;
            _left--;
        }
    }

    private static string NameOf(string file) => file[(file.LastIndexOf('/') + 1)..];

    // What a message says about 3 of 4 pods it says about 4 of 5 too.
    private static string WithoutNumbers(string message)
    {
        var text = new StringBuilder(message.Length);
        bool isNumber = false;
        foreach (char c in message)
        {
            if (!char.IsAsciiDigit(c))
                text.Append(c);
            else if (!isNumber)
                text.Append('0');
            isNumber = char.IsAsciiDigit(c);
        }

        return text.ToString();
    }
}
