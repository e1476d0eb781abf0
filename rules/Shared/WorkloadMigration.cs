using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Moves a workload of <c>extensions/v1beta1</c> or <c>apps/v1beta…</c> to <c>apps/v1</c>, where the selector is required and two fields are gone.</summary>
internal static class WorkloadMigration
{
    public static YamlEditor Edit(YamlEditor editor, Resource resource)
    {
        YamlPath spec = YamlPath.Of(resource.Root) / "spec";
        foreach (string gone in new[] { "rollbackTo", "templateGeneration" })
        {
            if (resource.Spec?.Find(gone) is not null)
                editor = editor.RemoveEntry(spec / gone);
        }

        if (resource.Spec is null || resource.Spec.Get("selector") is not null || resource.Spec.GetMapping("template", "metadata", "labels") is not { } labels)
            return editor;
        return editor.InsertEntry(spec, "selector", YamlValue.Map(("matchLabels", YamlValue.From(labels))), EntryPosition.Before("template"));
    }
}
