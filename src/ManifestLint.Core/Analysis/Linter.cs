using System.Collections.Immutable;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Rendering;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Suppressions;

namespace ManifestLint.Analysis;

/// <summary>Runs rules over manifests. One instance may lint any number of times, also at once.</summary>
public sealed class Linter
{
    // Objects per piece of work: large enough that handing it out costs nothing, small enough that all threads stay busy.
    private const int ResourcesPerUnit = 64;

    private readonly ImmutableArray<Rule> _rules;
    private readonly ImmutableArray<DiagnosticDescriptor> _known;

    // A linter may serve many runs, and unpacking schemas is most of a small one.
    private readonly Dictionary<TargetVersions, SchemaStore> _stores = [];

    /// <summary>Makes a linter of the rules that <paramref name="configuration"/> enables.</summary>
    public Linter(IEnumerable<Rule> rules, LintConfiguration configuration)
        : this(rules, new ConfigurationMap(configuration))
    {
    }

    /// <summary>Makes a linter of the rules that some configuration enables.</summary>
    public Linter(IEnumerable<Rule> rules, ConfigurationMap configurations)
    {
        Configurations = configurations;
        ImmutableArray<Rule> all = [.. rules];
        _known = [.. all.Select(rule => rule.Descriptor)];
        _rules = [.. all.OrderBy(rule => rule.Descriptor.Id, StringComparer.Ordinal)];
    }

    /// <summary>What holds where.</summary>
    public ConfigurationMap Configurations { get; }

    /// <summary>What holds for what is no file: a run as a whole.</summary>
    public LintConfiguration Configuration => Configurations.First;

    /// <summary>What takes findings out, in the order in which they are asked.</summary>
    public ImmutableArray<IFindingFilter> Filters { get; init; } = [];

    /// <summary>What leads findings about rendered objects back to where these come from.</summary>
    public ImmutableArray<IFindingRelocation> Relocations { get; init; } = [];

    /// <summary>Lints every file of the set whose role is <see cref="FileRole.Linted"/>.</summary>
    /// <param name="resources">The manifests.</param>
    /// <param name="maximumThreads">How many threads may share the work; the result does not depend on it.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public LintResult Lint(ResourceSet resources, int maximumThreads = 1, CancellationToken cancellation = default)
    {
        List<LintUnit> units = MakeUnits(resources);
        var planner = new LintPlanner(_rules, Configurations, _stores, resources);
        var runs = new List<LintRun> { new(planner, resources) };
        AskForKinds(planner, resources, cancellation);
        if (maximumThreads <= 1 || units.Count < 2)
        {
            foreach (LintUnit unit in units)
            {
                cancellation.ThrowIfCancellationRequested();
                runs[0].Analyze(unit);
            }
        }
        else
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = maximumThreads, CancellationToken = cancellation };
            Parallel.ForEach(units, options, () => new LintRun(planner, resources), (unit, _, run) =>
            {
                run.Analyze(unit);
                return run;
            }, run =>
            {
                lock (runs)
                    runs.Add(run);
            });
        }

        List<Diagnostic> findings = WithoutRepetitions([.. runs.SelectMany(run => run.Findings)]);
        SchemaCatalog first = planner.SchemasOf(planner.Used[0]);
        int suppressed = Suppressor.Apply(_known, Configurations, first, resources, findings);
        PatchedFields.RemoveUncertain(resources, findings);
        foreach (IFindingRelocation relocation in Relocations)
        {
            relocation.Apply(findings);
            JudgeByPlace(relocation.Sources, findings);
            suppressed += Suppressor.ApplyComments(_known, Configurations, first, relocation.Sources, findings);
        }

        findings.Sort(Diagnostic.Compare);
        ImmutableArray<int> filtered = [.. Filters.Select(filter => filter.Apply(resources, findings))];
        return new LintResult([.. findings], suppressed) { WithoutSchema = Count(runs), Filtered = filtered };
    }

    // A finding that was led to another file, an overlay's patch, is on and as bad as that file's configuration says.
    private void JudgeByPlace(ImmutableArray<ManifestFile> sources, List<Diagnostic> findings)
    {
        if (Configurations.IsUniform)
            return;

        var places = sources.ToHashSet();
        for (int i = findings.Count - 1; i >= 0; i--)
        {
            Diagnostic finding = findings[i];
            if (!places.Contains(finding.Location.File))
                continue;

            LintConfiguration configuration = Configurations.For(finding.Location.File, finding.Location.Span);
            if (configuration.IsEnabled(finding.Descriptor))
                findings[i] = finding with { Severity = configuration.GetSeverity(finding.Descriptor, finding.Severity) };
            else
                findings.RemoveAt(i);
        }
    }

    // What stands behind an anchor is looked at once for each of its uses; it is one thing to change.
    private static List<Diagnostic> WithoutRepetitions(List<Diagnostic> findings)
    {
        findings.Sort(Diagnostic.Compare);
        var kept = new List<Diagnostic>(findings.Count);
        foreach (Diagnostic finding in findings)
        {
            if (kept.Count == 0 || Diagnostic.Compare(kept[^1], finding) != 0)
                kept.Add(finding);
        }

        return kept;
    }

    // Sources may fetch what they know: asked in a fixed order, they answer and fail in the same way whatever the threads.
    private static void AskForKinds(LintPlanner planner, ResourceSet resources, CancellationToken cancellation)
    {
        if (planner.Used.All(configuration => configuration.SchemaSources.IsEmpty))
            return;
        if (!planner.Rules.Any(ValidatesFields) && !planner.Used.Any(configuration => configuration.RequiresSchemas))
            return;

        var seen = new HashSet<(SchemaCatalog, string, string)>();
        var kinds = new List<(SchemaCatalog Schemas, Resource Resource)>();
        foreach (Resource resource in resources.Resources)
        {
            if (resource.File.Role != FileRole.Linted)
                continue;

            SchemaCatalog schemas = planner.SchemasOf(planner.IsUniform ? planner.Used[0] : planner.Configurations.For(resource));
            if (seen.Add((schemas, resource.ApiVersion, resource.Kind)))
                kinds.Add((schemas, resource));
        }

        // Catalogues keep the order in which they are met.
        foreach ((SchemaCatalog schemas, Resource resource) in kinds.OrderBy(kind => kind.Resource.ApiVersion, StringComparer.Ordinal).ThenBy(kind => kind.Resource.Kind, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            schemas.Find(resource);
        }
    }

    private static bool ValidatesFields(Rule rule)
    {
        var context = new AnalysisContext();
        rule.Initialize(context);
        return context.SchemaActions.Count > 0;
    }

    private static ImmutableArray<KindWithoutSchema> Count(List<LintRun> runs)
    {
        var counts = new Dictionary<(string ApiVersion, string Kind), int>();
        foreach (LintRun run in runs)
        {
            foreach (((string, string) kind, int count) in run.WithoutSchema)
                counts[kind] = counts.GetValueOrDefault(kind) + count;
        }

        var kinds = new List<KindWithoutSchema>();
        foreach (((string apiVersion, string kind), int count) in counts)
            kinds.Add(new KindWithoutSchema(apiVersion, kind, count));
        kinds.Sort((left, right) => CompareKinds(left.ApiVersion, left.Kind, right.ApiVersion, right.Kind));
        return [.. kinds];
    }

    private static int CompareKinds(string apiVersion, string kind, string otherApiVersion, string otherKind) =>
        string.CompareOrdinal(apiVersion, otherApiVersion) is var order and not 0 ? order : string.CompareOrdinal(kind, otherKind);

    private static List<LintUnit> MakeUnits(ResourceSet resources)
    {
        var units = new List<LintUnit>();
        foreach (Bundle bundle in resources.Bundles)
        {
            units.Add(new LintUnit(bundle, File: null, default, default));
            foreach (ManifestFile file in bundle.Files)
            {
                if (file.Role == FileRole.Linted)
                    AddUnits(bundle, file, units);
            }
        }

        return units;
    }

    // The documents of a file and its objects are cut alike, so that a rule that fails on a document is named once.
    private static void AddUnits(Bundle bundle, ManifestFile file, List<LintUnit> units)
    {
        int documents = file.Tree?.Documents.Length ?? 0;
        int resource = 0;
        int document = 0;
        do
        {
            int documentEnd = Math.Min(documents, document + ResourcesPerUnit);
            int resourceStart = resource;
            while (resource < file.Resources.Length && file.Resources[resource].Document.Number < documentEnd)
                resource++;
            units.Add(new LintUnit(bundle, file, document..documentEnd, resourceStart..resource));
            document = documentEnd;
        }
        while (document < documents);
    }
}

/// <summary>A piece of work: a bundle as a whole, or a part of a file.</summary>
internal readonly record struct LintUnit(Bundle Bundle, ManifestFile? File, Range Documents, Range Resources);
