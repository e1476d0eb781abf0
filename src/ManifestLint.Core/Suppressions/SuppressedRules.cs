using System.Collections.Immutable;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Suppressions;

/// <summary>A rule as a suppression names it.</summary>
/// <param name="Text">The id or name as written.</param>
/// <param name="Start">Where it begins in the text that was read.</param>
internal readonly record struct SuppressedRule(string Text, int Start)
{
    /// <summary>The characters of it, in a file where the text begins at <paramref name="origin"/>.</summary>
    public TextSpan SpanIn(int origin) => new(origin + Start, origin + Start + Text.Length);
}

/// <summary>What stands in a suppression: <c>ML2001, other-rule-name -- reason</c>.</summary>
/// <param name="Rules">The rules in order.</param>
/// <param name="HasReason">Whether a reason follows.</param>
internal sealed record SuppressedRules(ImmutableArray<SuppressedRule> Rules, bool HasReason)
{
    private const string ReasonMark = "--";

    /// <summary>Reads the text. Words after the last rule that are parted from it by a blank alone are a reason too.</summary>
    /// <param name="text">The text.</param>
    /// <param name="names">Tells a rule from a word of a reason.</param>
    public static SuppressedRules Parse(string text, RuleIndex names)
    {
        int mark = text.IndexOf(ReasonMark, StringComparison.Ordinal);
        int end = mark < 0 ? text.Length : mark;
        var rules = ImmutableArray.CreateBuilder<SuppressedRule>();
        bool isParted = true;
        for (int i = 0; i < end;)
        {
            if (char.IsWhiteSpace(text[i]) || text[i] == ',')
            {
                isParted |= text[i++] == ',';
                continue;
            }

            int start = i;
            while (i < end && !char.IsWhiteSpace(text[i]) && text[i] != ',')
                i++;
            string word = text[start..i];
            if (!isParted && !names.IsRuleLike(word))
                return new SuppressedRules(rules.DrainToImmutable(), HasReason: true);
            rules.Add(new SuppressedRule(word, start));
            isParted = false;
        }

        bool hasReason = mark >= 0 && !string.IsNullOrWhiteSpace(text[(mark + ReasonMark.Length)..]);
        return new SuppressedRules(rules.DrainToImmutable(), hasReason);
    }
}
