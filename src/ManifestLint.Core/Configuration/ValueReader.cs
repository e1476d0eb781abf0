using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Configuration;

/// <summary>Reads values of a configuration file; what is wrong is a mistake and gives null. A value that is left empty counts as not written.</summary>
/// <param name="mistakes">Where mistakes go.</param>
internal sealed class ValueReader(MistakeList mistakes)
{
    /// <summary>The entries of a mapping by their keys as written; a key that is written twice, or is none of those known, is a mistake.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="path">The path of the mapping; empty at the top.</param>
    /// <param name="known">The keys; null takes every key.</param>
    public List<(string Key, YamlEntry Entry)> ReadEntries(YamlMapping mapping, string path, ImmutableArray<ConfigurationKey>? known)
    {
        var found = new List<(string Key, YamlEntry Entry)>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (YamlEntry own in mapping.Entries)
        {
            if (own is { IsMerge: false, KeyText: { } name } && !lines.TryAdd(name, LineOf(own)))
                mistakes.Add(own.Key, Join(path, name), $"the key is given in line {lines[name]} already");
            else if (own.KeyText is null)
                mistakes.Add(own.Key, path.Length == 0 ? "configuration" : path, "a key has to be a word");
        }

        foreach ((_, YamlEntry entry) in mapping.EffectiveEntries())
        {
            if (entry.KeyText is not { } key)
                continue;
            if (known is { } keys && !keys.Any(candidate => candidate.Name == key))
                mistakes.AddUnknown(entry.Key, Join(path, key), "no such key", [.. keys.Select(candidate => candidate.Name)]);
            else if (entry.Value.Dereference() is not YamlScalar { IsNull: true })
                found.Add((key, entry));
        }

        return found;
    }

    /// <summary>A mapping.</summary>
    public YamlMapping? ReadMapping(YamlNode value, string path, string what)
    {
        if (value.Dereference() is YamlMapping mapping)
            return mapping;

        mistakes.Add(value, path, $"{Describe(value)} stands where {what} is expected");
        return null;
    }

    /// <summary>Yes or no.</summary>
    public Setting<bool>? ReadSwitch(YamlNode value, string path)
    {
        if (value.Dereference() is YamlScalar scalar && scalar.Resolve() is { Kind: YamlScalarKind.Boolean } resolved)
            return new Setting<bool>(resolved.Json == "true", mistakes.OriginOf(value));

        mistakes.Add(value, path, $"{Describe(value)} stands where true or false is expected");
        return null;
    }

    /// <summary>One of a few words; the text counts, whatever YAML makes of it.</summary>
    public Setting<string>? ReadChoice(YamlNode value, string path, ImmutableArray<string> values)
    {
        if (ReadText(value, path, $"one of {string.Join(", ", values)}") is not { } text)
            return null;
        if (values.Contains(text.Value, StringComparer.Ordinal))
            return text;

        mistakes.AddUnknown(value, path, $"'{text.Value}' is no value of it", values);
        return null;
    }

    /// <summary>A text as it stands in the file: <c>1.30</c> stays <c>1.30</c>.</summary>
    public Setting<string>? ReadText(YamlNode value, string path, string what = "a text")
    {
        if (value.Dereference() is YamlScalar { IsNull: false } scalar)
            return new Setting<string>(scalar.Value, mistakes.OriginOf(value));

        mistakes.Add(value, path, $"{Describe(value)} stands where {what} is expected");
        return null;
    }

    /// <summary>A list of texts; a single one stands for a list of one.</summary>
    public ImmutableArray<Setting<string>> ReadTexts(YamlNode value, string path, string what = "a text")
    {
        if (value.Dereference() is not YamlSequence sequence)
            return ReadText(value, path, $"{what} or a list") is { } single ? [single] : [];

        var texts = ImmutableArray.CreateBuilder<Setting<string>>();
        for (int i = 0; i < sequence.Items.Length; i++)
        {
            if (ReadText(sequence.Items[i], $"{path}[{i}]", what) is { } text)
                texts.Add(text);
        }

        return texts.DrainToImmutable();
    }

    /// <summary>A list of globs.</summary>
    public Setting<ImmutableArray<PathGlob>> ReadGlobs(YamlNode value, string path)
    {
        var globs = ImmutableArray.CreateBuilder<PathGlob>();
        foreach (Setting<string> text in ReadTexts(value, path, "a glob"))
        {
            if (PathGlob.Parse(text.Value, out string? reason) is { } glob)
                globs.Add(glob);
            else
                mistakes.Add(text.Origin.Place!.Value.Span, $"{path}: {reason}");
        }

        return new Setting<ImmutableArray<PathGlob>>(globs.DrainToImmutable(), mistakes.OriginOf(value));
    }

    /// <summary>A list of globs for names, which hold no slash.</summary>
    public ImmutableArray<string> ReadNameGlobs(YamlNode value, string path)
    {
        var globs = ImmutableArray.CreateBuilder<string>();
        foreach (Setting<string> text in ReadTexts(value, path, "a glob"))
        {
            if (PathGlob.WhyMalformed(text.Value) is { } reason)
                mistakes.Add(text.Origin.Place!.Value.Span, $"{path}: {reason}");
            else
                globs.Add(text.Value);
        }

        return globs.DrainToImmutable();
    }

    /// <summary>The value of a rule's option.</summary>
    public OptionSetting? ReadOption(RuleOption option, YamlNode value, string path)
    {
        object? read = option switch
        {
            NumberOption number => ReadNumber(number, value, path),
            SwitchOption => ReadSwitch(value, path)?.Value,
            ChoiceOption choice => ReadChoice(value, path, choice.Values)?.Value,
            ListOption => ReadTexts(value, path).Select(text => text.Value).ToImmutableArray(),
            _ => throw new ArgumentOutOfRangeException(nameof(option), option, "no such option"),
        };
        return read is null ? null : new OptionSetting(option, new Setting<object>(read, mistakes.OriginOf(value)));
    }

    /// <summary>A path and a key below it.</summary>
    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private int? ReadNumber(NumberOption option, YamlNode value, string path)
    {
        if (value.Dereference() is not YamlScalar scalar || scalar.Resolve().AsInteger is not { } number)
            mistakes.Add(value, path, $"{Describe(value)} stands where a whole number from {option.Minimum} to {option.Maximum} is expected");
        else if (number < option.Minimum)
            mistakes.Add(value, path, $"{number} is less than {option.Minimum}, the least that makes sense");
        else if (number > option.Maximum)
            mistakes.Add(value, path, $"{number} is more than {option.Maximum}, the most that makes sense");
        else
            return (int)number;

        return null;
    }

    private static int LineOf(YamlNode node) => node.Document.Source.GetLine(node.Span.Start) + 1;

    private static string Describe(YamlNode value) => value.Dereference() switch
    {
        YamlMapping => "a mapping",
        YamlSequence => "a list",
        YamlScalar { IsNull: true } => "nothing",
        YamlScalar scalar => $"'{scalar.Value}'",
        _ => "something else",
    };
}
