using System.Text;

namespace ManifestLint.Suppressions;

/// <summary>The words of a suppression that is written.</summary>
/// <param name="reason">Why; null when nobody says.</param>
internal sealed class SuppressionText(string? reason)
{
    /// <summary>How long a line may become before a comment moves above it or is cut in two.</summary>
    public const int MaximumWidth = 100;

    private const string Ignore = "# manifestlint-ignore ";
    private const string IgnoreFile = "# manifestlint-ignore-file ";

    private string Reason => reason is null ? "" : $" -- {reason}";

    /// <summary>A comment for rules, on one line.</summary>
    public string Comment(IEnumerable<string> names) => Ignore + string.Join(", ", names) + Reason;

    /// <summary>A comment for rules above something that is indented, on as many lines as it takes.</summary>
    public string Lines(IEnumerable<string> names, int indentation) => Lines(Ignore, names, indentation);

    /// <summary>A comment for rules in the whole file.</summary>
    public string FileLines(IEnumerable<string> names) => Lines(IgnoreFile, names, indentation: 0);

    /// <summary>The value of an annotation.</summary>
    public string Annotation(IEnumerable<string> names) => string.Join(", ", names) + Reason;

    /// <summary>What goes into words that are there so that they name further rules.</summary>
    public static string Further(IEnumerable<string> names) => string.Concat(names.Select(name => $", {name}"));

    /// <summary>Whether words that are there give the same reason, so that further rules can be named in them.</summary>
    /// <param name="text">The words behind the directive.</param>
    /// <param name="rules">The words read.</param>
    public bool Fits(string text, SuppressedRules rules)
    {
        if (rules.Rules.IsEmpty)
            return false;

        string rest = text[rules.Rules[^1].SpanIn(0).End..].Trim();
        return rest == Reason.Trim() || (reason is not null && rest == reason);
    }

    private string Lines(string directive, IEnumerable<string> names, int indentation)
    {
        var text = new StringBuilder();
        var line = new List<string>();
        int room = MaximumWidth - indentation - directive.Length - Reason.Length;
        int width = 0;
        foreach (string name in names)
        {
            if (line.Count > 0 && width + 2 + name.Length > room)
            {
                text.Append(directive).AppendJoin(", ", line).Append(Reason).Append('\n');
                line.Clear();
                width = 0;
            }

            width += (line.Count > 0 ? 2 : 0) + name.Length;
            line.Add(name);
        }

        return text.Append(directive).AppendJoin(", ", line).Append(Reason).ToString();
    }

    /// <summary>Where a further rule goes in words that begin at an offset.</summary>
    public static int EndOfRules(SuppressedRules rules, int origin) => rules.Rules[^1].SpanIn(origin).End;
}
