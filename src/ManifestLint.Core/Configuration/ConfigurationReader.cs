using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Configuration;

/// <summary>Reads configuration files. Every mistake is a finding at its characters, all of them at once; nothing is thrown.</summary>
/// <param name="rules">All rules.</param>
public sealed class ConfigurationReader(ConfigurationRules rules)
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">The file, parsed as if it were a manifest.</param>
    public ConfigurationDocument Read(ManifestFile file)
    {
        var mistakes = new MistakeList(file);
        var document = new ConfigurationDocument(file, new ConfigurationLayer { Name = file.Path }, []);
        if (FindRoot(file, mistakes) is { } root)
            document = new Reading(rules, mistakes).Read(root, document);
        return document with { Mistakes = mistakes.ToSorted() };
    }

    /// <summary>The finding about something that only who reads files can know, at its place: a file that <c>extends</c> names is missing.</summary>
    public static Diagnostic CreateMistake(Location place, string message) => MistakeList.Describe(place, message);

    // The mapping that a configuration is; null when it is empty or none.
    private static YamlMapping? FindRoot(ManifestFile file, MistakeList mistakes)
    {
        if (file.Tree is not { } tree)
        {
            mistakes.Add(default(TextSpan), $"Cannot read this configuration: {file.ReadError}");
            return null;
        }

        if (tree.Errors.Any())
        {
            foreach (YamlError error in tree.Errors)
                mistakes.Add(error.Span, $"Cannot read this configuration: {error.Message}");
            return null;
        }

        YamlNode[] roots = [.. tree.Documents.Select(document => document.Root).OfType<YamlNode>().Where(root => root is not YamlScalar { IsNull: true })];
        foreach (YamlNode root in roots.Skip(1))
            mistakes.Add(FirstOf(root).ContentSpan, "A configuration is one document, and this is a further one");
        if (roots.Length == 0)
            return null;
        if (roots[0] is YamlMapping mapping)
            return mapping;

        mistakes.Add(FirstOf(roots[0]).ContentSpan, $"A configuration is a mapping of keys, and this is {(roots[0] is YamlSequence ? "a list" : "a text")}");
        return null;
    }

    // One line is enough to show where something begins.
    private static YamlNode FirstOf(YamlNode node) => node is YamlMapping { Entries: [var entry, ..] } ? entry.Key : node is YamlSequence { Items: [var item, ..] } ? FirstOf(item) : node;

    private sealed class Reading(ConfigurationRules rules, MistakeList mistakes)
    {
        private readonly ValueReader _values = new(mistakes);
        private readonly RuleSettingsReader _rules = new(rules, new ValueReader(mistakes), mistakes);

        public ConfigurationDocument Read(YamlMapping root, ConfigurationDocument document)
        {
            ConfigurationLayer layer = document.Layer;
            foreach ((string key, YamlEntry entry) in _values.ReadEntries(root, "", ConfigurationKeys.All))
            {
                YamlNode value = entry.Value;
                if (key == ConfigurationKeys.Root.Name)
                    document = document with { IsRoot = _values.ReadSwitch(value, key)?.Value == true };
                else if (key == ConfigurationKeys.Extends.Name)
                    document = document with { Extends = ReadExtends(value, key) };
                else
                    layer = ReadKey(layer, key, value);
            }

            return document with { Layer = layer };
        }

        private ConfigurationLayer ReadKey(ConfigurationLayer layer, string key, YamlNode value)
        {
            if (key == ConfigurationKeys.KubernetesVersion.Name)
                return layer with { Version = ReadVersion(value, key) };
            if (key == ConfigurationKeys.FailOn.Name)
                return layer with { FailOn = ReadFailOn(value, key) };
            if (key == ConfigurationKeys.Include.Name)
                return layer with { Include = _values.ReadGlobs(value, key) };
            if (key == ConfigurationKeys.Exclude.Name)
                return layer with { Exclude = _values.ReadGlobs(value, key) };
            if (key == ConfigurationKeys.Rules.Name)
                return layer with { Rules = _rules.Read(value, key) };
            if (key == ConfigurationKeys.Locked.Name)
                return layer with { Locked = _rules.ReadList(value, key) };
            if (key == ConfigurationKeys.Overrides.Name)
                return layer with { Overrides = ReadOverrides(value, key) };
            if (key == ConfigurationKeys.SchemaLocations.Name)
                return layer with { SchemaLocations = ReadPaths(value, key) };
            if (key == ConfigurationKeys.Definitions.Name)
                return layer with { Definitions = ReadPaths(value, key) };
            return key == ConfigurationKeys.Suppressions.Name ? ReadSuppressions(layer, value, key) : throw new ArgumentException($"Nothing reads the key {key}.", nameof(key));
        }

        private ImmutableArray<ExtendedConfiguration> ReadExtends(YamlNode value, string key)
        {
            var extends = ImmutableArray.CreateBuilder<ExtendedConfiguration>();
            foreach (Setting<string> text in _values.ReadTexts(value, key, "a preset or a path"))
            {
                TextSpan place = text.Origin.Place!.Value.Span;
                RulePreset? preset = SeverityText.ParsePreset(text.Value);
                if (text.Value.Contains("://", StringComparison.Ordinal))
                    mistakes.Add(place, $"{key}: '{text.Value}' is an address, and configurations are read from files only");
                else if (preset is null && !IsPath(text.Value))
                    mistakes.Add(place, $"{key}: there is no preset '{text.Value}'{Suggest(text.Value)}");
                else if (preset is { } second && extends.FirstOrDefault(other => other.Preset is not null) is { Preset: { } first })
                    mistakes.Add(place, $"{key}: the preset '{SeverityText.Of(second)}' would take the place of '{SeverityText.Of(first)}'; name one");
                else
                    extends.Add(new ExtendedConfiguration(preset is null ? text.Value : "", preset, text.Origin));
            }

            return extends.DrainToImmutable();
        }

        private static bool IsPath(string text) =>
            text.Contains('/', StringComparison.Ordinal) || text.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

        private static string Suggest(string word) => EditDistance.Closest(word, ConfigurationKeys.Presets) is { } meant
            ? $", did you mean '{meant}'"
            : $"; presets are {string.Join(", ", ConfigurationKeys.Presets)}, and a file is named with its ending .yaml";

        private Setting<string>? ReadVersion(YamlNode value, string key)
        {
            if (_values.ReadText(value, key, "a version such as 1.31") is not { } text)
                return null;

            if (TargetVersions.ParseMinors(text.Value) is not { } minors)
                mistakes.Add(value, key, $"'{text.Value}' is no version; give one such as 1.31, or a range such as 1.29-1.34");
            else if (minors.First < TargetVersions.Oldest)
                mistakes.Add(value, key, $"1.{minors.First} is too old; known are 1.{TargetVersions.Oldest} to 1.{TargetVersions.Newest}");
            else
                return text;
            return null;
        }

        private Setting<DiagnosticSeverity?>? ReadFailOn(YamlNode value, string key) =>
            _values.ReadChoice(value, key, ConfigurationKeys.FailLevels) is { } level ? new Setting<DiagnosticSeverity?>(SeverityText.Parse(level.Value), level.Origin) : null;

        private Setting<ImmutableArray<Setting<string>>> ReadPaths(YamlNode value, string key)
        {
            ImmutableArray<Setting<string>> paths = _values.ReadTexts(value, key, "a path");
            foreach (Setting<string> path in paths)
            {
                if (path.Value.Length == 0)
                    mistakes.Add(path.Origin.Place!.Value.Span, $"{key}: a path must not be empty");
            }

            return new Setting<ImmutableArray<Setting<string>>>(paths.RemoveAll(path => path.Value.Length == 0), mistakes.OriginOf(value));
        }

        private ConfigurationLayer ReadSuppressions(ConfigurationLayer layer, YamlNode value, string path)
        {
            if (_values.ReadMapping(value, path, "a mapping") is not { } mapping)
                return layer;

            foreach ((string key, YamlEntry entry) in _values.ReadEntries(mapping, path, ConfigurationKeys.Suppressions.Keys))
            {
                Setting<bool>? setting = _values.ReadSwitch(entry.Value, ValueReader.Join(path, key));
                layer = key == ConfigurationKeys.InlineSuppressions.Name ? layer with { InlineSuppressions = setting } : layer with { RequireReason = setting };
            }

            return layer;
        }

        private ImmutableArray<ConfigurationOverride> ReadOverrides(YamlNode value, string path)
        {
            if (value.Dereference() is not YamlSequence sequence)
            {
                mistakes.Add(value is YamlMapping ? FirstOf(value) : value, path, "overrides are a list; begin each of them with '- '");
                return [];
            }

            var overrides = ImmutableArray.CreateBuilder<ConfigurationOverride>();
            for (int i = 0; i < sequence.Items.Length; i++)
            {
                if (_values.ReadMapping(sequence.Items[i], $"{path}[{i}]", "a mapping") is { } mapping)
                    overrides.Add(ReadOverride(mapping, $"{path}[{i}]"));
            }

            return overrides.DrainToImmutable();
        }

        private ConfigurationOverride ReadOverride(YamlMapping mapping, string path)
        {
            YamlNode first = FirstOf(mapping);
            var read = new ConfigurationOverride { Origin = mistakes.OriginOf(first) };
            bool hasCondition = false;
            foreach ((string key, YamlEntry entry) in _values.ReadEntries(mapping, path, ConfigurationKeys.Overrides.Keys))
            {
                string place = ValueReader.Join(path, key);
                YamlNode value = entry.Value;
                if (key == ConfigurationKeys.OverrideRules.Name)
                {
                    read = read with { Rules = _rules.Read(value, place) };
                    continue;
                }

                if (key == ConfigurationKeys.OverrideReason.Name)
                {
                    read = read with { Reason = _values.ReadText(value, place)?.Value };
                    continue;
                }

                hasCondition = true;
                if (value.Dereference() is YamlSequence { Items.IsEmpty: true })
                    mistakes.Add(value, place, "an empty list matches nothing; leave the key out to match everything");
                else if (key == ConfigurationKeys.OverrideFiles.Name)
                    read = read with { Files = _values.ReadGlobs(value, place).Value };
                else if (key == ConfigurationKeys.OverrideKinds.Name)
                    read = read with { Kinds = [.. _values.ReadTexts(value, place, "a kind").Select(kind => kind.Value)] };
                else if (key == ConfigurationKeys.OverrideNamespaces.Name)
                    read = read with { Namespaces = _values.ReadNameGlobs(value, place) };
                else
                    read = read with { Names = _values.ReadNameGlobs(value, place) };
            }

            if (!hasCondition)
                mistakes.Add(first, path, "an override has to say for what it is: files, kinds, namespaces or names");
            return read;
        }
    }
}
