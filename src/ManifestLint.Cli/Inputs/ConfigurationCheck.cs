using System.Collections.Immutable;
using ManifestLint.Cli.Commands;
using ManifestLint.Cli.Schemas;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs;

/// <summary>Looks at every configuration of a run before anything is linted under it.</summary>
internal static class ConfigurationCheck
{
    /// <summary>What is wrong in them, in the order of a report.</summary>
    public static ImmutableArray<Diagnostic> Find(ConfigurationFiles configurations, LintInputs inputs, SchemaInputs schemas)
    {
        schemas.OnMistake = configurations.AddMistake;
        List<ConfigurationScope> scopes = FindScopes(configurations, inputs);
        if (configurations.Mistakes is { IsEmpty: false } mistakes)
            return mistakes;

        foreach (ConfigurationScope scope in scopes)
            schemas.For(scope.Settings);
        return configurations.Mistakes;
    }

    /// <summary>What the user has to know about them.</summary>
    public static IEnumerable<string> FindNotes(ConfigurationFiles configurations, LintInputs inputs) =>
        FindScopes(configurations, inputs)
            .Select(scope => scope.Settings.Version)
            .OfType<Setting<string>>()
            .Select(version => KubernetesVersion.Parse(version.Value).Note)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    private static List<ConfigurationScope> FindScopes(ConfigurationFiles configurations, LintInputs inputs)
    {
        List<ConfigurationScope> scopes = [configurations.WorkingDirectoryScope];
        foreach (ManifestFile file in inputs.Linted)
        {
            ConfigurationScope scope = configurations.ScopeOfFile(file.Path);
            if (!scopes.Contains(scope))
                scopes.Add(scope);
        }

        return scopes;
    }
}
