using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The permissions of files in volumes: a number from 0 to octal 0777, which YAML reads as decimal unless it begins with 0.</summary>
internal static class FileModes
{
    private const long Greatest = 511;

    /// <summary>Reports the mode under a key when it is none.</summary>
    public static void Analyze(WorkloadContext context, YamlMapping mapping, string field)
    {
        if (mapping.GetInteger(field) is not { } mode || mode.Value is >= 0 and <= Greatest)
            return;

        string? meant = FindMeant(mode, IsJson(mapping, field));
        string octal = mode.Value < 0 ? "" : $" = octal {Convert.ToString(mode.Value, 8)}";
        string advice = meant is null ? "modes are 0 to octal 0777" : $"write {meant}";
        context.Report(
            mode.Node,
            string.Create(CultureInfo.InvariantCulture, $"{field} is {mode.Value}{octal}, {advice}; {Refusal.OfTemplate(context.Workload, context.Target)}"),
            meant is null ? null : CodeFix.Unsafe($"Write {meant}", mode.Node, editor => editor.SetScalar(YamlPath.Of(mode.Node), YamlValue.Integer(meant))));
    }

    // 644 was meant to be read as octal; JSON has no octal numbers.
    private static string? FindMeant(Located<long> mode, bool isJson)
    {
        if (mode.Node.Dereference() is not YamlScalar { Value: [>= '1' and <= '7', >= '0' and <= '7', >= '0' and <= '7'] digits })
            return null;
        return isJson ? Convert.ToInt32(digits, 8).ToString(CultureInfo.InvariantCulture) : "0" + digits;
    }

    private static bool IsJson(YamlMapping mapping, string field) =>
        mapping.Style == YamlContainerStyle.Flow && mapping.Find(field)?.Key is YamlScalar { Style: YamlScalarStyle.DoubleQuoted };
}
