using System.Globalization;
using System.Text;

namespace ManifestLint.Baselines;

/// <summary>Writes a baseline as JSON, an entry on a line of its own: the difference of two is read and merged like that of two lists.</summary>
public static class BaselineWriter
{
    /// <summary>The version of the format that is written and read.</summary>
    public const int FormatVersion = 1;

    /// <summary>The text of the file.</summary>
    public static string Write(Baseline baseline)
    {
        var json = new StringBuilder();
        json.Append("{\n  \"version\": ").Append(FormatVersion.ToString(CultureInfo.InvariantCulture)).Append(",\n  \"findings\": [");
        string separator = "\n";
        foreach (BaselineEntry entry in baseline.Entries)
        {
            json.Append(separator).Append("    {");
            Append(json, entry);
            json.Append('}');
            separator = ",\n";
        }

        return json.Append(baseline.Entries.IsEmpty ? "" : "\n  ").Append("]\n}\n").ToString();
    }

    private static void Append(StringBuilder json, BaselineEntry entry)
    {
        Append(json, "rule", entry.Key.Rule, isFirst: true);
        Append(json, "name", entry.RuleName);
        Append(json, "file", entry.Key.File);
        Append(json, "kind", entry.Key.Kind);
        Append(json, "namespace", entry.Key.Namespace);
        Append(json, "object", entry.Key.Object);
        Append(json, "path", entry.Key.Path);
        Append(json, "text", entry.Key.Text);
        Append(json, "message", entry.Message);
    }

    private static void Append(StringBuilder json, string name, string value, bool isFirst = false)
    {
        if (value.Length == 0)
            return;

        json.Append(isFirst ? "\"" : ", \"").Append(name).Append("\": \"");
        for (int i = 0; i < value.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]);
            if (isPair)
                json.Append(value[i]).Append(value[++i]);
            else if (value[i] is '"' or '\\')
                json.Append('\\').Append(value[i]);
            else if (IsPlain(value[i]))
                json.Append(value[i]);
            else
                json.Append("\\u").Append(((int)value[i]).ToString("X4", CultureInfo.InvariantCulture));
        }

        json.Append('"');
    }

    // The file is read in a terminal and in reviews: nothing in it may steer them.
    private static bool IsPlain(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
