using ManifestLint.Yaml.Text;

namespace ManifestLint.Rendering;

/// <summary>Finds the line of a template that a rendered line was made of, where only one can be.</summary>
internal static class TemplateLines
{
    /// <summary>What of the template corresponds to a part of a rendered line; empty at the start of the file when that is not certain.</summary>
    public static TextSpan Find(SourceText template, SourceText rendered, TextSpan part)
    {
        int line = rendered.GetLine(part.Start);
        string written = rendered.ToString(rendered.GetLineSpan(line));
        if (FindOnly(template, text => text == written) is { } same)
        {
            int start = template.GetLineStart(same);
            int column = part.Start - rendered.GetLineStart(line);
            return new TextSpan(start + column, Math.Min(start + column + part.Length, template.GetLineSpan(same).End));
        }

        if (FindOnly(template, text => IsMadeOf(written.AsSpan().Trim(), text.AsSpan().Trim())) is { } made)
        {
            TextSpan whole = template.GetLineSpan(made);
            ReadOnlySpan<char> text = template.Text.AsSpan(whole.Start, whole.Length);
            return new TextSpan(whole.End - text.TrimStart().Length, whole.Start + text.TrimEnd().Length);
        }

        return default;
    }

    private static int? FindOnly(SourceText template, Func<string, bool> isIt)
    {
        int? found = null;
        for (int i = 0; i < template.LineCount; i++)
        {
            if (!isIt(template.ToString(template.GetLineSpan(i))))
                continue;
            if (found is not null)
                return null;
            found = i;
        }

        return found;
    }

    // "image: {{ .Values.image }}:{{ .Values.tag }}" makes "image: nginx:1.27"; a line that is all expression may make anything.
    private static bool IsMadeOf(ReadOnlySpan<char> rendered, ReadOnlySpan<char> template)
    {
        int open = template.IndexOf("{{");
        if (open <= 0 || template[0] == '#' || template[..open].TrimEnd().TrimStart('-').IsWhiteSpace())
            return false;
        if (!rendered.StartsWith(template[..open].TrimEnd()))
            return false;

        ReadOnlySpan<char> rest = rendered[template[..open].TrimEnd().Length..];
        ReadOnlySpan<char> left = template[open..];
        while (left.StartsWith("{{"))
        {
            int close = left.IndexOf("}}");
            if (close < 0)
                return false;
            left = left[(close + 2)..];
            int next = left.IndexOf("{{");
            ReadOnlySpan<char> literal = (next < 0 ? left : left[..next]).Trim();
            if (next < 0)
                return rest.EndsWith(literal);

            int at = rest.IndexOf(literal);
            if (at < 0)
                return false;
            rest = rest[(at + literal.Length)..];
            left = left[next..];
        }

        return true;
    }
}
