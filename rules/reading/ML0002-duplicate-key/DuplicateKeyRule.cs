using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class DuplicateKeyRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML0002",
        name: "duplicate-key",
        title: "A key is given twice in one mapping",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterDocumentAction(Analyze);

    private static void Analyze(DocumentContext context)
    {
        foreach (YamlMapping mapping in context.Document.MappingsWithSimilarKeys())
            Analyze(context, mapping);
    }

    private static void Analyze(DocumentContext context, YamlMapping mapping)
    {
        foreach (IGrouping<string, YamlEntry> entries in mapping.Entries.Where(entry => !entry.IsMerge && ScalarResolver.GetKey(entry.Key) is not null).GroupBy(entry => ScalarResolver.GetKey(entry.Key)!, StringComparer.Ordinal))
        {
            YamlEntry last = entries.Last();
            YamlEntry? earlier = null;
            foreach (YamlEntry entry in entries)
            {
                if (earlier is not null)
                    Report(context, entries.Key, earlier, entry, last);
                earlier = entry;
            }
        }
    }

    private static void Report(DocumentContext context, string key, YamlEntry earlier, YamlEntry later, YamlEntry last)
    {
        int drops = LineOf(earlier);
        int keeps = LineOf(last);
        string outcome = drops == keeps ? "kubectl silently keeps the last one" : $"kubectl silently keeps line {keeps} and drops line {drops}";
        bool isSameScalar = ((YamlScalar)earlier.Key.Dereference()).Resolve() == ((YamlScalar)later.Key.Dereference()).Resolve();
        string message = (earlier.KeyText == later.KeyText, isSameScalar) switch
        {
            (true, true) => $"Key '{key}' is given twice, {outcome}",
            (false, true) => $"Keys '{earlier.KeyText}' and '{later.KeyText}' both become the key \"{key}\", {outcome}",
            // A string and a number are two keys to go-yaml and one to JSON: its map is walked in random order.
            _ => $"Keys {earlier.Key} and {later.Key} both become the key \"{key}\", kubectl keeps line {drops} or line {LineOf(later)} at random",
        };
        context.Report(later.Key.Span, message, isSameScalar ? DropEarlier(earlier, later) : null);
    }

    private static CodeFix DropEarlier(YamlEntry earlier, YamlEntry later)
    {
        string title = $"Delete the entry of line {LineOf(earlier)}, which kubectl drops";
        YamlPath path = YamlPath.Of(later);
        YamlEditor Edit(YamlEditor editor) => editor.RemoveDuplicates(path);
        return YamlValue.From(earlier.Value).Equals(YamlValue.From(later.Value))
            ? CodeFix.Safe(title, later, Edit)
            : CodeFix.Unsafe(title, later, Edit);
    }

    private static int LineOf(YamlEntry entry) => entry.Document.Source.GetLine(entry.Span.Start) + 1;
}
