using ManifestLint.Configuration;
using ManifestLint.Core.Tests.Resources;
using ManifestLint.Schemas;

namespace ManifestLint.Core.Tests.Schemas;

/// <summary>What the validator finds, row by row: kind of violation, place, text there.</summary>
public sealed class SchemaValidatorTests
{
    // Rules compare schemas by reference, so two copies of a definition would make a report depend on threads.
    [Fact]
    public void All_threads_get_the_same_definition()
    {
        for (int round = 0; round < 50; round++)
        {
            var store = new SchemaStore(TargetVersions.Default);
            using var start = new Barrier(4);
            var found = new Schema[4];
            var threads = Enumerable.Range(0, found.Length).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                found[i] = store.Find("apps/v1", "Deployment")!.Schema.Resolve().Properties.Find("spec")!.Schema.Resolve();
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            Assert.Single(found.Distinct(ReferenceEqualityComparer.Instance));
        }
    }

    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";

    [Theory]
    [InlineData("spec: {containers: [{name: a}]}")]
    [InlineData("spec: {containers: [{name: a, image: ~, ports: null}]}")]
    [InlineData("spec: {containers: [{name: a}], terminationGracePeriodSeconds: 3e1}")]
    [InlineData("spec: {containers: [{name: a}], terminationGracePeriodSeconds: 30.0}")]
    [InlineData("spec: {containers: [{name: a}], terminationGracePeriodSeconds: \"{{ .grace }}\"}")]
    [InlineData("spec: {containers: [{name: a}], hostNetwork: yes}")]
    [InlineData("spec: {containers: [{name: a, resources: {limits: {cpu: 1, memory: 1e3, gpu: 0.5}}}]}")]
    [InlineData("spec: {containers: [{name: a, livenessProbe: {httpGet: {port: http}}}]}")]
    [InlineData("spec: {containers: [{name: a, livenessProbe: {httpGet: {port: 80}}}]}")]
    [InlineData("spec: {containers: [{name: a, ports: [{containerPort: 53}, {containerPort: 53, protocol: UDP}]}]}")]
    [InlineData("spec: {containers: [{name: a}]}\nstatus: {}")]
    [InlineData("spec: {containers: [{name: a}]}\nstatus: {containerStatuses: [{name: a}], phase: Gone}")]
    [InlineData("spec: &s {containers: [{name: a}], nodeSelector: {a: b}}\n")]
    public void A_valid_object_breaks_nothing(string rest) => Assert.Empty(Validate(Pod + rest));

    [Theory]
    [InlineData("spec: {containers: [{name: a, imge: b}]}", "UnknownField imge")]
    [InlineData("spec: {containers: [{name: a}]}\nstatus: {containerStatuses: [{name: 7}]}", "StringSurprise 7")]
    [InlineData("spec: {containers: [{name: a}], Containers: []}", "UnknownField Containers")]
    [InlineData("spec: {containers: [{image: b}]}", "MissingField name: {image: b}")]
    [InlineData("spec: {containers: ~}", "MissingField containers: {containers: ~}")]
    [InlineData("spec: {containers: {name: a}}", "WrongType {name: a}")]
    [InlineData("spec: {containers: [a]}", "WrongType a")]
    [InlineData("spec: {containers: [{name: a}], terminationGracePeriodSeconds: '30'}", "WrongType '30'")]
    [InlineData("spec: {containers: [{name: a}], terminationGracePeriodSeconds: 2.5}", "WrongType 2.5")]
    [InlineData("spec: {containers: [{name: a, ports: [{containerPort: 3000000000}]}]}", "WrongType 3000000000")]
    [InlineData("spec: {containers: [{name: a}], hostNetwork: 'true'}", "WrongType 'true'")]
    [InlineData("spec: {containers: [{name: a}], nodeName: on}", "StringSurprise on")]
    [InlineData("spec: {containers: [{name: a, env: [{name: A, value: 1.10}]}]}", "StringSurprise 1.10")]
    [InlineData("spec: {containers: [{name: a}], nodeSelector: {on: x}}", "KeySurprise true: on")]
    [InlineData("spec: {containers: [{name: a}], terminationGracePeriodSeconds: 010}", "UnusualInteger 010")]
    [InlineData("spec: {containers: [{name: a}], restartPolicy: always}", "EnumValue always")]
    [InlineData("spec: {containers: [{name: a, resources: {limits: {memory: 100mb}}}]}", "Format 100mb")]
    [InlineData("spec: {containers: [{name: a, resources: {limits: {memory: true}}}]}", "WrongType true")]
    [InlineData("spec: {containers: [{name: a}], activeDeadlineSeconds: 0}", "Range 0")]
    [InlineData("spec: {containers: [{name: a}, {name: a}]}", "DuplicateItem a")]
    [InlineData("spec: {containers: [{name: a, ports: [{containerPort: 53}, {containerPort: 53, protocol: TCP}]}]}", "DuplicateItem {containerPort: 53, protocol: TCP}")]
    [InlineData("spec: {containers: [{name: a, livenessProbe: {httpGet: {port: true}}}]}", "WrongType true")]
    [InlineData("spec: {containers: [{name: a}], volumes: &v [{name: x, emptyDirr: {}}], initContainers: *v}", "UnknownField emptyDirr")]
    public void A_violation_has_its_node(string rest, string expected) => Assert.Equal([expected], Validate(Pod + rest).Select(Describe));

    [Theory]
    [InlineData("1.28", "FieldNotInVersion resources")]
    [InlineData("1.31-1.32", "FieldNotInVersion resources")]
    [InlineData("1.32", null)]
    [InlineData("1.36", null)]
    public void A_field_belongs_to_versions(string target, string? expected)
    {
        string[] actual = [.. Validate(Pod + "spec: {containers: [{name: a}], resources: {limits: {cpu: 1}}}", target).Select(Describe)];

        Assert.Equal(expected is null ? [] : [expected], actual);
    }

    [Theory]
    [InlineData("1.33", "EnumValue PreferSameZone")]
    [InlineData("1.33-1.36", "EnumValue PreferSameZone")]
    [InlineData("1.34", null)]
    public void A_closed_set_belongs_to_versions(string target, string? expected)
    {
        string[] actual = [.. Validate("apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {trafficDistribution: PreferSameZone}", target).Select(Describe)];

        Assert.Equal(expected is null ? [] : [expected], actual);
    }

    [Fact]
    public void A_required_field_belongs_to_versions()
    {
        const string Set = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec: {selector: {matchLabels: {a: b}}, template: {spec: {containers: [{name: a}]}}}";

        SchemaViolation violation = Assert.Single(Validate(Set, "1.31-1.34"));

        Assert.Equal("serviceName", violation.Field);
        Assert.Equal("1.31-1.32", violation.Minors.ToString());
        Assert.Empty(Validate(Set, "1.33"));
    }

    [Theory]
    [InlineData("kind: Widget\napiVersion: example.com/v1\nspec: {anything: true}")]
    [InlineData("kind: PodDisruptionBudget\napiVersion: policy/v1beta1\nspec: {anything: true}")]
    public void A_kind_that_is_not_known_or_not_served_is_not_judged(string yaml) => Assert.Empty(Validate(yaml));

    [Theory]
    [InlineData("{canary: {steps: [{setWeight: 5}]}}")]
    [InlineData("{canary: {steps: [{setWeigth: 5}]}}", "UnknownField setWeigth")]
    public void Custom_resources_are_judged_too(string strategy, params string[] expected)
    {
        string yaml = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: a, labels: {a: b}}\n"
            + $"spec: {{selector: {{matchLabels: {{a: b}}}}, template: {{metadata: {{labels: {{a: b}}}}, spec: {{containers: [{{name: a, image: b}}]}}}}, strategy: {strategy}}}";

        Assert.Equal(expected, Validate(yaml).Select(Describe));
    }

    [Theory]
    [InlineData("metadata: {name: a, labls: {a: b}}", "UnknownField labls")]
    [InlineData("metadata: {name: a, labels: {a: 1}}", "StringSurprise 1")]
    public void Metadata_of_a_custom_resource_is_that_of_Kubernetes(string metadata, string expected)
    {
        string yaml = $"apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\n{metadata}\nspec: {{metrics: []}}";

        Assert.Contains(expected, Validate(yaml).Select(Describe));
    }

    private static IReadOnlyList<SchemaViolation> Validate(string yaml, string target = "1.36") =>
        new SchemaValidator(new SchemaCatalog(new SchemaStore(TargetVersions.Parse(target)!.Value), [])).Validate(Assert.Single(Given.Set(yaml).Resources));

    private static string Describe(SchemaViolation violation) => violation.Kind switch
    {
        SchemaViolationKind.UnknownField or SchemaViolationKind.FieldNotInVersion => $"{violation.Kind} {violation.Node}",
        SchemaViolationKind.MissingField or SchemaViolationKind.KeySurprise => $"{violation.Kind} {violation.Field}: {violation.Node}",
        _ => $"{violation.Kind} {violation.Node}",
    };
}
