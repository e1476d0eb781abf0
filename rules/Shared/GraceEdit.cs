using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Writes how long a pod may take to stop.</summary>
internal static class GraceEdit
{
    private const string Key = "terminationGracePeriodSeconds";

    /// <summary>Sets <c>terminationGracePeriodSeconds</c> in the spec of a pod; a new one stands above the containers.</summary>
    public static YamlEditor SetGrace(this YamlEditor editor, YamlMapping podSpec, long seconds)
    {
        YamlPath path = YamlPath.Of(podSpec);
        return podSpec.Find(Key) is not null
            ? editor.Set(path / Key, YamlValue.Integer(seconds))
            : editor.InsertEntry(path, Key, YamlValue.Integer(seconds), EntryPosition.Before("containers"));
    }
}
