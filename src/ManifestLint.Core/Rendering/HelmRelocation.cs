using System.Collections.Immutable;
using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rendering;

/// <summary>
/// Shows findings about what Helm rendered at the template: at its line where only one can be meant, else at its beginning. Without the template at hand they are
/// shown in the rendered document under the name of the template when the stream has no name of its own, and stay where they are otherwise.
/// </summary>
/// <param name="streams">The rendered files.</param>
/// <param name="templates">The templates that are at hand, by the path that the streams name.</param>
/// <param name="input">The stream that is no file, if one is.</param>
public sealed class HelmRelocation(ImmutableArray<ManifestFile> streams, ImmutableDictionary<string, ManifestFile> templates, ManifestFile? input) : IFindingRelocation
{
    private readonly Dictionary<string, RenderedTemplate> _rendered = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ImmutableArray<ManifestFile> Sources => [];

    /// <inheritdoc/>
    public void Apply(List<Diagnostic> findings)
    {
        for (int i = 0; i < findings.Count; i++)
        {
            if (streams.Contains(findings[i].Location.File))
                findings[i] = Move(findings[i]);
        }
    }

    private Diagnostic Move(Diagnostic finding)
    {
        ManifestFile stream = finding.Location.File;
        if (finding.Node is null && finding.Location.Span == default)
            return finding;

        YamlDocument? document = finding.Resource?.Document ?? stream.Tree?.Documents.FirstOrDefault(candidate => candidate.Span.Contains(finding.Location.Span));
        if (document is null || HelmOutput.TemplateOf(document) is not { } path)
            return finding;

        Diagnostic moved = finding with { Related = finding.Related.Add(new RelatedLocation(finding.Location, "rendered")), ProposedFix = null };
        if (templates.GetValueOrDefault(path) is { Tree: { } tree } template)
        {
            // What a Secret holds is not to be shown, wherever its line comes from.
            bool isSecret = stream.Resources.Any(resource => resource.Document == document && resource.Kind == "Secret");
            return moved with { Location = new Location(template, isSecret ? default : TemplateLines.Find(tree.Text, stream.Tree!.Text, finding.Location.Span)) };
        }

        return stream == input ? Show(moved, document, path) : finding;
    }

    private Diagnostic Show(Diagnostic finding, YamlDocument document, string path)
    {
        if (!_rendered.TryGetValue(path, out RenderedTemplate? rendered))
            _rendered[path] = rendered = RenderedTemplate.Gather(input!, path);

        int number = rendered.Numbers[document.Number];
        YamlDocument same = rendered.File.Tree!.Documents[number];
        TextSpan span = finding.Location.Span.MoveBy(same.Span.Start - document.Span.Start);
        Resource? resource = finding.Resource is { } before
            ? rendered.File.Resources.FirstOrDefault(candidate => candidate.Document == same && candidate.Root.Span.Start - same.Span.Start == before.Root.Span.Start - document.Span.Start)
            : null;
        return finding with
        {
            Location = new Location(rendered.File, span),
            Resource = resource,
            Node = finding.Node is { } node ? node with { Document = same } : null,
        };
    }

    /// <summary>The documents of one template.</summary>
    /// <param name="File">Under the name of the template.</param>
    /// <param name="Numbers">Where the documents of the stream are in it.</param>
    private sealed record RenderedTemplate(ManifestFile File, Dictionary<int, int> Numbers)
    {
        public static RenderedTemplate Gather(ManifestFile stream, string path)
        {
            var text = new StringBuilder();
            var numbers = new Dictionary<int, int>();
            foreach (YamlDocument document in stream.Tree!.Documents)
            {
                if (HelmOutput.TemplateOf(document) != path)
                    continue;

                numbers[document.Number] = numbers.Count;
                text.Append(stream.Tree.Text.Text, document.Span.Start, document.Span.Length);
            }

            return new(ManifestFile.Parse(path, SourceText.From(text.ToString())), numbers);
        }
    }
}
