using System.Text;
using ManifestLint.Configuration;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Commands.Init;

/// <summary>Words and values for a YAML file that is written with comments, in lines of at most 80 characters.</summary>
internal static class CommentText
{
    /// <summary>How long a line may become.</summary>
    public const int Width = 80;

    /// <summary>The words as comment lines behind an indentation; what is too long for a line goes on in the next one.</summary>
    /// <param name="text">The words.</param>
    /// <param name="indentation">What stands before the sign of a comment.</param>
    /// <param name="hanging">What stands before the words of further lines.</param>
    public static string Wrap(string text, string indentation = "", string hanging = "")
    {
        var lines = new StringBuilder();
        string line = $"{indentation}#";
        foreach (string word in VisibleText.Escape(text).Split(' '))
        {
            if (line.Length + 1 + word.Length > Width && line.Length > indentation.Length + 1)
            {
                lines.Append(line).Append('\n');
                line = $"{indentation}#{hanging}";
            }

            line += " " + word;
        }

        return lines.Append(line).Append('\n').ToString();
    }

    /// <summary>Texts as a list in one line, each with quotes where it needs them.</summary>
    public static string List(IEnumerable<string> texts)
    {
        var empty = YamlTree.Parse("");
        YamlValue list = YamlValue.List(texts.Select(text => (YamlValue)text)).AsFlow();
        return SourceText.From("").WithChanges(YamlDocumentEdits.Add(empty, 0, YamlValue.Map(("a", list)))).Text["a: ".Length..].TrimEnd();
    }

    /// <summary>A text with quotes where it needs them.</summary>
    public static string Scalar(string text) => List([text])[1..^1];

    /// <summary>A list in one line, or one line for each text where that becomes too long.</summary>
    public static string Entry(string indentation, string key, IReadOnlyCollection<string> texts)
    {
        string line = $"{indentation}{key}: {List(texts)}";
        return line.Length <= Width ? line + "\n" : $"{indentation}{key}:\n{string.Concat(texts.Select(text => $"{indentation}  - {Scalar(text)}\n"))}";
    }

    /// <summary>Checks as people know them: those of one linter behind its name.</summary>
    public static string Checks(IEnumerable<(Peer Peer, string Check)> checks) =>
        string.Join("; ", checks.GroupBy(check => check.Peer).Select(group => $"{PeerChecks.NameOf(group.Key)} {string.Join(", ", group.Select(check => check.Check))}"));
}
