using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>Tells when a change would change other places too, because an alias repeats what is changed.</summary>
internal sealed class AnchorGuard(DocumentView view)
{
    private readonly YamlAlias[] _aliases = [.. view.Document.DescendantsAndSelf().OfType<YamlAlias>()];

    /// <summary>Why nothing directly in <paramref name="node"/> may change; null when it may.</summary>
    public string? WhyShared(YamlNode node)
    {
        if (_aliases.Length == 0)
            return null;

        for (YamlNode? around = node; around is not null; around = around.Parent)
        {
            if (around.Anchor is { } anchor && Array.Find(_aliases, alias => alias.Target == around) is { } repeated)
                return $"it lies inside &{anchor}, which {Name(repeated)} repeats";
        }

        return null;
    }

    /// <summary>Why <paramref name="node"/> may not go; null when it may.</summary>
    public string? WhyNeeded(YamlNode node)
    {
        YamlAlias? outside = Array.Find(_aliases, alias => DocumentView.IsWithin(alias.Target, node) && !DocumentView.IsWithin(alias, node));
        return outside is null ? null : $"it holds &{outside.Name}, which {Name(outside)} repeats";
    }

    /// <summary>Why a way that had to follow an alias or a merge cannot be gone.</summary>
    public string WhyCrossed(YamlPath path, YamlNode crossing) => crossing switch
    {
        YamlAlias alias => $"the way to {path} leads through {Name(alias)}",
        YamlEntry { Value: YamlAlias alias } => $"{path} comes from the merge of {Name(alias)}",
        _ => $"{path} comes from the merge in line {view.LineNumber(crossing.Span.Start)}",
    };

    private string Name(YamlAlias alias) => $"*{alias.Name} in line {view.LineNumber(alias.Span.Start)}";
}
