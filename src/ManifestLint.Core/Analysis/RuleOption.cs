using System.Collections.Immutable;

namespace ManifestLint.Analysis;

/// <summary>Something that a user may set for a rule.</summary>
/// <param name="Key">The name in the configuration file, in camel case.</param>
/// <param name="Description">What it decides, one sentence without final period.</param>
public abstract record RuleOption(string Key, string Description)
{
    /// <summary>The value when nothing is set.</summary>
    /// <param name="isStrict">Whether the preset is <c>strict</c> or <c>all</c>.</param>
    internal abstract object DefaultFor(bool isStrict);
}

/// <summary>An option with values of one type.</summary>
/// <param name="Key">The name in the configuration file, in camel case.</param>
/// <param name="Default">The value when nothing is set.</param>
/// <param name="Description">What it decides, one sentence without final period.</param>
public abstract record RuleOption<T>(string Key, T Default, string Description) : RuleOption(Key, Description)
    where T : notnull
{
    /// <summary>The value when nothing is set and the preset is <c>strict</c> or <c>all</c>.</summary>
    public T Strict { get; init; } = Default;

    internal override object DefaultFor(bool isStrict) => isStrict ? Strict : Default;
}

/// <summary>A whole number.</summary>
/// <param name="Key">The name in the configuration file, in camel case.</param>
/// <param name="Default">The value when nothing is set.</param>
/// <param name="Minimum">The smallest value that makes sense.</param>
/// <param name="Maximum">The largest value that makes sense.</param>
/// <param name="Description">What the number decides, one sentence without final period.</param>
public sealed record NumberOption(string Key, int Default, int Minimum, int Maximum, string Description) : RuleOption<int>(Key, Default, Description);

/// <summary>Yes or no.</summary>
/// <param name="Key">The name in the configuration file, in camel case.</param>
/// <param name="Default">The value when nothing is set.</param>
/// <param name="Description">What is the case when it is set, one sentence without final period.</param>
public sealed record SwitchOption(string Key, bool Default, string Description) : RuleOption<bool>(Key, Default, Description);

/// <summary>One of a few words.</summary>
/// <param name="Key">The name in the configuration file, in camel case.</param>
/// <param name="Default">The value when nothing is set.</param>
/// <param name="Values">The words.</param>
/// <param name="Description">What the word decides, one sentence without final period.</param>
public sealed record ChoiceOption(string Key, string Default, ImmutableArray<string> Values, string Description) : RuleOption<string>(Key, Default, Description);

/// <summary>A list of texts, which replaces the default when it is set.</summary>
/// <param name="Key">The name in the configuration file, in camel case.</param>
/// <param name="Default">The texts when nothing is set.</param>
/// <param name="Description">What the texts are and what they decide, one sentence without final period.</param>
public sealed record ListOption(string Key, ImmutableArray<string> Default, string Description) : RuleOption<ImmutableArray<string>>(Key, Default, Description);
