using System.Buffers;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

public sealed class WrongTypeRule : Rule
{
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1003",
        name: "wrong-type",
        title: "A value of another type than the field takes",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterSchemaAction(SchemaViolationKind.WrongType, Analyze);

    private static void Analyze(SchemaContext context)
    {
        YamlNode value = context.Violation.Node;
        Schema schema = context.Violation.Schema;
        if (WrappedSelector.Of(context) is not null || IsDirective(context, value))
            return;

        string wanted = !IsTooLarge(schema, value) ? SchemaText.Describe(schema)
            : schema.IsIntOrString ? "a whole number of at most 32 bits or a string"
            : $"a whole number of at most {(schema.Format == "int32" ? 32 : 64)} bits";
        context.Report($"{YamlPath.Of(value)} takes {wanted}, not {SchemaText.DescribeFound(value)}{Hint(context, value, schema)}", Repair(schema, value));
    }

    // "metrics: {$patch: delete}" of a patch is no value.
    private static bool IsDirective(SchemaContext context, YamlNode value) => context.Resource.IsPartial && value.Dereference() is YamlMapping mapping && mapping.Find("$patch") is not null;

    private static string Hint(SchemaContext context, YamlNode value, Schema schema)
    {
        if (GluedColon(schema, value) is not null)
            return ", a blank is missing behind the ':'";
        bool isText = context.Resource.Kind is "ConfigMap" or "Secret" && YamlPath.Of(value).Parent is { Last.Key: "data" or "stringData" } map && map.Parent.Equals(YamlPath.Of(context.Resource.Root));
        return isText ? ", write the text as a block scalar with |" : "";
    }

    private static bool IsTooLarge(Schema schema, YamlNode value) =>
        (schema.IsIntOrString || schema.Types == SchemaTypes.Integer) && value.Dereference() is YamlScalar scalar && scalar.Resolve() is { Kind: YamlScalarKind.Integer or YamlScalarKind.Float, Json: var text } && !text.Contains('.', StringComparison.Ordinal);

    private static CodeFix? Repair(Schema schema, YamlNode value)
    {
        YamlPath path = YamlPath.Of(value);
        if (GluedColon(schema, value) is { } colon)
            return CodeFix.Unsafe("Put a blank behind the ':'", () => [new TextChange(new TextSpan(colon + 1, colon + 1), " ")]).Uncovering();
        if (value is YamlScalar { Style: YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted, Tag: null } quoted && Unquoted(schema, quoted) is { } plain)
            return CodeFix.Safe("Remove the quotes", value, editor => editor.SetScalar(path, plain));
        bool isBare = value is YamlScalar { Tag: null, Anchor: null } || (value is YamlMapping { Anchor: null } mapping && !HasComment(mapping));
        return isBare && schema.Items is { } items && SchemaMatch.Matches(value, items)
            ? CodeFix.Unsafe("Make it a list of one item", value, editor => editor.Set(path, YamlValue.List(YamlValue.From(value)))).Uncovering()
            : null;
    }

    private static bool HasComment(YamlMapping mapping)
    {
        TextSpan span = (mapping.Parent as YamlEntry)?.Span ?? mapping.Span;
        return mapping.Document.Comments.Any(comment => span.Contains(comment.Span));
    }

    // "app:web" in the place of a mapping is a word for YAML, not a key and a value.
    private static int? GluedColon(Schema schema, YamlNode value)
    {
        bool wantsMapping = schema.Accepts(SchemaTypes.Object) && schema.Types != SchemaTypes.None;
        if (!wantsMapping || value is not YamlScalar { Style: YamlScalarStyle.Plain, Tag: null, Anchor: null } scalar || scalar.Value.Any(char.IsWhiteSpace))
            return null;

        int colon = scalar.Value.IndexOf(':', StringComparison.Ordinal);
        bool isKey = colon > 0 && colon < scalar.Value.Length - 1 && scalar.Value.AsSpan(0, colon).IndexOfAnyExcept(KeyCharacters) < 0 && scalar.Value[colon + 1] != '/';
        return isKey ? scalar.Span.Start + colon : null;
    }

    private static YamlScalarValue? Unquoted(Schema schema, YamlScalar scalar) => ScalarResolver.Resolve(scalar.Value, YamlScalarStyle.Plain, tag: null) switch
    {
        { Kind: YamlScalarKind.Boolean, Json: var text } when schema.Types == SchemaTypes.Boolean && text == scalar.Value => YamlValue.Boolean(text == "true"),
        { Kind: YamlScalarKind.Integer, Json: var text } resolved when schema.Types == SchemaTypes.Integer && text == scalar.Value && resolved.AsInteger is { } number
            && (schema.Format != "int32" || number is >= int.MinValue and <= int.MaxValue) => YamlValue.Integer(number),
        _ => null,
    };
}
