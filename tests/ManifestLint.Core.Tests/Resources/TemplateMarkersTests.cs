using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Core.Tests.Resources;

/// <summary>What counts as the source of a template, and where its first expression is found.</summary>
public sealed class TemplateMarkersTests
{
    [Theory]
    [InlineData("name: {{ .x }}\n", "{{ .x }}")]
    [InlineData("{{- if .x }}\na: 1\n{{- end }}\n", "{{- if .x }}")]
    [InlineData("a: 1\n# {{ no }}\nb: 'it' {{ yes }}\n", "{{ yes }}")]
    [InlineData("a: \"{{ $labels.x }}\"\nb: {{ .c\n", "{{ .c")]
    [InlineData("a: \"{{ include \"b\" . }}\"\n", "{{ include \"b\" . }}")]
    [InlineData("{% if a %}\nb: 1\n{% endif %}\n", "{% if a %}")]
    [InlineData("a: |\n  {{ text }}\n{{ code }}\n", "{{ code }}")]
    [InlineData("- >-2 # note\n  {{ text }}\n- {{ code }}\n", "{{ code }}")]
    [InlineData("a: it's {{ .x }}: {{ .y }}\n", "{{ .x }}")]
    [InlineData("a: 'it''s {{ one }}' {{ two }}\n", "{{ two }}")]
    [InlineData("a: {\"b\": {{ .c }}}\r\n", "{{ .c }}")]
    public void A_template_source_is_told_by_its_first_expression(string text, string expression)
    {
        YamlTree tree = YamlTree.Parse(text);

        Assert.True(TemplateMarkers.IsTemplate(tree));
        Assert.Equal(expression, tree.Text.ToString(TemplateMarkers.FindExpression(tree)!.Value));
    }

    [Theory]
    [InlineData("a: \"{{ x }}\"\nb: [\n")]
    [InlineData("a: '{{ x }}' # {{ y }}\nb: [\n")]
    [InlineData("a: |\n  {{ x }}\n\n  {% y %}\n\tb: 1\n")]
    [InlineData("a: image/{{ x }}:1\n")]
    [InlineData("a: {b: {c: 1}}\n")]
    [InlineData("a: 100{% of it\n")]
    public void Everything_else_is_none(string text) => Assert.False(TemplateMarkers.IsTemplate(YamlTree.Parse(text)));

    [Theory]
    [InlineData("a: image/{{ x }}:1\n", true)]
    [InlineData("a: \"{{ x }}\" # {{ y }}\n", false)]
    [InlineData("a: 1\n", false)]
    public void In_a_chart_a_plain_value_is_enough(string text, bool expected) => Assert.Equal(expected, TemplateMarkers.IsTemplate(YamlTree.Parse(text), isInChart: true));
}
