using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Inputs.Markdown;

/// <summary>What a document in a fence is, told by its lines alone, since much of what documentation shows is no YAML.</summary>
/// <param name="IsManifest">Whether it has <c>apiVersion</c> and <c>kind</c> at its outermost level.</param>
/// <param name="IsEmpty">Whether it has nothing but comments.</param>
internal readonly record struct DocumentOutline(bool IsManifest, bool IsEmpty)
{
    private static readonly string[] Keys = ["apiVersion", "kind"];

    /// <summary>Looks at the lines from one up to another.</summary>
    public static DocumentOutline Of(SourceText source, int first, int end)
    {
        int? indentation = null;
        bool isJson = false;
        int found = 0;
        for (int line = first; line < end; line++)
        {
            TextSpan span = source.GetLineSpan(line);
            ReadOnlySpan<char> text = source.Text.AsSpan(span.Start, span.Length);
            ReadOnlySpan<char> content = text.TrimStart();
            if (content.IsEmpty || content[0] == '#')
                continue;

            int depth = text.Length - content.Length;
            if (indentation is null)
                isJson = content[0] == '{';
            indentation ??= depth;
            for (int key = 0; key < Keys.Length; key++)
            {
                if (isJson ? HasJsonKey(content, Keys[key]) : depth == indentation && BeginsWithKey(content, Keys[key]))
                    found |= 1 << key;
            }
        }

        return new DocumentOutline(found == (1 << Keys.Length) - 1, indentation is null);
    }

    private static bool BeginsWithKey(ReadOnlySpan<char> content, ReadOnlySpan<char> key)
    {
        bool isQuoted = content[0] is '"' or '\'';
        if (isQuoted)
            content = content[1..];
        return content.StartsWith(key) && content[key.Length..].TrimStart("\"' ") is [':', ..];
    }

    private static bool HasJsonKey(ReadOnlySpan<char> content, ReadOnlySpan<char> key)
    {
        int at = content.IndexOf(key);
        return at > 0 && content[at - 1] == '"' && content[(at + key.Length)..] is ['"', .. var rest] && rest.TrimStart() is [':', ..];
    }
}
