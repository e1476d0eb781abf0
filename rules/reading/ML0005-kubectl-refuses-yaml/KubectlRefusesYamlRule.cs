using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

public sealed class KubectlRefusesYamlRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML0005",
        name: "kubectl-refuses-yaml",
        title: "A document is legal YAML that kubectl cannot take",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterDocumentAction(Analyze);

    private static void Analyze(DocumentContext context)
    {
        YamlDocument document = context.Document;
        foreach (YamlError error in document.Errors)
        {
            if (error.Kind == YamlErrorKind.Refused)
                Report(context, error.Span, error.Message);
        }

        if (!document.Errors.IsEmpty)
            return;

        // What is no manifest does not go to kubectl.
        if (!context.File.Resources.IsEmpty || context.File.Origin.IsNamed)
        {
            foreach (TextSpan text in document.TextsBehindSeparators())
                Report(context, text, "only a comment may follow '---' on its line");
        }

        if (WhyRootIsNoObject(context.File, document) is { } reason)
            Report(context, FirstLineOf(document.Root!), reason);

        if (!context.File.Resources.IsEmpty)
            AnalyzeNodes(context);
    }

    private static void AnalyzeNodes(DocumentContext context)
    {
        foreach (YamlNode node in context.Document.NodesBeyondJson())
        {
            bool isKey = node.Parent is YamlEntry entry && entry.Key == node;
            if ((isKey ? WhyNoKey(node) : WhyNoValue(node)) is { } reason)
                Report(context, node.Span, reason);
        }
    }

    private static void Report(DocumentContext context, TextSpan span, string reason) =>
        context.Report(span, $"kubectl cannot read this: {reason}", SeparatorFix.Of(context.Document, span));

    private static string? WhyNoValue(YamlNode node) =>
        node is YamlScalar scalar && scalar.Resolve() is { Kind: YamlScalarKind.Invalid, Json: var reason } ? reason : null;

    private static string? WhyNoKey(YamlNode key)
    {
        if (ScalarResolver.GetKey(key) is not null)
            return null;

        return key.Dereference() switch
        {
            YamlMapping => "a key cannot be a mapping",
            YamlSequence => "a key cannot be a list",
            YamlScalar { IsNull: true } => "a key cannot be null",
            YamlScalar scalar when scalar.Resolve() is { Kind: YamlScalarKind.Invalid, Json: var reason } => reason,
            _ => "a number above 2^63 cannot be a key",
        };
    }

    // A list by itself is likely no manifest at all, or a JSON patch of kustomize.
    private static string? WhyRootIsNoObject(ManifestFile file, YamlDocument document)
    {
        if (YamlCursor.Root(document).IsMapping || document.Root is null or YamlScalar { IsNull: true } || file.IsPatch)
            return null;
        if (file.Resources.IsEmpty && !HoldsObject(document.Root))
            return null;

        string found = document.Root is YamlSequence ? "a list" : "a single value";
        return $"a document holds one object, this one holds {found}";
    }

    private static bool HoldsObject(YamlNode root)
    {
        if (root is not YamlSequence sequence)
            return false;

        foreach (YamlNode item in sequence.Items)
        {
            if (item.Dereference() is YamlMapping mapping && mapping.GetString("apiVersion") is not null && mapping.GetString("kind") is not null)
                return true;
        }

        return false;
    }

    private static TextSpan FirstLineOf(YamlNode node)
    {
        string text = node.ToString();
        int lineEnd = text.AsSpan().IndexOfAny('\n', '\r');
        return lineEnd < 0 ? node.Span : new TextSpan(node.Span.Start, node.Span.Start + text.AsSpan(0, lineEnd).TrimEnd().Length);
    }
}
