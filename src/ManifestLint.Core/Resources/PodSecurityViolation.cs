using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>One thing that a pod template has, or lacks, against a Pod Security Standard.</summary>
/// <param name="Check">The name of the check, after the field that it looks at.</param>
/// <param name="Node">The value at fault; for something missing, the nearest key above.</param>
/// <param name="Detail">What is wrong, for example <c>container 'web' may not set privileged: true</c>.</param>
public readonly record struct PodSecurityViolation(string Check, YamlNode Node, string Detail);
