using ManifestLint.Analysis;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Holds the labels of one object to their grammar. A place that aliases repeat is reported once.</summary>
internal struct LabelCheck(ResourceContext context)
{
    private List<YamlNode>? _reported;

    /// <summary>Whether a later step fills the text in.</summary>
    public static bool IsOpen(string text) => TemplateMarkers.IsTemplated(text) || text.Contains("$(", StringComparison.Ordinal);

    /// <summary>Keys and values of a map of labels.</summary>
    public void Labels(YamlMapping? labels)
    {
        if (labels is null)
            return;

        foreach (YamlEntry entry in labels.Entries)
        {
            if (entry.IsMerge)
                MergedLabels(labels);
            else
                Label(entry);
        }
    }

    /// <summary>Both halves of a LabelSelector.</summary>
    public void Selector(YamlMapping selector)
    {
        Labels(selector.GetMapping("matchLabels"));
        foreach (YamlMapping row in selector.GetMappings("matchExpressions"))
        {
            if (row.GetString("key") is { } key)
                Key(key.Node, key.Value, "Label", Names.CheckQualifiedName(key.Value));
            foreach (YamlNode value in row.GetItems("values"))
                Value(value);
        }
    }

    /// <summary>The keys of annotations, in which upper case counts as lower case.</summary>
    public void AnnotationKeys(YamlMapping annotations)
    {
        foreach (YamlEntry entry in annotations.Entries)
        {
            if (!entry.IsMerge && entry.KeyText is { } key && Names.CheckQualifiedName(key) is not null)
                Key(entry.Key, key, "Annotation", Names.CheckQualifiedName(key.ToLowerInvariant()));
        }
    }

    /// <summary>Reports a place, unless it was reported before.</summary>
    public void Report(YamlNode node, string message)
    {
        if (_reported?.Contains(node) == true)
            return;

        (_reported ??= []).Add(node);
        context.Report(node, message.ReplaceLineEndings("\\n"));
    }

    private void MergedLabels(YamlMapping labels)
    {
        foreach ((_, YamlEntry entry) in labels.EffectiveEntries())
        {
            if (entry.Parent != labels)
                Label(entry);
        }
    }

    private void Label(YamlEntry entry)
    {
        if (entry.KeyText is { } key)
            Key(entry.Key, key, "Label", Names.CheckQualifiedName(key));
        Value(entry.Value);
    }

    // "$patch" and the like are directives of a patch.
    private void Key(YamlNode node, string key, string what, string? wrong)
    {
        if (wrong is null || key.StartsWith('$') || IsOpen(key))
            return;

        Report(node, key.Length == 0 ? $"{what} key is invalid: it is empty" : $"{what} key '{key}' is invalid: {wrong}");
    }

    // A value that is no string is for the rule on types.
    private void Value(YamlNode written)
    {
        if (written.Dereference() is YamlScalar scalar && Names.CheckLabelValue(scalar.Value) is { } wrong && scalar.Resolve().Kind == YamlScalarKind.String && !IsOpen(scalar.Value))
            Report(written, $"Label value '{scalar.Value}' is invalid: {wrong}");
    }
}
