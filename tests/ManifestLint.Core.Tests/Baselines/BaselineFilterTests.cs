using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Baselines;
using ManifestLint.Configuration;
using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Baselines;

/// <summary>What a baseline still knows after manifests have changed, and what it must not hide.</summary>
public sealed class BaselineFilterTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: shop
        spec:
          containers:
            - name: web
              image: bad
              ports:
                - containerPort: 80
                  protocol: bad
            - name: side
              image: good
              env:
                - {name: A, value: bad}
                - {name: B, value: good}

        """;

    private static readonly string Other = Pod.Replace("name: shop", "name: other", StringComparison.Ordinal).Replace("bad", "good", StringComparison.Ordinal);

    public static TheoryData<string, string> Survivals { get; } = new()
    {
        { "the same", Pod },
        { "moved lines", "# a comment\n\n\n" + Pod.Replace("spec:\n", "\n# another\nspec:\n", StringComparison.Ordinal) },
        { "a document before it", Other + "---\n" + Pod },
        { "line ends", Pod.Replace("\n", "\r\n", StringComparison.Ordinal) },
        { "flow style", "{apiVersion: v1, kind: Pod, metadata: {name: \"shop\"}, spec: {containers: [{image: 'bad', name: web, ports: [{containerPort: 80, protocol: \"bad\"}]}, {name: side, image: good, env: [{name: A, value: bad}]}]}}\n" },
        { "an item of a List", "apiVersion: v1\nkind: List\nitems:\n  - " + string.Join("\n    ", Pod.TrimEnd().Split('\n')) + "\n" },
        { "items in another order", Pod.Replace("    - name: side\n      image: good\n      env:\n        - {name: A, value: bad}\n        - {name: B, value: good}\n", "", StringComparison.Ordinal)
            .Replace("  containers:\n", "  containers:\n    - name: side\n      env:\n        - {name: B, value: good}\n        - {name: A, value: bad}\n      image: good\n", StringComparison.Ordinal) },
        { "another value and number", Pod.Replace("image: bad", "image: bad2", StringComparison.Ordinal) },
        { "another version of the API", Pod.Replace("apiVersion: v1", "apiVersion: v2", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Survivals))]
    public void What_is_known_stays_known(string what, string after)
    {
        Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("a.yaml", Pod));

        LintResult result = GivenFindings.Lint(baseline, GivenFindings.Bundles("a.yaml", after));

        Assert.True(result.Diagnostics.IsEmpty, what + ": " + string.Join(", ", GivenFindings.Lines(result)));
        Assert.Equal(3, Assert.Single(result.Filtered));
    }

    [Theory]
    [InlineData("image: good", "image: bad", "a.yaml:13 ML9991")]
    [InlineData("value: good", "value: bad", "a.yaml:16 ML9991")]
    [InlineData("image: bad", "image: worse", "a.yaml:8 ML9992")]
    [InlineData("name: web", "name: api", "a.yaml:8 ML9991, a.yaml:11 ML9991")]
    [InlineData("containerPort: 80", "containerPort: 81", "a.yaml:11 ML9991")]
    [InlineData("name: shop", "name: store", "a.yaml:8 ML9991, a.yaml:11 ML9991, a.yaml:15 ML9991")]
    [InlineData("name: shop", "name: shop\n  namespace: x", "a.yaml:9 ML9991, a.yaml:12 ML9991, a.yaml:16 ML9991")]
    [InlineData("kind: Pod", "kind: Cod", "a.yaml:8 ML9991, a.yaml:11 ML9991, a.yaml:15 ML9991")]
    public void What_is_new_is_reported(string from, string to, string left)
    {
        Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("a.yaml", Pod));

        LintResult result = GivenFindings.Lint(baseline, GivenFindings.Bundles("a.yaml", Pod.Replace(from, to, StringComparison.Ordinal)));

        Assert.Equal(left, string.Join(", ", GivenFindings.Lines(result).Where(line => !line.EndsWith("ML0021", StringComparison.Ordinal))));
    }

    [Fact]
    public void Equal_findings_are_counted()
    {
        string Args(int count) => $"apiVersion: v1\nkind: Pod\nmetadata: {{name: x}}\nargs: [{string.Join(", ", Enumerable.Repeat("bad", count))}]\n";
        Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("a.yaml", Args(2)));

        Assert.Equal(2, baseline.Entries.Length);
        Assert.Equal(baseline.Entries[0].Key, baseline.Entries[1].Key);
        Assert.Equal(["a.yaml:4 ML9991"], GivenFindings.Lines(GivenFindings.Lint(baseline, GivenFindings.Bundles("a.yaml", Args(3)))));
        Assert.Equal(["baseline.json:5 ML0021"], GivenFindings.Lines(GivenFindings.Lint(baseline, GivenFindings.Bundles("a.yaml", Args(1)))));
    }

    [Fact]
    public void Two_objects_of_one_name_share_their_entries()
    {
        Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("a.yaml", Pod + "---\n" + Pod));

        Assert.Empty(GivenFindings.Lint(baseline, GivenFindings.Bundles("a.yaml", Pod + "---\n" + Other + "---\n" + Pod)).Diagnostics);
        Assert.Equal(3, GivenFindings.Lint(baseline, GivenFindings.Bundles("a.yaml", Pod + "---\n" + Pod + "---\n" + Pod)).Diagnostics.Length);
    }

    [Theory]
    [InlineData("k8s/b.yaml")]
    [InlineData("moved/a.yaml")]
    public void A_file_takes_its_entries_along(string path)
    {
        Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("k8s/a.yaml", "# bad\n" + Pod + "---\ntext: bad\n"));

        LintResult result = GivenFindings.Lint(baseline, GivenFindings.Bundles(path, "# bad\n" + Pod + "---\n\n  text:   bad\n"));

        // What is said of the file itself follows it while it keeps its name.
        Assert.Equal(path == "moved/a.yaml" ? [] : ["baseline.json:4 ML0021", $"{path}:1 ML9991"], GivenFindings.Lines(result));
    }

    [Fact]
    public void An_object_takes_its_entries_into_another_file()
    {
        Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("a.yaml", Other + "---\n" + Pod, "b.yaml", Other));

        Assert.Empty(GivenFindings.Lint(baseline, GivenFindings.Bundles("a.yaml", Other, "b.yaml", Other + "---\n" + Pod)).Diagnostics);
    }

    [Fact]
    public void An_entry_does_not_leave_for_another_object_of_the_name()
    {
        string good = Pod.Replace("bad", "good", StringComparison.Ordinal);
        Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("base/shop.yaml", Pod, "prod/shop.yaml", good));

        LintResult result = GivenFindings.Lint(baseline, GivenFindings.Bundles("base/shop.yaml", good, "prod/shop.yaml", Pod));

        Assert.Equal(
            ["baseline.json:4 ML0021", "baseline.json:5 ML0021", "baseline.json:6 ML0021", "prod/shop.yaml:8 ML9991", "prod/shop.yaml:11 ML9991", "prod/shop.yaml:15 ML9991"],
            GivenFindings.Lines(result));
    }

    [Fact]
    public void Of_two_findings_the_one_that_says_the_same_is_the_known_one()
    {
        string Args(params string[] values) => $"apiVersion: v1\nkind: Pod\nmetadata: {{name: x}}\nargs:\n{string.Concat(values.Select(value => $"- {value}\n"))}";
        Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("a.yaml", Args("bad-two")));

        Assert.Equal(["a.yaml:5 ML9991"], GivenFindings.Lines(GivenFindings.Lint(baseline, GivenFindings.Bundles("a.yaml", Args("bad-one", "bad-two")))));
    }

    [Fact]
    public void A_locked_rule_is_neither_hidden_nor_written()
    {
        ImmutableArray<Bundle> bundles = GivenFindings.Bundles("a.yaml", Pod);
        Baseline baseline = GivenFindings.BaselineOf(bundles);
        BaselineScope scope = GivenFindings.Scope with { Configurations = new ConfigurationMap(LintConfiguration.Default with { Locked = ["ML9991"] }) };

        LintResult result = GivenFindings.Lint(baseline, bundles, scope);
        BaselineUpdate update = new BaselineFilter(Baseline.Empty, scope).Update(bundles, GivenFindings.Find(bundles));

        Assert.Equal(["a.yaml:8 ML9991", "a.yaml:11 ML9991", "a.yaml:15 ML9991"], GivenFindings.Lines(result));
        Assert.Empty(update.Baseline.Entries);
        Assert.Equal((3, 3), (update.Locked, update.Left.Length));
    }

    [Fact]
    public void What_cannot_be_known_is_not_called_stale()
    {
        ImmutableArray<Bundle> bundles = GivenFindings.Bundles("a.yaml", Other);
        Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("a.yaml", Pod));
        int Stale(ImmutableArray<Bundle> run, BaselineScope scope) => GivenFindings.Lint(baseline, run, scope).Diagnostics.Count(finding => finding.Descriptor.Id == "ML0021");

        Assert.Equal(3, Stale(bundles, GivenFindings.Scope));
        Assert.Equal(0, Stale(bundles, GivenFindings.Scope with { TellsStaleEntries = false }));
        Assert.Equal(0, Stale([new Bundle(bundles[0].Files, IsReadWhole: false)], GivenFindings.Scope));
        Assert.Equal(0, Stale(GivenFindings.Bundles("a.yaml", Other, "b.yaml", "a: ["), GivenFindings.Scope));
        Assert.Equal(3, Stale(GivenFindings.Bundles("a.yaml", Other, "b.yaml", "a: {{ .Values.a }}-b\n"), GivenFindings.Scope));
        Assert.Equal(0, Stale(GivenFindings.Bundles("a.yaml", "a: {{ .Values.a }}-b\n"), GivenFindings.Scope));
        Assert.Equal(0, Stale(bundles, GivenFindings.Scope with { Configurations = new ConfigurationMap(LintConfiguration.Default with { Ignored = ["ML9991"] }) }));

        ImmutableArray<Bundle> elsewhere = GivenFindings.Bundles("b.yaml", Other);
        Assert.Equal(0, Stale(elsewhere, GivenFindings.Scope));
        Assert.Equal(3, Stale(elsewhere, GivenFindings.Scope with { IsGone = name => name == "a.yaml" }));
        Assert.Equal(0, Stale(elsewhere, GivenFindings.Scope with { IsGone = name => name == "a.yaml", IsCovered = _ => false }));
    }

    [Fact]
    public void An_update_keeps_what_the_run_did_not_look_at()
    {
        Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("a.yaml", Pod, "b.yaml", "text: bad\n---\n" + Other));
        ImmutableArray<Bundle> bundles = GivenFindings.Bundles("a.yaml", Pod.Replace("image: bad", "image: good", StringComparison.Ordinal).Replace("value: good", "value: bad", StringComparison.Ordinal));

        BaselineUpdate update = new BaselineFilter(baseline, GivenFindings.Scope).Update(bundles, GivenFindings.Find(bundles));

        Assert.Equal((1, 1), (update.Added, update.Removed));
        Assert.Equal(
            ["spec.containers[name=side].env[name=A].value", "spec.containers[name=side].env[name=B].value", "spec.containers[name=web].ports[containerPort=80].protocol", ""],
            update.Baseline.Entries.Select(entry => entry.Key.Path));
    }

    [Fact]
    public void Ten_thousand_entries_and_findings_take_the_time_of_one_look_each()
    {
        string text = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{i}}}\nimage: bad\n"));
        Baseline baseline = GivenFindings.BaselineOf(GivenFindings.Bundles("a.yaml", text));

        LintResult result = GivenFindings.Lint(baseline, GivenFindings.Bundles("moved.yaml", text));

        Assert.Equal(10_000, Assert.Single(result.Filtered));
        Assert.Empty(result.Diagnostics);
    }
}
