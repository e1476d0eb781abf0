using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class MisplacedFieldRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1002",
        name: "misplaced-field",
        title: "A field that belongs to another place of the same object",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterSchemaAction(SchemaViolationKind.UnknownField, Analyze);

    private static void Analyze(SchemaContext context)
    {
        if (FieldHome.Find(context) is not { IsTaken: false } home || context.Violation.Entry is not { Parent: YamlMapping mapping } entry)
            return;

        string place = home.Targets is [var only] && only.Equals(YamlPath.Of(mapping)) ? $"is called '{home.Name}' here"
            : home.Name == context.Violation.Field ? $"belongs to {home.Describe()}"
            : $"belongs to {home.Describe()} as '{home.Name}'";
        context.Report(
            $"'{context.Violation.Field}' {place}, here {Refusal.ByServer}",
            home.Targets is [var target] ? Move(entry, mapping, target, home).Uncovering() : null);
    }

    private static CodeFix Move(YamlEntry entry, YamlMapping mapping, YamlPath target, FieldHome home)
    {
        YamlPath path = YamlPath.Of(entry);
        bool isEmptied = mapping.Entries.Length == 1;
        string title = target.Equals(path.Parent) ? $"Rename it to {home.Name}" : $"Move it to {home.Describe()}";
        YamlEditor Edit(YamlEditor editor)
        {
            YamlEditor moved = target.Equals(path.Parent) ? editor : editor.MoveEntry(path, target, EntryPosition.Last);
            if (home.Name != path.Last!.Value.Key)
                moved = moved.RenameKey(target / path.Last.Value.Key!, home.Name);
            return isEmptied && !path.Parent.Contains(target) && path.Parent.Parent.Resolve(moved.Document) is YamlMapping ? moved.RemoveEntry(path.Parent) : moved;
        }

        return home.Safety == FixSafety.Safe ? CodeFix.Safe(title, entry, Edit) : CodeFix.Unsafe(title, entry, Edit);
    }
}
