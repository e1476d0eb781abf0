using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Finds what a container says about the seconds it needs after its stop signal. Only literal values count; the largest one decides.</summary>
internal static class DrainReader
{
    public static Located<double>? Find(ContainerView container)
    {
        Located<double>? largest = null;
        ReadArguments(container.Command, ref largest);
        ReadArguments(container.Args, ref largest);
        ReadEnvironment(container, ref largest);
        if (container.Name?.Value == "istio-proxy")
            ReadIstio(container, ref largest);
        return largest;
    }

    private static void ReadArguments(CommandWords command, ref Located<double>? largest)
    {
        if (command.IsEmpty)
            return;

        List<Located<string>> words = [];
        foreach (Located<string> word in command.Words)
            Split(word, words);
        ReadFlags(words, ref largest);
    }

    // A script holds the words of many commands.
    private static void Split(Located<string> word, List<Located<string>> words)
    {
        foreach (string part in word.Value.Split((char[])[' ', '\t', '\n', ';', '&', '|', '"', '\''], StringSplitOptions.RemoveEmptyEntries))
            words.Add(new Located<string>(part, word.Node));
    }

    private static void ReadFlags(List<Located<string>> words, ref Located<double>? largest)
    {
        Located<double>? accept = null;
        Located<double>? finish = null;
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i].Value;
            if (!word.StartsWith("--", StringComparison.Ordinal))
                continue;

            int equals = word.IndexOf('=', StringComparison.Ordinal);
            string flag = (equals < 0 ? word : word[..equals]).ToLowerInvariant();
            Located<string>? value = equals >= 0 ? new Located<string>(word[(equals + 1)..], words[i].Node) : i + 1 < words.Count ? words[i + 1] : null;
            if (value is not { } written)
                continue;

            if (flag is "--graceful-timeout" or "--timeout-graceful-shutdown" or "--drain-time-s" or "--shutdown-grace-period")
                Keep(Durations.ParseSeconds(written.Value), written.Node, ref largest);
            else if (IsTraefikFlag(flag, "requestacceptgracetimeout"))
                Keep(Durations.ParseGo(written.Value), written.Node, ref accept);
            else if (IsTraefikFlag(flag, "gracetimeout"))
                Keep(Durations.ParseGo(written.Value), written.Node, ref finish);
        }

        // Traefik goes on accepting for the one time, then finishes for the other.
        if ((accept ?? finish) is { } traefik)
            Keep((accept?.Value ?? 0) + (finish?.Value ?? 0), traefik.Node, ref largest);
    }

    private static bool IsTraefikFlag(string flag, string name) =>
        flag.StartsWith("--entrypoints.", StringComparison.Ordinal) && flag.EndsWith(".transport.lifecycle." + name, StringComparison.Ordinal);

    private static void ReadEnvironment(ContainerView container, ref Located<double>? largest)
    {
        foreach (EnvironmentVariable variable in container.Environment)
        {
            if (variable.Value is not { } value)
                continue;

            switch (variable.Name?.Value)
            {
                case "SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE":
                    Keep(Durations.ParseSpring(value.Value), value.Node, ref largest);
                    break;
                case "DOTNET_SHUTDOWNTIMEOUTSECONDS" or "ASPNETCORE_SHUTDOWNTIMEOUTSECONDS":
                    Keep(Durations.ParseSeconds(value.Value), value.Node, ref largest);
                    break;
                case "GUNICORN_CMD_ARGS":
                    List<Located<string>> words = [];
                    Split(value, words);
                    ReadFlags(words, ref largest);
                    break;
            }
        }
    }

    // proxy.istio.io/config: the annotation holds YAML of its own.
    private static void ReadIstio(ContainerView container, ref Located<double>? largest)
    {
        const string Key = "terminationDrainDuration:";
        if (container.Pod.Workload.GetTemplateAnnotation("proxy.istio.io/config") is not { } config)
            return;

        int start = config.Value.IndexOf(Key, StringComparison.Ordinal);
        if (start < 0)
            return;

        string rest = config.Value[(start + Key.Length)..];
        int end = rest.AsSpan().IndexOfAny('\n', ',', '}');
        Keep(Durations.ParseGo((end < 0 ? rest : rest[..end]).Trim().Trim('"', '\'')), config.Node, ref largest);
    }

    private static void Keep(double? seconds, YamlNode node, ref Located<double>? largest)
    {
        if (seconds is > 0 and var value && value > (largest?.Value ?? 0))
            largest = new Located<double>(value, node);
    }
}
