using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands;

/// <summary>
/// Says in the report that a run saw no object at all although a directory, a glob or standard input was given; such a run would otherwise look like a clean one.
/// </summary>
internal static class NothingLinted
{
    /// <summary>The finding, which stands on the first directory or glob; none when something was linted or nothing had to be there.</summary>
    public static IEnumerable<Diagnostic> Find(LintInputs inputs, ConfigurationFiles configurations, bool allowsEmpty)
    {
        DiagnosticDescriptor descriptor = EngineDiagnostics.NothingLinted;
        if (allowsEmpty || inputs.EmptyAreas.IsEmpty || inputs.Linted.Any(IsAnswer))
            return [];

        LintConfiguration configuration = configurations.PlaceOf(inputs.EmptyAreas[0]).Scope.Configuration;
        if (!configuration.IsEnabled(descriptor))
            return [];

        int templates = inputs.Templates.Count();
        string besides = templates == 0 ? "" : $", only {ReportText.Count(templates, "template source")}";
        return
        [
            new Diagnostic
            {
                Descriptor = descriptor,
                Severity = configuration.GetSeverity(descriptor, descriptor.Severity),
                Message = $"No Kubernetes object was found in {string.Join(", ", inputs.EmptyAreas)}{besides}",
                Location = new Location(ManifestFile.Unreadable(inputs.EmptyAreas[0], "it is no file"), default),
            },
        ];
    }

    // An object, or a reason why none was read.
    private static bool IsAnswer(ManifestFile file) =>
        !file.Resources.IsEmpty || file.Tree is null || (!file.IsTemplate && file.Tree.Errors.Any());

    /// <summary>Whether a finding is that one: it has an exit code of its own.</summary>
    public static bool IsIt(Diagnostic finding) => finding.Descriptor.Id == EngineDiagnostics.NothingLinted.Id;
}
