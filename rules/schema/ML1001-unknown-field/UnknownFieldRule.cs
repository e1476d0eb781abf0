using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class UnknownFieldRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1001",
        name: "unknown-field",
        title: "A field that no version of the kind has",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterSchemaAction(SchemaViolationKind.UnknownField, Analyze);

    private static void Analyze(SchemaContext context)
    {
        if (context.Violation.Entry is not { } entry)
            return;

        FieldScene? scene = FieldScene.Of(context);
        FieldHome? home = FieldHome.Find(scene);
        if (home is { IsTaken: false })
            return;

        YamlPath path = YamlPath.Of(entry);
        FieldCandidates candidates = FieldCandidates.Of(context.Violation, MinorSet.Of(context.Target));
        string hint = home is not null ? $", it belongs to {home.Describe()}, where it is already set"
            : candidates.Names.IsEmpty ? ""
            : $", did you mean {string.Join(" or ", candidates.Names.Select(name => $"'{name}'"))}";
        context.Report(
            $"Unknown field '{SchemaText.Shorten(context.Violation.Field)}' in {DescribeParent(context, path, scene)}{hint}",
            scene is not null && home is null && candidates.Only is { } best ? Rename(entry, path, best, candidates.IsSameWord).Uncovering() : null,
            context.Root.IsIncomplete ? DiagnosticSeverity.Warning : null);
    }

    private static string DescribeParent(SchemaContext context, YamlPath path, FieldScene? scene)
    {
        if (scene is null && context.Violation.Schema.Name is { } definition)
            return $"a {SchemaText.LastWord(definition)}, which an alias makes of it";
        return path.Parent.Equals(YamlPath.Of(context.Resource.Root)) ? context.Resource.Kind : $"{path.Parent} of {context.Resource.Kind}";
    }

    private static CodeFix Rename(YamlEntry entry, YamlPath path, string name, bool isSameWord) => isSameWord
        ? CodeFix.Safe($"Rename it to {name}", entry, editor => editor.RenameKey(path, name))
        : CodeFix.Unsafe($"Rename it to {name}", entry, editor => editor.RenameKey(path, name));
}
