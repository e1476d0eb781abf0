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
        var seen = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (entry.IsMerge || ScalarResolver.GetKey(entry.Key) is not { } key)
                continue;

            if (seen.TryGetValue(key, out YamlEntry? earlier))
                Report(context, key, earlier, entry);
            seen[key] = entry;
        }
    }

    private static void Report(DocumentContext context, string key, YamlEntry earlier, YamlEntry later)
    {
        int first = LineOf(earlier);
        int last = LineOf(later);
        bool isSameScalar = ((YamlScalar)earlier.Key.Dereference()).Resolve() == ((YamlScalar)later.Key.Dereference()).Resolve();
        string message = (earlier.KeyText == later.KeyText, isSameScalar) switch
        {
            (true, true) => $"Key '{key}' is given twice, kubectl silently keeps line {last} and drops line {first}",
            (false, true) => $"Keys '{earlier.KeyText}' and '{later.KeyText}' both become the key \"{key}\", kubectl silently keeps line {last} and drops line {first}",
            // A string and a number are two keys to go-yaml and one to JSON: its map is walked in random order.
            _ => $"Keys {earlier.Key} and {later.Key} both become the key \"{key}\", kubectl keeps line {first} or line {last} at random",
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
