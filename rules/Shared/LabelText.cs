using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Labels as messages show them.</summary>
internal static class LabelText
{
    /// <summary>For example <c>app: web</c>.</summary>
    public static string Describe(this Label label) => $"{label.Key}: {label.Value.Value}";
}
