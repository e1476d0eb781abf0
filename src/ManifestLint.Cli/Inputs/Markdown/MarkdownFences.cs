using System.Buffers;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;
using Markdig;
using Markdig.Syntax;

namespace ManifestLint.Cli.Inputs.Markdown;

/// <summary>Finds the manifests in the fenced code blocks of a page in Markdown (CommonMark 0.31, with front matter).</summary>
internal static class MarkdownFences
{
    private static readonly string[] Languages = ["yaml", "yml", "json"];

    private static readonly SearchValues<char> LanguageEnds = SearchValues.Create(" \t{}:,;=|");

    private static readonly Lazy<MarkdownPipeline> Pipeline = new(CreatePipeline);

    /// <summary>The page with blanks in the place of everything but manifests; the lines around a fence read <c>---</c>.</summary>
    public static HostedText Find(SourceText page)
    {
        var mask = new FenceMask(page);
        foreach (FencedCodeBlock fence in FencesOf(page.Text))
        {
            if (IsYaml(fence) && !IsQuoted(fence))
                mask.Add(fence.Line, fence.Lines.Count, fence.ClosingFencedCharCount > 0);
        }

        return mask.ToHostedText();
    }

    // What stands between the fences is not looked into.
    private static MarkdownPipeline CreatePipeline()
    {
        MarkdownPipelineBuilder builder = new MarkdownPipelineBuilder().UseYamlFrontMatter();
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    private static IEnumerable<FencedCodeBlock> FencesOf(string text)
    {
        try
        {
            return Markdig.Markdown.Parse(text, Pipeline.Value).Descendants<FencedCodeBlock>();
        }
        catch (ArgumentException)
        {
            // Lists or quotes nested deeper than Markdig goes.
            return [];
        }
    }

    // "yaml", "YAML title=x", "yml{1,3}", "{.yaml .annotate}"; not "yaml-template", which names something else.
    private static bool IsYaml(FencedCodeBlock fence)
    {
        ReadOnlySpan<char> info = $"{fence.Info} {fence.Arguments}".AsSpan().TrimStart("{ .");
        int end = info.IndexOfAny(LanguageEnds);
        ReadOnlySpan<char> language = end < 0 ? info : info[..end];
        foreach (string known in Languages)
        {
            if (language.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // Every line of a quote begins with a mark that is no YAML.
    private static bool IsQuoted(Block block)
    {
        for (ContainerBlock? parent = block.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is QuoteBlock)
                return true;
        }

        return false;
    }
}
