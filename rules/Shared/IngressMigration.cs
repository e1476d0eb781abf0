using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Moves an Ingress to <c>networking.k8s.io/v1</c>: backends name a service, paths have a type, the default backend has its own name.</summary>
internal static class IngressMigration
{
    public static YamlEditor Edit(YamlEditor editor, Resource resource)
    {
        if (resource.Spec is not { } spec)
            return editor;

        if (spec.GetMapping("backend") is { } backend)
            editor = EditBackend(editor, backend).RenameKey(YamlPath.Of(spec) / "backend", "defaultBackend");
        foreach (YamlMapping rule in spec.GetMappings("rules"))
        {
            foreach (YamlMapping path in rule.GetMapping("http").GetMappings("paths"))
            {
                if (path.GetMapping("backend") is { } ofPath)
                    editor = EditBackend(editor, ofPath);
                if (path.Get("pathType") is null)
                    editor = editor.InsertEntry(YamlPath.Of(path), "pathType", YamlValue.String("ImplementationSpecific"), path.Find("path") is null ? EntryPosition.First : EntryPosition.After("path"));
            }
        }

        return editor;
    }

    private static YamlEditor EditBackend(YamlEditor editor, YamlMapping backend)
    {
        YamlPath path = YamlPath.Of(backend);
        YamlNode? port = backend.Get("servicePort");
        string portField = NodeReading.AsString(port) is null ? "number" : "name";
        if (backend.Find("serviceName") is not null)
            editor = editor.MoveEntry(path / "serviceName", path / "service", EntryPosition.Last).RenameKey(path / "service" / "serviceName", "name");
        if (port is not null)
            editor = editor.MoveEntry(path / "servicePort", path / "service" / "port", EntryPosition.Last).RenameKey(path / "service" / "port" / "servicePort", portField);
        return editor;
    }
}
