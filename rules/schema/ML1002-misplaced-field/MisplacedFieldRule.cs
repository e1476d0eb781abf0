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

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterSchemaAction(SchemaViolationKind.UnknownField, Analyze);
        context.RegisterSchemaAction(SchemaViolationKind.WrongType, AnalyzeSelector);
    }

    private static void Analyze(SchemaContext context)
    {
        if (FieldHome.Find(FieldScene.Of(context)) is not { IsTaken: false } home || context.Violation.Entry is not { Parent: YamlMapping mapping } entry)
            return;

        YamlPath around = YamlPath.Of(mapping);
        string field = context.Violation.Field;
        string message = home.Targets is [var only] && only.Equals(around)
            ? $"'{field}' is called '{home.Name}' in {SchemaText.Describe(around, context.Resource.Kind)} of {context.Resource.Kind}, {Refusal.ByServer}"
            : $"'{field}' belongs to {home.Describe()}{(home.Name == field ? "" : $" as '{home.Name}'")}, here {Refusal.ByServer}";
        context.Report(
            message,
            home.Targets is [var target] ? Move(entry, mapping, target, home).Uncovering() : null,
            context.Root.IsIncomplete ? DiagnosticSeverity.Warning : null);
    }

    private static void AnalyzeSelector(SchemaContext context)
    {
        if (WrappedSelector.Of(context) is not { } wrapped)
            return;

        context.Report(
            $"What stands in '{wrapped.Name}' belongs to {wrapped.Selector}, here {Refusal.ByServer}",
            wrapped.HasComment ? null : CodeFix.Safe($"Move it to {wrapped.Selector}", wrapped.Entry, wrapped.Unwrap).Uncovering(),
            node: wrapped.Entry.Key);
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
