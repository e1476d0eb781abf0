using System.Globalization;

namespace ManifestLint.Cli.Sharding;

/// <summary>One of several parts into which a run is cut, so that machines can share it. A part takes whole bundles, and which ones depends on their paths alone.</summary>
internal sealed record Shard
{
    private const string Auto = "auto";
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    // What CI services and Kubernetes tell each of several equal jobs: its number, how many there are, and where they begin to count.
    private static readonly (string Name, string Index, string? Count, int First)[] Variables =
    [
        ("GitLab", "CI_NODE_INDEX", "CI_NODE_TOTAL", 1),
        ("Buildkite", "BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", 0),
        ("CircleCI", "CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", 0),
        ("an Indexed Job", "JOB_COMPLETION_INDEX", null, 0),
    ];

    private Shard(int number, int count) => (Number, Count) = (number, count);

    /// <summary>Which part, from 1.</summary>
    public int Number { get; }

    /// <summary>How many parts there are.</summary>
    public int Count { get; }

    /// <summary>Reads <c>2/4</c>, <c>auto</c> or <c>auto/4</c>.</summary>
    /// <exception cref="WrongUseException">It is none of these, or nothing tells the part.</exception>
    public static Shard Parse(string text, Func<string, string?> getVariable)
    {
        string[] parts = text.Split('/');
        bool isAuto = parts[0] == Auto;
        if (parts.Length > 2 || (parts.Length == 1 && !isAuto))
            throw new WrongUseException($"--shard {text} does not have the form I/N, for example 2/4, nor is it auto or auto/N");

        int? count = parts.Length == 2 ? ReadCount(parts[1], text) : null;
        return isAuto ? FromVariables(text, count, getVariable) : Create(ReadNumber(parts[0], text), count!.Value, $"--shard {text}");
    }

    /// <summary>Whether the part takes a bundle.</summary>
    /// <param name="path">The bundle's path relative to the working directory, with forward slashes: the same on every machine.</param>
    public bool Takes(string path) => Hash(path) % (ulong)Count == (ulong)(Number - 1);

    /// <summary>For example <c>2/4</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    private static Shard FromVariables(string text, int? count, Func<string, string?> getVariable)
    {
        foreach ((string name, string indexName, string? countName, int first) in Variables)
        {
            string? total = countName is null ? null : getVariable(countName);
            if (getVariable(indexName) is not { Length: > 0 } index)
            {
                // GitLab always tells how many jobs there are, and the number only where there are several.
                if (total == "1" && count is null or 1)
                    return new Shard(1, 1);
                continue;
            }

            if (countName is null && count is null)
                throw new WrongUseException($"--shard auto: {indexName} says which part this is, but {name} is not told how many there are; write --shard auto/N");

            string place = $"--shard {text}: {indexName}={index}";
            if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                throw new WrongUseException($"{place} is no number");
            if (total is { Length: > 0 })
            {
                int told = ReadCount(total, $"{text}: {countName}={total}");
                if (count is { } wanted && wanted != told)
                    throw new WrongUseException($"--shard {text} speaks of {wanted} parts, but {countName} is {told}");
                count = told;
            }

            return Create(number + 1 - first, count ?? throw new WrongUseException($"--shard {text}: {indexName} is set, but {countName} is not"), place);
        }

        string known = string.Join(", ", Variables.Select(variable => $"{variable.Index} ({variable.Name})"));
        throw new WrongUseException($"--shard {text}: no variable tells which part this is; looked for {known}");
    }

    private static Shard Create(int number, int count, string place) => number >= 1 && number <= count
        ? new Shard(number, count)
        : throw new WrongUseException($"{place}: there is no part {number.ToString(CultureInfo.InvariantCulture)} of {count.ToString(CultureInfo.InvariantCulture)}; parts count from 1");

    private static int ReadNumber(string text, string whole) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw new WrongUseException($"--shard {whole} does not have the form I/N, for example 2/4, nor is it auto or auto/N");

    private static int ReadCount(string text, string whole) => ReadNumber(text, whole) is var count and > 0
        ? count
        : throw new WrongUseException($"--shard {whole}: at least one part is needed");

    // FNV-1a, then mixed once more (the end of MurmurHash3), since only the remainder is looked at. Never to be changed: it is what machines agree on.
    private static ulong Hash(string path)
    {
        ulong hash = Offset;
        foreach (char c in path)
            hash = (hash ^ c) * Prime;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
