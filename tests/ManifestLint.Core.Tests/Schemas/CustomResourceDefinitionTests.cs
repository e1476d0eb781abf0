using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Core.Tests.Resources;
using ManifestLint.Diagnostics;
using ManifestLint.Schemas;

namespace ManifestLint.Core.Tests.Schemas;

/// <summary>CustomResourceDefinitions as schemas, from the definition to the finding.</summary>
public sealed class CustomResourceDefinitionTests
{
    private const string Widgets = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          scope: Cluster
          names: {kind: Widget, plural: widgets}
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  required: [spec]
                  properties:
                    spec:
                      type: object
                      properties: {size: {type: integer}, colour: {type: string, enum: [red, green]}}
            - name: v1alpha1
              served: false
              storage: false
              schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {width: {type: integer}}}}}}
            - {name: v2, served: true, storage: false}

        """;

    [Fact]
    public void A_misspelt_field_is_found_at_its_place_beside_the_definition()
    {
        const string Widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nspec:\n  size: 3\n  color: red\n";

        LintResult result = Lint($"{Widget}---\n{Widgets}");

        Assert.Equal(["test.yaml:6:3: error ML9990 schema: UnknownField color"], result.Diagnostics.Select(finding => finding.ToString()));
        Assert.Empty(result.WithoutSchema);
    }

    [Theory]
    [InlineData("v1", "{size: 1, colour: blue}", "EnumValue blue")]
    [InlineData("v1", "{size: 1}")]
    [InlineData("v1alpha1", "{size: 1}", "UnknownField size")]
    [InlineData("v2", "{anything: 1}")]
    public void Every_version_has_its_own_schema(string version, string spec, params string[] expected) =>
        Assert.Equal(expected, GivenSchema.Check(Definitions(Widgets), $"{{apiVersion: example.com/{version}, kind: Widget, metadata: {{name: a}}, spec: {spec}}}"));

    [Fact]
    public void Scope_and_plural_come_from_the_definition()
    {
        SchemaRoot root = Definitions(Widgets).Find("example.com/v1", "Widget")!;

        Assert.True(root.IsClusterScoped);
        Assert.Equal("widgets", root.Plural);
        Assert.False(root.IsBuiltIn);
        Assert.False(Definitions(Widgets.Replace("Cluster", "Namespaced", StringComparison.Ordinal)).Find("example.com/v1", "Widget")!.IsClusterScoped);
        Assert.Null(Definitions(Widgets).Find("example.com/v2", "Widget"));
    }

    [Theory]
    [InlineData("{preserveUnknownFields: false, version: v1, validation: {openAPIV3Schema: {properties: {spec: {properties: {size: {type: integer}}}}}}}", "UnknownField siez")]
    [InlineData("{preserveUnknownFields: false, versions: [{name: v1}], validation: {openAPIV3Schema: {properties: {spec: {properties: {size: {type: integer}}}}}}}", "UnknownField siez")]
    [InlineData("{preserveUnknownFields: false, versions: [{name: v1, schema: {openAPIV3Schema: {properties: {spec: {properties: {size: {}}}}}}}]}", "UnknownField siez")]
    [InlineData("{version: v1, validation: {openAPIV3Schema: {properties: {spec: {properties: {size: {type: integer}}}}}}}")]
    [InlineData("{version: v1, preserveUnknownFields: true, validation: {openAPIV3Schema: {properties: {spec: {properties: {size: {type: integer}}}}}}}")]
    [InlineData("{version: v1}")]
    public void Definitions_of_v1beta1_are_known_too(string rest, params string[] expected)
    {
        string yaml = $"{{apiVersion: apiextensions.k8s.io/v1beta1, kind: CustomResourceDefinition, spec: {{group: example.com, names: {{kind: Widget, plural: widgets}}, {rest[1..]}}}";

        Assert.Equal(expected, GivenSchema.Check(Definitions(yaml), "{apiVersion: example.com/v1, kind: Widget, metadata: {name: a}, spec: {siez: 1}}"));
    }

    [Fact]
    public void A_definition_in_a_list_counts_and_a_patch_of_one_does_not()
    {
        string list = $"apiVersion: v1\nkind: List\nitems:\n- {Widgets.TrimEnd().ReplaceLineEndings("\n  ")}\n";
        var patch = new CustomResourceDefinitions(Given.File(Widgets).AsPatch().Resources);

        Assert.NotNull(Definitions(list).Find("example.com/v1", "Widget"));
        Assert.Null(patch.Find("example.com/v1", "Widget"));
    }

    [Theory]
    [InlineData("{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: {group: 5, names: {kind: Widget}, versions: [{name: v1}]}}")]
    [InlineData("{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: [a]}")]
    [InlineData("{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition}")]
    [InlineData("{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: {group: example.com, names: {kind: Widget}, versions: [v1, {name: v1, schema: {openAPIV3Schema: 5}}]}}")]
    [InlineData("{apiVersion: other.example.com/v1, kind: CustomResourceDefinition, spec: {group: example.com, names: {kind: Widget}, versions: [{name: v1, schema: {openAPIV3Schema: {}}}]}}")]
    public void What_is_no_definition_defines_nothing(string yaml) => Assert.Null(Definitions(yaml).Find("example.com/v1", "Widget"));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Kinds_that_nobody_knows_are_counted_in_order(int threads)
    {
        string gadgets = string.Join("---\n", Enumerable.Range(0, 300).Select(i => $"apiVersion: example.com/v{1 + (i % 2)}\nkind: Gadget\nmetadata: {{name: g{i}}}\n"));
        string others = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n---\napiVersion: '{{ .group }}/v1'\nkind: Gadget\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

        LintResult result = Lint($"{gadgets}---\n{others}", threads: threads);

        Assert.Equal([new KindWithoutSchema("example.com/v1", "Gadget", 150), new KindWithoutSchema("example.com/v2", "Gadget", 150)], result.WithoutSchema.AsEnumerable());
    }

    [Fact]
    public void Nothing_is_counted_when_no_rule_looks_at_fields_unless_schemas_are_required()
    {
        const string Gadget = "apiVersion: example.com/v1\nkind: Gadget\nmetadata: {name: a}\n";

        Assert.Empty(new Linter([], LintConfiguration.Default).Lint(Given.Set(Gadget)).WithoutSchema);
        Assert.Single(new Linter([], LintConfiguration.Default with { RequiresSchemas = true }).Lint(Given.Set(Gadget)).WithoutSchema);
    }

    [Fact]
    public void Sources_are_asked_once_in_a_fixed_order_before_the_threads_start()
    {
        string yaml = string.Join("---\n", Enumerable.Range(0, 200).Select(i => $"apiVersion: example.com/v1\nkind: Kind{(char)('A' + (i * 7 % 26))}\nmetadata: {{name: a}}\n"));
        var source = new Listener();

        Lint($"{yaml}---\napiVersion: v1\nkind: ConfigMap\n", LintConfiguration.Default with { SchemaSources = [source] }, threads: 4);

        Assert.Equal(Enumerable.Range('A', 26).Select(letter => $"Kind{(char)letter}"), source.Asked.Take(26));
    }

    private static LintResult Lint(string yaml, LintConfiguration? configuration = null, int threads = 1) =>
        new Linter([new FieldRule()], configuration ?? LintConfiguration.Default).Lint(Given.Set(yaml), threads);

    private static CustomResourceDefinitions Definitions(string yaml) => new(Given.Set(yaml).Resources);

    private sealed class Listener : ISchemaSource
    {
        public List<string> Asked { get; } = [];

        public SchemaRoot? Find(string apiVersion, string kind)
        {
            lock (Asked)
                Asked.Add(kind);
            return null;
        }
    }

    private sealed class FieldRule : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new("ML9990", "schema", "Schema", DiagnosticSeverity.Error);

        public override void Initialize(AnalysisContext context)
        {
            foreach (SchemaViolationKind kind in Enum.GetValues<SchemaViolationKind>())
                context.RegisterSchemaAction(kind, violation => violation.Report(GivenSchema.Describe(violation.Violation)));
        }
    }
}
