using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Writes a startupProbe.</summary>
internal static class StartupProbeEdit
{
    /// <summary>
    /// Adds a startupProbe above the other probes. It asks what a probe at hand asks, with that one's timeout, every <paramref name="periodSeconds"/> and as
    /// often as the budget needs; a check that may take longer than the period has its own time as period.
    /// </summary>
    public static YamlEditor AddStartupProbe(this YamlEditor editor, ContainerView container, ProbeView model, long periodSeconds, long budgetSeconds)
    {
        long period = Math.Max(periodSeconds, model.TimeoutSeconds);
        YamlMappingValue probe = Value(model.HandlerKey!, YamlValue.From(model.Handler), period, budgetSeconds);
        return editor.Add(container, model.TimeoutSeconds > 1 ? probe.With("timeoutSeconds", YamlValue.Integer(model.TimeoutSeconds)) : probe);
    }

    /// <summary>Adds a startupProbe above the other probes that asks whether a port accepts connections.</summary>
    public static YamlEditor AddStartupProbe(this YamlEditor editor, ContainerView container, YamlValue port, long periodSeconds, long budgetSeconds) =>
        editor.Add(container, Value("tcpSocket", YamlValue.Map(("port", port)), periodSeconds, budgetSeconds));

    private static YamlMappingValue Value(string handlerKey, YamlValue handler, long period, long budget) => YamlValue.Map(
        (handlerKey, handler),
        ("periodSeconds", YamlValue.Integer(period)),
        ("failureThreshold", YamlValue.Integer((budget + period - 1) / period)));

    private static YamlEditor Add(this YamlEditor editor, ContainerView container, YamlMappingValue probe)
    {
        YamlPath path = YamlPath.Of(container.Mapping);
        return container.Mapping.Find("startupProbe") is null
            ? editor.InsertEntry(path, "startupProbe", probe, EntryPosition.InOrder("startupProbe", "livenessProbe", "readinessProbe"))
            : editor.Set(path / "startupProbe", probe);
    }
}
