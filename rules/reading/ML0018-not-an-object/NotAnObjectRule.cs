using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class NotAnObjectRule : Rule
{
    private const string Kind = "kind";
    private const string ApiVersion = "apiVersion";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML0018",
        name: "not-an-object",
        title: "A document lacks kind or apiVersion",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterDocumentAction(Analyze);

    private static void Analyze(DocumentContext context)
    {
        if (IsObject(YamlCursor.Root(context.Document)) || context.File.IsPatch || context.Document.RootMapping is not { Entries.IsEmpty: false } root)
            return;

        // "---apiVersion: v1" is ML0005's.
        if (!context.Document.TextsBehindSeparators().IsEmpty)
            return;

        bool hasKind = IsWritten(root, Kind);
        bool hasApiVersion = IsWritten(root, ApiVersion);
        if ((hasKind && hasApiVersion) || IsForKustomize(context.File, root) || HasDirective(root))
            return;

        YamlEntry? kind = hasKind ? null : FindMisspelt(root, Kind, slips: 1);
        YamlEntry? apiVersion = hasApiVersion ? null : FindMisspelt(root, ApiVersion, slips: 2);
        bool isMeantAsObject = (hasKind || hasApiVersion || kind is not null || apiVersion is not null) && root.Get("metadata") is YamlMapping;
        if (context.File.Resources.IsEmpty && !(context.File.Origin.IsNamed && isMeantAsObject))
            return;

        if (!hasKind && !hasApiVersion && kind is null && apiVersion is null)
        {
            context.Report(root.Entries[0].Key.Span, "This document has neither 'apiVersion' nor 'kind', so kubectl refuses it");
            return;
        }

        if (!hasApiVersion)
            ReportMissing(context, root, ApiVersion, apiVersion);
        if (!hasKind)
            ReportMissing(context, root, Kind, kind);
    }

    private static void ReportMissing(DocumentContext context, YamlMapping root, string key, YamlEntry? misspelt)
    {
        if (misspelt is null)
        {
            YamlEntry place = root.Find(key) is { } empty && empty.Parent == root ? empty : root.Entries[0];
            context.Report(place.Key.Span, $"This document has no '{key}', so kubectl refuses it");
            return;
        }

        YamlPath path = YamlPath.Of(misspelt);
        context.Report(
            misspelt.Key.Span,
            $"This document has no '{key}' but '{misspelt.KeyText}', so kubectl refuses it",
            CodeFix.Unsafe($"Write '{key}'", misspelt, editor => editor.RenameKey(path, key)));
    }

    // Told without making nodes, since nearly every document is one.
    private static bool IsObject(YamlCursor root) => root[Kind].String is { Length: > 0 } && root[ApiVersion].String is { Length: > 0 };

    // kubectl takes an empty text for a missing one.
    private static bool IsWritten(YamlMapping root, string key) => root.Get(key) is { } value && value is not YamlScalar { Value: "" };

    // kustomize knows its own files without either, and applies patches itself.
    private static bool IsForKustomize(ManifestFile file, YamlMapping root) =>
        file.IsKustomization
        || root.GetString(Kind)?.Value is "Kustomization" or "Component"
        || root.GetString(ApiVersion)?.Value.StartsWith("kustomize.config.k8s.io/", StringComparison.Ordinal) == true;

    private static bool HasDirective(YamlMapping root) => root.Find("$patch") is not null || root.Find("$retainKeys") is not null;

    private static YamlEntry? FindMisspelt(YamlMapping root, string key, int slips)
    {
        foreach (YamlEntry entry in root.Entries)
        {
            if (entry.KeyText is { } text && entry.Value.Dereference() is YamlScalar { IsNull: false } && IsMisspelt(text, key, slips))
                return entry;
        }

        return null;
    }

    private static bool IsMisspelt(string text, string key, int slips) =>
        text != key && Math.Abs(text.Length - key.Length) <= slips
        && EditDistance.Between(text.ToLowerInvariant(), key.ToLowerInvariant()) <= slips;
}
