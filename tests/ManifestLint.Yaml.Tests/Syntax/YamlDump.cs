using System.Text;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Tests.Syntax;

/// <summary>Prints a tree for comparison and for messages of failing tests.</summary>
internal static class YamlDump
{
    public static string Print(YamlTree tree)
    {
        var text = new StringBuilder();
        foreach (YamlDocument document in tree.Documents)
        {
            text.Append("document ").Append(document.Number).Append(' ').Append(document.Span).Append('\n');
            foreach (YamlError error in document.Errors)
                text.Append("  ").Append(error.Span).Append(' ').Append(error.Message).Append('\n');
            if (document.Root is { } root)
                Print(root, 1, text);
        }

        return text.ToString();
    }

    public static string Describe(YamlNode node) => $"{node.GetType().Name} {node.Span} «{node.Document.Source.ToString(node.Span)}»";

    private static void Print(YamlNode node, int depth, StringBuilder text)
    {
        text.Append(' ', depth * 2).Append(node.GetType().Name).Append(' ').Append(node.Span);
        if (node is YamlScalar scalar)
            text.Append(' ').Append(scalar.Style).Append(' ').Append(scalar.Value);
        if (node is YamlAlias alias)
            text.Append(' ').Append(alias.Target.Span);
        if (node.Anchor is not null || node.Tag is not null)
            text.Append(" &").Append(node.Anchor).Append(" !").Append(node.Tag);
        text.Append('\n');
        foreach (YamlNode child in node.Children)
            Print(child, depth + 1, text);
    }
}
