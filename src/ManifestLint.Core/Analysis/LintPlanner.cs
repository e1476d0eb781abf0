using System.Collections.Immutable;
using ManifestLint.Configuration;
using ManifestLint.Resources;
using ManifestLint.Schemas;

namespace ManifestLint.Analysis;

/// <summary>What the threads of a run share: the configurations that hold for its files, the rules that some of them enables, and schemas for each.</summary>
internal sealed class LintPlanner
{
    private readonly Dictionary<LintConfiguration, SchemaCatalog> _schemas = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ManifestFile, ImmutableArray<LintConfiguration>> _used = [];

    /// <summary>Looks up what holds where, in the order of the files, so that nothing depends on threads.</summary>
    /// <param name="rules">All rules, in the order of their ids.</param>
    /// <param name="configurations">What holds where.</param>
    /// <param name="stores">The built-in schemas by target; those that are missing are added.</param>
    /// <param name="resources">The manifests.</param>
    public LintPlanner(ImmutableArray<Rule> rules, ConfigurationMap configurations, Dictionary<TargetVersions, SchemaStore> stores, ResourceSet resources)
    {
        Configurations = configurations;
        var all = new List<LintConfiguration>();
        if (configurations.IsUniform)
            all.Add(configurations.First);
        else
            FindUsed(resources, all);
        if (all.Count == 0)
            all.Add(configurations.First);

        IsUniform = all.Count == 1;
        Used = [.. all];
        Rules = [.. rules.Where(rule => all.Exists(configuration => configuration.IsEnabled(rule.Descriptor)))];
        var definitions = new CustomResourceDefinitions(resources.Resources);
        foreach (LintConfiguration configuration in all)
        {
            SchemaCatalog? equal = _schemas.Where(pair => pair.Key.Target == configuration.Target && pair.Key.SchemaSources == configuration.SchemaSources).Select(pair => pair.Value).FirstOrDefault();
            _schemas.Add(configuration, equal ?? new SchemaCatalog(StoreOf(configuration, stores), [definitions, .. configuration.SchemaSources]));
        }
    }

    /// <summary>What holds where.</summary>
    public ConfigurationMap Configurations { get; }

    /// <summary>The configurations that hold for some linted file or object, in the order of the files.</summary>
    public ImmutableArray<LintConfiguration> Used { get; }

    /// <summary>Whether there is only one.</summary>
    public bool IsUniform { get; }

    /// <summary>The rules that one of them enables, in the order of their ids. A finding is reported where its place enables the rule.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>The schemas for a configuration.</summary>
    public SchemaCatalog SchemasOf(LintConfiguration configuration) => _schemas[configuration];

    /// <summary>The configurations of the linted files of a bundle.</summary>
    public IEnumerable<LintConfiguration> ConfigurationsOf(Bundle bundle)
    {
        if (IsUniform)
            return Used;

        HashSet<LintConfiguration> here = new(bundle.Files.Where(_used.ContainsKey).SelectMany(file => _used[file]), ReferenceEqualityComparer.Instance);
        return Used.Where(here.Contains);
    }

    private void FindUsed(ResourceSet resources, List<LintConfiguration> all)
    {
        HashSet<LintConfiguration> known = new(ReferenceEqualityComparer.Instance);
        foreach (ManifestFile file in resources.Files)
        {
            if (file.Role != FileRole.Linted)
                continue;

            ImmutableArray<LintConfiguration> here = Configurations.AllIn(file);
            _used.Add(file, here);
            foreach (LintConfiguration configuration in here)
            {
                if (known.Add(configuration))
                    all.Add(configuration);
            }
        }
    }

    private static SchemaStore StoreOf(LintConfiguration configuration, Dictionary<TargetVersions, SchemaStore> stores)
    {
        lock (stores)
        {
            if (!stores.TryGetValue(configuration.Target, out SchemaStore? store))
                stores.Add(configuration.Target, store = new SchemaStore(configuration.Target));
            return store;
        }
    }
}
