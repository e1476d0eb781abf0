using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>A port that a container declares.</summary>
/// <param name="Mapping">The item of <c>ports</c>.</param>
/// <param name="Name">The name by which probes and Services may call it.</param>
/// <param name="Number"><c>containerPort</c>.</param>
/// <param name="Protocol"><c>TCP</c> when nothing is written.</param>
public readonly record struct ContainerPort(YamlMapping Mapping, Located<string>? Name, Located<long>? Number, string Protocol)
{
    /// <summary>Whether the name says that only a monitoring system asks here.</summary>
    public bool IsMetrics => IsMetricsName(Name?.Value);

    /// <summary>Whether connections are opened to it, not datagrams sent.</summary>
    public bool TakesConnections => Protocol is "TCP" or "SCTP";

    /// <summary>Whether a name of a port says that only a monitoring system asks there.</summary>
    internal static bool IsMetricsName(string? name) =>
        name is "metrics" or "http-metrics" or "https-metrics" or "prometheus" or "prom" or "monitoring" || name?.EndsWith("-metrics", StringComparison.Ordinal) == true;

    /// <summary>Whether the reference means this port.</summary>
    public bool IsNamedBy(PortReference reference) =>
        reference.Name is { } name ? Name?.Value == name : Number is { } number && number.Value == reference.Number;

    internal static ContainerPort Read(YamlMapping mapping) =>
        new(mapping, mapping.GetString("name"), mapping.GetInteger("containerPort"), mapping.GetString("protocol")?.Value ?? "TCP");
}

/// <summary>An item of a container's <c>env</c>.</summary>
/// <param name="Mapping">The item.</param>
/// <param name="Name">The variable.</param>
/// <param name="Value">The literal value; null when it comes from elsewhere (<c>valueFrom</c>) or is no string.</param>
public readonly record struct EnvironmentVariable(YamlMapping Mapping, Located<string>? Name, Located<string>? Value)
{
    internal static EnvironmentVariable Read(YamlMapping mapping) => new(mapping, mapping.GetString("name"), mapping.GetString("value"));
}
