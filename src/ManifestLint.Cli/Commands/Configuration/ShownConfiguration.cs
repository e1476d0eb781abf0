using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands.Configuration;

/// <summary>What <c>config show</c> tells of a path.</summary>
internal sealed record ShownConfiguration
{
    /// <summary>The path as reports show it.</summary>
    public required string Path { get; init; }

    /// <summary>The settings, with the overrides that are about the file, and about its object when it holds only one.</summary>
    public required EffectiveSettings Settings { get; init; }

    /// <summary>The same as a run uses it.</summary>
    public required LintConfiguration Configuration { get; init; }

    /// <summary>The rules to list, in the order of their ids.</summary>
    public required ImmutableArray<ShownRule> Rules { get; init; }

    /// <summary>Objects of the file for which further overrides hold.</summary>
    public ImmutableArray<ShownObject> Objects { get; init; } = [];

    /// <summary>The overrides of a directory, each with the directory that its globs are relative to as reports show it.</summary>
    public ImmutableArray<(ConfigurationOverride Entry, string Directory)> Overrides { get; init; } = [];

    /// <summary>Finds a rule by its id.</summary>
    public required Func<string, DiagnosticDescriptor> Names { get; init; }

    /// <summary>Gives a directory the form that reports show.</summary>
    public required Func<string, string> ShowDirectory { get; init; }

    /// <summary>A path of a configuration file as it leads from the working directory.</summary>
    public string PathFromHere(Setting<string> path, string directory)
    {
        bool isPlain = path.Origin.IsCommandLine || path.Value == "default" || path.Value.Contains("://", StringComparison.Ordinal) || System.IO.Path.IsPathRooted(path.Value);
        return isPlain ? path.Value : ShowDirectory(System.IO.Path.GetFullPath(path.Value, directory));
    }

    /// <summary>Looks at a path.</summary>
    public static ShownConfiguration Create(CommandEnvironment environment, ConfigurationRules rules, ConfiguredPath place, bool isDirectory, bool showsAll)
    {
        ImmutableArray<Resource> resources = isDirectory ? [] : ReadResources(environment, place.FullPath);
        EffectiveSettings settings = isDirectory ? place.Scope.Settings : place.Scope.SettingsFor(place.FullPath, resources.Length == 1 ? resources[0] : null);
        string Show(string directory) => environment.DisplayPath(directory, isWrittenRelative: true);
        return new ShownConfiguration
        {
            Path = environment.DisplayPath(place.FullPath, isWrittenRelative: true),
            Settings = settings,
            Configuration = settings.ToConfiguration(rules),
            Rules = [.. rules.All.Select(rule => ShownRule.Create(rule, settings, settings.ToConfiguration(rules), showsAll)).OfType<ShownRule>()],
            Objects = resources.Length < 2 ? [] : [.. resources.Select(resource => ShownObject.Create(resource, settings, place)).OfType<ShownObject>()],
            Overrides = isDirectory ? [.. FindOverrides(place.Scope.Layers).Select(found => (found.Entry, Show(found.Layer.Directory)))] : [],
            Names = rules.Get,
            ShowDirectory = Show,
        };
    }

    // Without what a nearer file or the command line says otherwise, so that the listing means what the files mean.
    private static IEnumerable<(ConfigurationLayer Layer, ConfigurationOverride Entry)> FindOverrides(ImmutableArray<ConfigurationLayer> layers)
    {
        for (int i = 0; i < layers.Length; i++)
        {
            RuleSetting[] later = [.. layers.Skip(i + 1).SelectMany(layer => layer.Rules)];
            foreach (ConfigurationOverride entry in layers[i].Overrides)
            {
                ImmutableArray<RuleSetting> rules = [.. entry.Rules.Select(rule => Without(rule, later)).Where(rule => rule.Level is not null || !rule.Options.IsEmpty)];
                if (!rules.IsEmpty)
                    yield return (layers[i], entry with { Rules = rules });
            }
        }
    }

    private static RuleSetting Without(RuleSetting rule, RuleSetting[] later)
    {
        RuleSetting[] same = [.. later.Where(other => other.Rule.Id == rule.Rule.Id)];
        return rule with
        {
            Level = same.Any(other => other.Level is not null) ? null : rule.Level,
            Options = [.. rule.Options.Where(option => !same.Any(other => other.Options.Any(set => set.Option.Key == option.Option.Key)))],
        };
    }

    private static ImmutableArray<Resource> ReadResources(CommandEnvironment environment, string path)
    {
        try
        {
            return ManifestFile.Parse(environment.DisplayPath(path), environment.Disk.Read(path)).Resources;
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            throw new WrongUseException($"cannot read {environment.DisplayPath(path)}: {FileTrouble.Describe(path, exception)}");
        }
    }
}

/// <summary>A rule as it holds.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Level">Its severity, null is off.</param>
/// <param name="LevelOrigin">Who says so.</param>
/// <param name="IsLevelSet">Whether somebody says so, and not the preset alone.</param>
/// <param name="Options">The options to list, each with who says so.</param>
internal sealed record ShownRule(DiagnosticDescriptor Rule, DiagnosticSeverity? Level, string LevelOrigin, bool IsLevelSet, ImmutableArray<(RuleOption Option, object Value, string Origin)> Options)
{
    /// <summary>Looks at a rule; null when there is nothing to list.</summary>
    public static ShownRule? Create(Rule rule, EffectiveSettings settings, LintConfiguration configuration, bool showsAll)
    {
        DiagnosticDescriptor descriptor = rule.Descriptor;
        EffectiveLevel? level = settings.Levels.GetValueOrDefault(descriptor.Id);
        var options = ImmutableArray.CreateBuilder<(RuleOption, object, string)>();
        foreach (RuleOption option in rule.Options)
        {
            if (settings.Options.GetValueOrDefault((descriptor.Id, option.Key)) is { } set)
                options.Add((option, set.Value.Value, set.Value.Origin.ToString()));
            else if (showsAll)
                options.Add((option, DefaultOf(option, configuration.IsStrict), DefaultOrigin(settings)));
        }

        if (level is null && options.Count == 0 && !showsAll)
            return null;

        DiagnosticSeverity? effective = configuration.IsEnabled(descriptor) ? configuration.GetSeverity(descriptor, descriptor.Severity) : null;
        string origin = level is null ? DefaultOrigin(settings) : $"{level.Setting.Origin}{Reason(level.Override)}";
        return new ShownRule(descriptor, effective, origin, level is not null || showsAll, options.DrainToImmutable());
    }

    /// <summary>What is told of an override behind its place.</summary>
    public static string Reason(ConfigurationOverride? entry) => entry is null ? "" : entry.Reason is { } reason ? $", override: {reason}" : ", override";

    private static string DefaultOrigin(EffectiveSettings settings) => settings.Preset is { } preset ? $"preset {SeverityText.Of(preset.Value)}" : "default";

    private static object DefaultOf(RuleOption option, bool isStrict) => option switch
    {
        NumberOption number => isStrict ? number.Strict : number.Default,
        SwitchOption toggle => isStrict ? toggle.Strict : toggle.Default,
        ChoiceOption choice => isStrict ? choice.Strict : choice.Default,
        ListOption list => isStrict ? list.Strict : list.Default,
        _ => throw new ArgumentOutOfRangeException(nameof(option), option, "no such option"),
    };
}

/// <summary>An object of a file for which more holds than for the file.</summary>
/// <param name="Name">Kind and name.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Overrides">The overrides that hold for it and not for the file.</param>
internal sealed record ShownObject(string Name, int Line, ImmutableArray<ConfigurationOverride> Overrides)
{
    /// <summary>Looks at an object; null when there is nothing to tell.</summary>
    public static ShownObject? Create(Resource resource, EffectiveSettings ofFile, ConfiguredPath place)
    {
        ImmutableArray<ConfigurationOverride> further = place.Scope.SettingsFor(place.FullPath, resource).Overrides.RemoveAll(ofFile.Overrides.Contains);
        return further.IsEmpty ? null : new ShownObject(resource.ToString(), resource.Document.Source.GetLine(resource.Root.Span.Start) + 1, further);
    }
}
