using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rendering;

/// <summary>A patch of a kustomization, in a file or written out in the kustomization itself.</summary>
/// <param name="target">What it says that it is for; null when the patch itself bears the name.</param>
/// <param name="file">The file that it stands in.</param>
/// <param name="tree">Its own text.</param>
/// <param name="inline">The scalar that holds the text in the kustomization; null for a file of its own.</param>
internal sealed class KustomizePatch(YamlMapping? target, ManifestFile file, YamlTree tree, YamlScalar? inline)
{
    private static readonly SearchValues<char> RegularMarks = SearchValues.Create("*.[|+?(");

    /// <summary>The patches that a kustomization names.</summary>
    public static IEnumerable<KustomizePatch> ReadAll(BuildPart part)
    {
        foreach (YamlDocument document in part.File.Tree?.Documents ?? [])
        {
            if (document.RootMapping is not { } root)
                continue;

            foreach (YamlMapping entry in root.GetMappings("patches").Concat(root.GetMappings("patchesJson6902")))
            {
                YamlMapping? target = entry.GetMapping("target");
                if (entry.GetString("path")?.Value is { } path && part.Find(path) is { Tree: { } written } patchFile)
                    yield return new KustomizePatch(target, patchFile, written, inline: null);
                else if (entry.Get("patch") is YamlScalar text)
                    yield return new KustomizePatch(target, part.File, YamlTree.Parse(text.Value), text);
            }

            foreach (YamlNode item in root.GetItems("patchesStrategicMerge"))
            {
                if (item is not YamlScalar scalar)
                    continue;
                if (part.Find(scalar.Value) is { Tree: { } written } patchFile)
                    yield return new KustomizePatch(target: null, patchFile, written, inline: null);
                else if (scalar.Value.Contains('\n', StringComparison.Ordinal))
                    yield return new KustomizePatch(target: null, part.File, YamlTree.Parse(scalar.Value), scalar);
            }
        }
    }

    /// <summary>What the patch holds, each with the selector that the kustomization gives.</summary>
    public IEnumerable<(YamlMapping? Target, YamlNode Root)> Contents => tree.Documents.Select(document => document.Root).OfType<YamlNode>().Select(root => (target, root));

    /// <summary>How far the patch follows a path of an object that it is for; null when it is for others or does not touch the way.</summary>
    public (MatchingPath Match, Place Place)? Follow(RenderedObject rendered, Resource? source, YamlPath path)
    {
        (MatchingPath Match, Place Place)? best = null;
        foreach (YamlDocument document in tree.Documents)
        {
            MatchingPath? found = document.Root switch
            {
                YamlMapping mapping when IsFor(mapping, rendered, source) => MatchingPath.Follow(rendered.Resource.Root, path, mapping),
                YamlSequence operations when target is not null && Selects(target, rendered, source) => FollowOperations(operations, rendered, path),
                _ => null,
            };
            if (found is { Steps: > 0 } match && (best is null || match.Steps > best.Value.Match.Steps))
                best = (match, PlaceOf(match));
        }

        return best;
    }

    private static MatchingPath? FollowOperations(YamlSequence operations, RenderedObject rendered, YamlPath path)
    {
        MatchingPath? best = null;
        foreach (YamlMapping operation in operations.Items.Select(item => item.Dereference()).OfType<YamlMapping>())
        {
            if (operation.GetString("op")?.Value is not ("add" or "replace") || operation.GetString("path")?.Value is not { } pointer || operation.Find("value") is not { } value)
                continue;

            string[] steps = StepsOf(pointer);
            if (steps.Length > path.Segments.Length || !steps.Zip(path.Segments).All(pair => IsStep(pair.First, pair.Second)))
                continue;

            var rest = YamlPath.From(path.Segments.Skip(steps.Length));
            YamlNode? at = rendered.Resource.Root;
            foreach (YamlPathSegment segment in path.Segments.Take(steps.Length))
                at = segment.Key is { } key ? (at as YamlMapping)?.GetValue(key) : (at as YamlSequence)?.Items.ElementAtOrDefault(segment.Index)?.Dereference();
            if (at is null || !IsSameItem(at, value.Value))
                continue;

            MatchingPath inner = MatchingPath.Follow(at, rest, value.Value);
            var match = new MatchingPath(inner.Node, inner.Entry ?? (inner.Steps == 0 ? value : null), steps.Length + inner.Steps, inner.IsWhole);
            if (best is null || match.Steps >= best.Value.Steps)
                best = match;
        }

        return best;
    }

    /// <summary>The steps of a JSON pointer (RFC 6901).</summary>
    public static string[] StepsOf(string pointer) =>
        [.. pointer.TrimStart('/').Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static bool IsStep(string step, YamlPathSegment segment) =>
        segment.Key is { } key ? key == step : step == "-" || step == segment.Index.ToString(CultureInfo.InvariantCulture);

    private static bool IsSameItem(YamlNode rendered, YamlNode written) =>
        MatchingPath.IsLike(rendered, written) && (written.Dereference() as YamlMapping).GetString("name")?.Value is var name && (name is null || (rendered as YamlMapping).GetString("name")?.Value == name);

    private bool IsFor(YamlMapping patch, RenderedObject rendered, Resource? source)
    {
        if (target is not null)
            return Selects(target, rendered, source);

        string? name = patch.GetMapping("metadata").GetString("name")?.Value;
        return patch.GetString("kind")?.Value == rendered.Resource.Kind && name is not null && (name == source?.Name || name == rendered.Resource.Name);
    }

    private static bool Selects(YamlMapping target, RenderedObject rendered, Resource? source) =>
        Matches(target.GetString("kind")?.Value, rendered.Resource.Kind) && Matches(target.GetString("group")?.Value, rendered.Resource.Group)
        && (Matches(target.GetString("name")?.Value, rendered.Resource.Name) || (source is not null && Matches(target.GetString("name")?.Value, source.Name)));

    /// <summary>Whether a word is what a selector of a patch asks for: a regular expression for the whole of it, where nothing is asked for anything.</summary>
    public static bool Matches(string? pattern, string value)
    {
        if (string.IsNullOrEmpty(pattern) || pattern == value)
            return true;

        try
        {
            return pattern.AsSpan().ContainsAny(RegularMarks) && Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private Place PlaceOf(MatchingPath match)
    {
        if (inline is null)
            return new Place(file, file.Resources.FirstOrDefault(resource => resource.Document == match.Node.Document), match.Node, match.Entry, node => node.ContentSpan);
        return new Place(file, Resource: null, inline, Entry: null, _ => InlineText.Find(file, inline, tree, match.Node.Span));
    }
}
