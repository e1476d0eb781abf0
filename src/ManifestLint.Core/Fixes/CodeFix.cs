using System.Collections.Immutable;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Fixes;

/// <summary>What a fix may change about the running service.</summary>
public enum FixSafety
{
    /// <summary>Nothing but what was plainly meant: a quoted scalar, a misspelt key.</summary>
    Safe,

    /// <summary>Its behaviour: a new hook, other numbers. Applied only when asked for.</summary>
    Unsafe,
}

/// <summary>A repair of one finding: changes to the finding's own file. Whether it can be carried out is found out when it is first asked for.</summary>
public sealed class CodeFix
{
    private readonly Lazy<ImmutableArray<TextChange>> _changes;

    private CodeFix(string title, FixSafety safety, Func<ImmutableArray<TextChange>> changes)
    {
        if (title.Length == 0 || !char.IsUpper(title[0]) || title.EndsWith('.'))
            throw new ArgumentException($"'{title}' does not begin with a capital or ends with a period.", nameof(title));

        Title = title;
        Safety = safety;
        _changes = new Lazy<ImmutableArray<TextChange>>(changes);
    }

    /// <summary>What the fix does, as an order: <c>Set maxUnavailable to 1</c>.</summary>
    public string Title { get; }

    /// <summary>What it may change.</summary>
    public FixSafety Safety { get; }

    /// <summary>
    /// Whether the fix lets rules see what they could not judge before, such as the value of a misspelt field: errors that come to light then are not
    /// of its making.
    /// </summary>
    public bool Uncovers { get; private init; }

    /// <summary>The changes, sorted and free of overlap; empty when the fix cannot be carried out here.</summary>
    public ImmutableArray<TextChange> Changes => _changes.Value;

    /// <summary>The same fix, known to let rules see what they could not judge before.</summary>
    public CodeFix Uncovering() => new(Title, Safety, () => Changes) { Uncovers = true };

    /// <summary>A fix that cannot change the behaviour of the running service except to what was plainly meant.</summary>
    public static CodeFix Safe(string title, Func<ImmutableArray<TextChange>> changes) => new(title, FixSafety.Safe, changes);

    /// <summary>A fix that changes behaviour; the finding's message carries the numbers.</summary>
    public static CodeFix Unsafe(string title, Func<ImmutableArray<TextChange>> changes) => new(title, FixSafety.Unsafe, changes);

    /// <summary>A safe fix made of structural edits to the document of <paramref name="place"/>; one that the editor refuses cannot be carried out.</summary>
    public static CodeFix Safe(string title, YamlNode place, Func<YamlEditor, YamlEditor> edit) => Safe(title, () => ChangesOf(place, edit));

    /// <summary>An unsafe fix made of structural edits to the document of <paramref name="place"/>; one that the editor refuses cannot be carried out.</summary>
    public static CodeFix Unsafe(string title, YamlNode place, Func<YamlEditor, YamlEditor> edit) => Unsafe(title, () => ChangesOf(place, edit));

    private static ImmutableArray<TextChange> ChangesOf(YamlNode place, Func<YamlEditor, YamlEditor> edit) =>
        edit(YamlEditor.Of(place.Document)) is { Refusal: null } edited ? edited.Changes : [];
}
