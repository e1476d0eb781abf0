namespace ManifestLint.Analysis;

/// <summary>A number that a user may set for a rule.</summary>
/// <param name="Key">The name in the configuration file, in camel case.</param>
/// <param name="Default">The value when nothing is set.</param>
/// <param name="Minimum">The smallest value that makes sense.</param>
/// <param name="Maximum">The largest value that makes sense.</param>
/// <param name="Description">What the number decides, one sentence without final period.</param>
public sealed record RuleOption(string Key, int Default, int Minimum, int Maximum, string Description);
