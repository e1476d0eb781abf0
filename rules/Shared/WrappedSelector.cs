using ManifestLint.Analysis;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Labels in the selector of a Service that stand one level too deep, as workloads have them: the selector of a Service is the labels themselves.</summary>
/// <param name="Entry">The key that is too much, with the labels.</param>
/// <param name="Name">The key.</param>
/// <param name="Selector">The selector.</param>
internal readonly record struct WrappedSelector(YamlEntry Entry, string Name, YamlPath Selector)
{
    /// <summary>The wrapped labels that a violation is about; null when it is about something else.</summary>
    public static WrappedSelector? Of(SchemaContext context)
    {
        if (context.Resource is not { Kind: "Service", Group: "", IsPartial: false } || context.Violation.Node is not YamlMapping { Parent: YamlEntry { KeyText: "matchLabels" or "labels" } entry })
            return null;

        YamlPath selector = YamlPath.Of(context.Resource.Root) / "spec" / "selector";
        return YamlPath.Of(entry).Parent.Equals(selector) ? new WrappedSelector(entry, entry.KeyText!, selector) : null;
    }

    /// <summary>Whether the key has a comment of its own, which would have no place without it.</summary>
    public bool HasComment
    {
        get
        {
            YamlEntry entry = Entry;
            return entry.Document.Comments.Any(comment => comment.Owner == entry || comment.Owner == entry.Key || comment.Owner == entry.Value);
        }
    }

    /// <summary>Takes the labels out.</summary>
    public YamlEditor Unwrap(YamlEditor editor)
    {
        YamlPath wrapper = Selector / Name;
        foreach (YamlEntry label in ((YamlMapping)Entry.Value).Entries)
            editor = editor.MoveEntry(YamlPath.Of(label), Selector, EntryPosition.Last);
        return editor.RemoveEntry(wrapper);
    }
}
