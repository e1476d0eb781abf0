using System.Collections.Immutable;

namespace ManifestLint.Configuration.Migration;

/// <summary>
/// Reads how kube-score is called (cmd/kube-score): it has no configuration file, so what a team decided stands in its jobs and hooks. A file is
/// taken apart into words, whatever its format; a word that holds a variable says nothing.
/// </summary>
public static class KubeScoreArguments
{
    private const string Program = "kube-score";

    // Options that take a part out of container-resources.
    private static readonly (string Option, string RuleId)[] Limits = [("--ignore-container-cpu-limit", "ML7032"), ("--ignore-container-memory-limit", "ML7028")];

    private static readonly char[] Separators = [' ', '\t', '\r', '\n', '"', '\'', '[', ']', '=', '`', ';', '(', ')', '|', '&'];

    /// <summary>What a file says about kube-score; null when it does not call it.</summary>
    /// <param name="source">The file, as messages show it.</param>
    /// <param name="text">What stands in it.</param>
    public static PeerSettings? Read(string source, string text)
    {
        if (!text.Contains(Program, StringComparison.Ordinal))
            return null;

        string[] words = Split(text);
        if (!IsCalled(words))
            return null;

        ImmutableArray<string> ignored = Values(words, "--ignore-test");
        ImmutableArray<string> chosen = Values(words, "--enable-optional-test");
        bool choosesAll = words.Contains("--all-default-optional", StringComparer.Ordinal);
        PeerCheckSetting[] limits = [.. Limits.Where(limit => words.Contains(limit.Option, StringComparer.Ordinal)).Select(limit => new PeerCheckSetting(limit.Option, [limit.RuleId], IsInForce: false) { IsNamed = true })];
        var settings = ImmutableArray.CreateBuilder<PeerCheckSetting>();
        foreach (PeerCheck check in PeerChecks.Of(Peer.KubeScore))
        {
            bool isIgnored = ignored.Contains(check.Name, StringComparer.Ordinal);
            bool isChosen = chosen.Contains(check.Name, StringComparer.Ordinal);
            bool isInForce = !isIgnored && (!check.IsOptional || isChosen || choosesAll);
            ImmutableArray<string> rules = isInForce ? [.. check.RuleIds.Where(rule => !limits.Any(limit => limit.RuleIds[0] == rule))] : check.RuleIds;
            if (isInForce || isIgnored)
                settings.Add(new PeerCheckSetting(check.Name, rules, isInForce) { IsNamed = isIgnored || isChosen });
        }

        settings.AddRange(limits);
        return new PeerSettings(Peer.KubeScore, source)
        {
            Checks = settings.DrainToImmutable(),
            UnknownChecks = [.. ignored.Concat(chosen).Where(name => PeerChecks.Find(Peer.KubeScore, name) is null).Distinct(StringComparer.Ordinal)],
        };
    }

    // A line that goes on, a list item and a comma are no words.
    private static string[] Split(string text) =>
        [.. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(',')).Where(word => word is not ("" or "-" or "\\"))];

    // The name alone may be that of a step, an image or a binary that is fetched.
    private static bool IsCalled(string[] words)
    {
        bool hasOption = words.Any(word => word is "--ignore-test" or "--enable-optional-test" or "--all-default-optional" || Limits.Any(limit => limit.Option == word));
        return hasOption || Enumerable.Range(0, words.Length - 1).Any(i => words[i + 1] == "score" && (words[i] == Program || words[i].EndsWith('/' + Program, StringComparison.Ordinal)));
    }

    private static ImmutableArray<string> Values(string[] words, string option) =>
    [
        .. Enumerable.Range(0, words.Length - 1).Where(i => words[i] == option).SelectMany(i => words[i + 1].Split(','))
            .Where(value => value.Length > 0 && !value.Contains('$') && !value.StartsWith('-')).Distinct(StringComparer.Ordinal),
    ];
}
