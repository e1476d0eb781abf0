using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Editing;

/// <summary>What an operation does to a document, or why it does nothing.</summary>
/// <param name="Changes">The changes of the text.</param>
/// <param name="Expected">The data that the document must have afterwards.</param>
/// <param name="RemovedComments">The comments that go with what is removed; every other one must survive.</param>
/// <param name="Refusal">Why the operation cannot be done; null when it can.</param>
internal sealed record Edit(ImmutableArray<TextChange> Changes, YamlValue Expected, ImmutableArray<YamlComment> RemovedComments, string? Refusal)
{
    public static Edit Refuse(string reason) => new([], YamlValue.Null, [], reason);

    public static Edit Of(ChangeSet changes, YamlValue expected, params IEnumerable<YamlComment> removedComments) =>
        new(changes.ToSorted(), expected, [.. removedComments], Refusal: null);
}
